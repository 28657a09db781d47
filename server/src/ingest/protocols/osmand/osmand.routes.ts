import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { isPossiblePlace } from '@liaowang/shared/analysis/positions/plausibility';
import { ErrorBody } from '@liaowang/shared/schemas/error';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { DeviceApp, RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { RequestRefused } from '../../../plugins/error-handler.ts';
import { FIX_LIMITS, SOS_FIX_LIMITS, createDeviceLimit } from '../../gateway/device-limits.ts';
import { ingestPositions, type DeviceReports } from '../../gateway/ingest-positions.ts';
import { parseOsmand, toPositionReport, type OsmandMessage } from './osmand.message.ts';

interface OsmandOptions {
  /** Demand the device's token in the address; a known device id alone is not enough. */
  tokenRequired: boolean;
}

interface Address {
  /** Without the token. */
  path: string;
  /** What sends to it; left out: what the unit's setting says. */
  deviceApp?: DeviceApp;
  summary: string;
}

const ADDRESSES: readonly Address[] = [
  { path: '/ingest/osmand', summary: 'Positions from OsmAnd or Traccar Client (any generation)' },
  {
    path: '/ingest/osmand-app',
    deviceApp: 'osmand-app',
    summary: "Positions from OsmAnd's own app: metres per second, accuracy in `hdop`",
  },
];

const UNKNOWN_DEVICE = {
  code: 'unknown-device',
  reason: 'No unit has this device. Register it first; until then its messages are refused.',
} as const;

/** A body as JSON or as a form, whatever its type says. @throws SyntaxError for what is neither */
function parseBody(body: string): unknown {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '') return {};
  if (/^[[{"]/.test(text)) return JSON.parse(text);
  if (/^[<-]/.test(text) || !text.includes('=')) throw new SyntaxError('neither JSON nor a form');
  const fields: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) (fields[name] ??= []).push(value);
  return fields;
}

/** The same call for help, with a time that nobody can read, is one call however often it comes. */
const UNREAD_CALL_KEPT_MS = 24 * 3_600_000;

/** What the messages of one unit's device come to. */
function toDeviceReports(
  unit: RegisteredUnit,
  messages: readonly OsmandMessage[],
  app: DeviceApp,
  receivedAtMs: number,
): DeviceReports {
  const whole = messages.filter(({ isWhole }) => isWhole);
  return {
    unit,
    reports: whole.flatMap((message) => (message.isValid ? (toPositionReport(message, app, receivedAtMs) ?? []) : [])),
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
 * OsmAnd / Traccar Client. Any 2xx makes a phone delete the fix, anything else makes it send again and holds up those
 * behind it. So 200 is for what is stored, for a heartbeat, and for a fix that was understood and is not believed
 * (counted with the reason); an unknown device, and what names a place or a time that cannot be read, get 4xx.
 */
export const osmandRoutes: FastifyPluginAsync<OsmandOptions> = async (app, { tokenRequired }) => {
  const fixLimit = createDeviceLimit(FIX_LIMITS);
  const sosFixLimit = createDeviceLimit(SOS_FIX_LIMITS);
  /** When calls with an unreadable time were raised, by unit and that time. */
  const unreadCalls = new Map<string, number>();

  /** A phone repeats what is refused: a call that was raised once from such a message rings no more. */
  function isRepeatedCall(unit: RegisteredUnit, { unreadTime }: OsmandMessage, nowMs: number): boolean {
    if (unreadTime === null) return false;
    for (const [call, atMs] of unreadCalls) if (nowMs - atMs > UNREAD_CALL_KEPT_MS) unreadCalls.delete(call);
    return unreadCalls.has(`${unit.id} ${unreadTime}`);
  }

  // Phones of every age say what they like of their bodies: one is what it looks like, and an empty one is none.
  const readBody = (
    _request: FastifyRequest,
    body: string | Buffer,
    done: (error: Error | null, value?: unknown) => void,
  ): void => {
    try {
      done(null, parseBody(String(body)));
    } catch {
      done(new RequestRefused(400, { code: 'invalid-input', field: 'body', reason: 'is neither JSON nor a form' }));
    }
  };
  app.removeContentTypeParser(['application/json', 'text/plain', 'application/x-www-form-urlencoded']);
  app.addContentTypeParser(
    ['application/json', 'text/plain', 'application/x-www-form-urlencoded'],
    { parseAs: 'string' },
    readBody,
  );
  app.addContentTypeParser('*', { parseAs: 'string' }, readBody);

  async function findUnit(deviceId: string, token: string | undefined, path: string): Promise<RegisteredUnit> {
    if (token === undefined) {
      if (tokenRequired)
        throw new RequestRefused(401, {
          code: 'token-required',
          reason: `Send to ${path}/{token} with the token of this device.`,
        });
      const unit = app.livePicture.unitByDevice(deviceId) ?? (await app.units.findByDevice(deviceId));
      if (!unit) throw new RequestRefused(404, { ...UNKNOWN_DEVICE, field: 'id' });
      return unit;
    }
    const unit = await app.units.findByToken(token);
    if (!unit) throw new RequestRefused(401, { code: 'unknown-token', reason: 'No device has this token.' });
    if (unit.deviceId !== deviceId)
      throw new RequestRefused(403, {
        code: 'token-of-another-device',
        field: 'id',
        reason: 'This token belongs to another device.',
      });
    return unit;
  }

  /** What may be taken of a unit's messages: all of them, or what costs nothing and its SOS where its device floods. Then it has to wait. */
  function admit(
    unit: RegisteredUnit,
    own: readonly OsmandMessage[],
    nowMs: number,
  ): { admitted: readonly OsmandMessage[]; waitSeconds: number } {
    const waitSeconds = fixLimit.take(unit.id, own.filter(({ place }) => place).length, nowMs);
    if (waitSeconds === 0) return { admitted: own, waitSeconds };
    const kept = own.filter(({ place, sos }) => sos || !place);
    const isSosTaken = sosFixLimit.take(unit.id, kept.filter(({ sos }) => sos).length, nowMs) === 0;
    return {
      // Help is called for all the same; only its fix waits.
      admitted: isSosTaken ? kept : kept.map((message) => ({ ...message, isWhole: !message.sos })),
      waitSeconds: isSosTaken && kept.length === own.length ? 0 : waitSeconds,
    };
  }

  async function ingest(
    { path, deviceApp }: Address,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const receivedAtMs = Date.now();
    const { messages, unreadable } = parseOsmand(request.query, request.body);
    const { token } = request.params as { token?: string };

    const units = new Map<string, RegisteredUnit>();
    /** Of a device that may not send: told after what the others sent is stored. */
    let stranger: RequestRefused | null = null;
    for (const deviceId of new Set(messages.map((message) => message.deviceId))) {
      try {
        units.set(deviceId, await findUnit(deviceId, token, path));
      } catch (error) {
        if (!(error instanceof RequestRefused)) throw error;
        stranger ??= error;
      }
    }
    let stored = 0;
    let refused = 0;
    let longestWaitSeconds = 0;
    for (const unit of units.values()) {
      const own = messages
        .filter((message) => message.deviceId === unit.deviceId)
        .map((message) =>
          message.sos && isRepeatedCall(unit, message, receivedAtMs) ? { ...message, sos: false } : message,
        );
      const { admitted, waitSeconds } = admit(unit, own, receivedAtMs);
      longestWaitSeconds = Math.max(longestWaitSeconds, waitSeconds);
      const outcome = await ingestPositions(
        app,
        toDeviceReports(unit, admitted, deviceApp ?? unit.deviceApp, receivedAtMs),
        receivedAtMs,
      );
      for (const { sos, unreadTime } of own)
        if (sos && unreadTime !== null) unreadCalls.set(`${unit.id} ${unreadTime}`, receivedAtMs);
      stored += outcome.stored;
      refused += outcome.refused;
    }
    if (stranger) throw stranger;
    if (unreadable) {
      app.metrics.positionsRefused.inc({ reason: 'unreadable' });
      throw new RequestRefused(400, { code: 'invalid-input', ...unreadable });
    }
    if (longestWaitSeconds > 0) {
      app.metrics.positionsRefused.inc({ reason: 'too-many' });
      void reply.header('retry-after', String(longestWaitSeconds));
      throw new RequestRefused(429, {
        code: 'too-many-requests',
        reason: `This device sends more than it may. Send again in ${longestWaitSeconds} s.`,
      });
    }
    app.metrics.ingestSeconds.observe((Date.now() - receivedAtMs) / 1000);
    return reply.code(200).send({ stored, refused });
  }

  for (const address of ADDRESSES) {
    for (const url of [address.path, `${address.path}/:token`]) {
      app.route({
        method: ['GET', 'POST'],
        url,
        config: { requires: 'device' },
        schema: {
          tags: ['ingest'],
          summary: address.summary,
          description:
            '200: stored, a heartbeat, or understood and not believed (`refused`). Anything else: the device keeps what it sent and sends it again.',
          response: {
            200: Type.Object({ stored: Type.Integer(), refused: Type.Integer() }),
            '4xx': ErrorBody,
            '5xx': ErrorBody,
          },
        },
        handler: (request, reply) => ingest(address, request, reply),
      });
    }
  }
};
