import type { FastifyInstance } from 'fastify';
import { isPossiblePlace } from '@liaowang/shared/analysis/positions/plausibility';
import type { Device } from '@liaowang/shared/schemas/device';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { RequestRefused } from '../../plugins/error-handler.ts';
import { FIX_LIMITS, SOS_FIX_LIMITS, createDeviceLimit } from './device-limits.ts';
import type { DeviceMessage, DeviceProtocol, ParsedMessages, Taken, Unreadable } from './device-protocol.ts';
import { createGivenUp } from './given-up.ts';
import { ingestPositions, type DeviceReports } from './ingest-positions.ts';
import { toGlobalMessage } from './local-message.ts';

const UNKNOWN_DEVICE = {
  code: 'unknown-device',
  reason: 'No unit has this device. Register it first; until then its messages are refused.',
} as const;

/** The same call for help, with a time that nobody can read, is one call however often it comes. */
const UNREAD_CALL_KEPT_MS = 24 * 3_600_000;

/** A device and whose it is. */
interface Sender {
  device: Device;
  unit: RegisteredUnit;
}

/** Who says that it sends. */
export interface Credentials {
  /** Undefined: none came. */
  token: string | undefined;
  /** How to send one, for who should have. */
  describeToken: () => string;
}

/** What became of a request; one of the three may stand in the way of a 200. */
export interface Receipt extends Taken {
  /** Of a device that may not send. */
  stranger: RequestRefused | null;
  unreadable: Unreadable | null;
  /** Seconds to wait for a device that sends more than it may; 0 = it may send on. */
  waitSeconds: number;
}

/** What the messages of one device come to. */
function toDeviceReports<M extends DeviceMessage>(
  protocol: DeviceProtocol<M>,
  { device, unit }: Sender,
  messages: readonly M[],
  receivedAtMs: number,
): DeviceReports {
  const whole = messages.filter(({ isWhole }) => isWhole);
  return {
    device,
    unit,
    reports: whole.flatMap((message) =>
      message.isValid ? (protocol.toPositionReport(message, device, receivedAtMs) ?? []) : [],
    ),
    heartbeats: whole.flatMap(({ place, timeMs, batteryPercent, charging }) =>
      place ? [] : { timeMs, batteryPercent, charging },
    ),
    refused: whole.flatMap(({ place, isValid }) => (place && !isValid ? 'marked-invalid' : [])),
    sosPresses: messages.flatMap(({ sos, timeMs, place, isValid, mock }) => {
      const position: LngLat | null =
        place && isValid && !mock && isPossiblePlace(place) ? [place.lng, place.lat] : null;
      return sos ? { pressedAtMs: timeMs ?? receivedAtMs, position } : [];
    }),
  };
}

/**
 * The gateway that every protocol's messages go through: whose device sends, what it may send, and what becomes of it.
 * `tokenRequired`: a known device's name alone is not enough.
 */
export function createGateway(app: FastifyInstance, { tokenRequired }: { tokenRequired: boolean }) {
  const fixLimit = createDeviceLimit(FIX_LIMITS);
  const sosFixLimit = createDeviceLimit(SOS_FIX_LIMITS);
  const givenUp = createGivenUp();
  /** When calls with an unreadable time were raised, by device and that time. */
  const unreadCalls = new Map<string, number>();

  /** A phone repeats what is refused: a call that was raised once from such a message rings no more. */
  function isRepeatedCall({ device }: Sender, { unreadTime }: DeviceMessage, nowMs: number): boolean {
    if (unreadTime === null) return false;
    for (const [call, atMs] of unreadCalls) if (nowMs - atMs > UNREAD_CALL_KEPT_MS) unreadCalls.delete(call);
    return unreadCalls.has(`${device.id} ${unreadTime}`);
  }

  async function findSender(
    protocol: string,
    externalId: string,
    { token, describeToken }: Credentials,
  ): Promise<Sender> {
    if (token === undefined) {
      if (tokenRequired) throw new RequestRefused(401, { code: 'token-required', reason: describeToken() });
      const sender = await app.devices.findByName(protocol, externalId);
      if (!sender) throw new RequestRefused(404, { ...UNKNOWN_DEVICE, field: 'id' });
      return sender;
    }
    const sender = await app.devices.findByToken(token);
    if (!sender) throw new RequestRefused(401, { code: 'unknown-token', reason: 'No device has this token.' });
    if (sender.device.protocol !== protocol || sender.device.externalId !== externalId)
      throw new RequestRefused(403, {
        code: 'token-of-another-device',
        field: 'id',
        reason: 'This token belongs to another device.',
      });
    return sender;
  }

  /** What may be taken of a device's messages: all of them, or what costs nothing and its SOS where it floods. Then it has to wait. */
  function admit<M extends DeviceMessage>(
    { device }: Sender,
    own: readonly M[],
    nowMs: number,
  ): { admitted: readonly M[]; waitSeconds: number } {
    const waitSeconds = fixLimit.take(device.id, own.filter(({ place }) => place).length, nowMs);
    if (waitSeconds === 0) return { admitted: own, waitSeconds };
    const kept = own.filter(({ place, sos }) => sos || !place);
    const isSosTaken = sosFixLimit.take(device.id, kept.filter(({ sos }) => sos).length, nowMs) === 0;
    return {
      // Help is called for all the same; only its fix waits.
      admitted: isSosTaken ? kept : kept.map((message) => ({ ...message, isWhole: message.isWhole && !message.sos })),
      waitSeconds: isSosTaken && kept.length === own.length ? 0 : waitSeconds,
    };
  }

  return {
    /**
     * Takes the messages of one request. Resolves when all that can be taken of them is committed.
     * @throws whatever the database throws, and what {@link ingestPositions} does; the devices must then send again
     */
    async receive<M extends DeviceMessage>(
      protocol: DeviceProtocol<M>,
      parsed: ParsedMessages<M>,
      credentials: Credentials,
      receivedAtMs: number,
    ): Promise<Receipt> {
      const { messages } = parsed;
      const receipt: Receipt = { stored: 0, refused: 0, stranger: null, unreadable: parsed.unreadable, waitSeconds: 0 };
      const senders: Sender[] = [];
      for (const externalId of new Set(messages.map((message) => message.externalId))) {
        try {
          senders.push(await findSender(protocol.name, externalId, credentials));
        } catch (error) {
          if (!(error instanceof RequestRefused)) throw error;
          receipt.stranger ??= error;
        }
      }
      for (const sender of senders) {
        const { device } = sender;
        const own = messages
          .filter(({ externalId }) => externalId === device.externalId)
          .map((message) => {
            const global = toGlobalMessage(message, protocol.findDatum(message, device), device.timeZone);
            return global.sos && isRepeatedCall(sender, global, receivedAtMs) ? { ...global, sos: false } : global;
          });
        const { admitted, waitSeconds } = admit(sender, own, receivedAtMs);
        receipt.waitSeconds = Math.max(receipt.waitSeconds, waitSeconds);
        const reports = toDeviceReports(protocol, sender, admitted, receivedAtMs);
        const isGivenUp = parsed.givenUp !== undefined && givenUp.isGivenUp(device.id, parsed.givenUp);
        const taken = await ingestPositions(
          app,
          isGivenUp ? { ...reports, refused: [...reports.refused, 'unreadable'] } : reports,
          receivedAtMs,
        );
        if (isGivenUp) receipt.unreadable = null;
        for (const { sos, unreadTime } of own)
          if (sos && unreadTime !== null) unreadCalls.set(`${device.id} ${unreadTime}`, receivedAtMs);
        receipt.stored += taken.stored;
        receipt.refused += taken.refused;
      }
      if (receipt.stranger) return receipt;
      if (receipt.unreadable) app.metrics.positionsRefused.inc({ reason: 'unreadable' });
      else if (receipt.waitSeconds > 0) app.metrics.positionsRefused.inc({ reason: 'too-many' });
      else app.metrics.ingestSeconds.observe((Date.now() - receivedAtMs) / 1000);
      return receipt;
    },
  };
}

export type Gateway = ReturnType<typeof createGateway>;
