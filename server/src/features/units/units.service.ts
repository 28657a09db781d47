import type {
  CreatedUnit,
  NewUnit,
  RegisteredUnit,
  UnitChange,
  UnitKind,
  UnitSetup,
} from '@liaowang/shared/schemas/unit';
import type { EventBus } from '../../plugins/event-bus.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { Database } from '../../plugins/postgres.ts';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { createDeviceToken, hashDeviceToken } from './device-token.ts';
import { createUnitSetup } from './unit-setup.ts';
import type { UnitsRepository } from './units.repository.ts';

/**
 * How far a unit is taken to see where nothing else is set: a person on foot sees and is seen along a street block,
 * a driver less of what is beside the road.
 */
const DEFAULT_DETECTION_RANGE_METERS: Record<UnitKind, number> = { foot: 150, bicycle: 150, bus: 100, taxi: 100 };

/** How long the answer "no such device" is kept, so that a stray device cannot make each of its messages a query. */
const UNKNOWN_FOR_MS = 5_000;
/** Strays remembered at once; beyond it the oldest are forgotten. */
const MAX_UNKNOWN = 1_000;

/** The register of units and their devices. */
export function createUnitsService(options: {
  repository: UnitsRepository;
  db: Database;
  bus: EventBus;
  audit: AuditRecorder;
  tokenRequired: boolean;
}) {
  const { repository, db, bus, audit, tokenRequired } = options;
  const unknownUntilMs = new Map<string, number>();
  const byToken = new Map<string, RegisteredUnit>();

  async function findOrRemember(
    key: string,
    find: () => Promise<RegisteredUnit | null>,
  ): Promise<RegisteredUnit | null> {
    if ((unknownUntilMs.get(key) ?? 0) > Date.now()) return null;
    const unit = await find();
    if (unit) {
      // Made by another server: this one learns of it by its first message.
      bus.emit('units.changed', [unit]);
    } else {
      unknownUntilMs.set(key, Date.now() + UNKNOWN_FOR_MS);
      if (unknownUntilMs.size > MAX_UNKNOWN)
        for (const oldest of unknownUntilMs.keys()) {
          unknownUntilMs.delete(oldest);
          break;
        }
    }
    return unit;
  }

  return {
    findAll: () => repository.findAll(),
    /** The unit of a device this server has not seen yet, or null. */
    findByDevice: (deviceId: string) => findOrRemember(`device:${deviceId}`, () => repository.findByDevice(deviceId)),
    /** The unit whose device holds this token, or null. */
    async findByToken(token: string): Promise<RegisteredUnit | null> {
      const hash = hashDeviceToken(token);
      const key = hash.toString('hex');
      const known = byToken.get(key);
      if (known) return known;
      let hasRenewed = false;
      const unit = await findOrRemember(`token:${key}`, async () => {
        const found = await repository.findByToken(hash);
        hasRenewed = found?.isNew ?? false;
        return found?.unit ?? null;
      });
      if (!unit) return null;
      if (hasRenewed) for (const [old, { id }] of byToken) if (id === unit.id) byToken.delete(old);
      byToken.set(key, unit);
      return unit;
    },
    /** How a phone is set up for a unit, as far as it can be told without making a token. */
    async findSetup(unitId: number, origin: string): Promise<UnitSetup> {
      const unit = await repository.findById(unitId);
      if (!unit) throw notFound('unit');
      return createUnitSetup(unit, { origin, token: null, tokenRequired });
    },
    /** Makes a token for a new set-up, shown in the answer and nowhere else. The phone in use goes on until the new one sends. */
    async renewSetup(unitId: number, origin: string, accountId: number): Promise<UnitSetup> {
      const token = createDeviceToken();
      const unit = await db.transaction(async (client) => {
        const known = await repository.findForUpdate(unitId, client);
        if (!known) throw notFound('unit');
        await repository.updateNextToken(unitId, hashDeviceToken(token), client);
        await audit.record({ accountId, action: 'unit.token-made', subject: `unit:${unitId}` }, client);
        return known;
      });
      return createUnitSetup(unit, { origin, token, tokenRequired });
    },
    /** Registers a unit. Its device token is in the answer and nowhere else. */
    async create(input: NewUnit, accountId: number): Promise<CreatedUnit> {
      if (input.branchId !== undefined && !(await repository.branchExists(input.branchId))) {
        throw new RequestRefused(400, {
          code: 'unknown-branch',
          field: 'body.branchId',
          reason: `There is no branch ${input.branchId}.`,
        });
      }
      const deviceToken = createDeviceToken();
      const unit = await db.transaction(async (client) => {
        const created = await repository.insert(
          {
            name: { zh: input.name, en: input.nameEn ?? input.name },
            kind: input.kind,
            branchId: input.branchId ?? null,
            deviceId: input.deviceId,
            detectionRangeMeters: input.detectionRangeMeters ?? DEFAULT_DETECTION_RANGE_METERS[input.kind],
            deviceApp: input.deviceApp ?? 'traccar-client',
            reportIntervalSeconds: input.reportIntervalSeconds ?? null,
            heartbeatSeconds: input.heartbeatSeconds ?? null,
          },
          hashDeviceToken(deviceToken),
          client,
        );
        if (created) await audit.record({ accountId, action: 'unit.created', subject: `unit:${created.id}` }, client);
        return created;
      });
      if (!unit)
        throw new RequestRefused(409, {
          code: 'device-taken',
          field: 'body.deviceId',
          reason: `Device ${input.deviceId} belongs to a unit already.`,
        });
      unknownUntilMs.delete(`device:${input.deviceId}`);
      bus.emit('units.changed', [unit]);
      return { ...unit, deviceToken };
    },
    /** Changes how a unit's device is set; its next message is read by it. */
    async change(unitId: number, change: UnitChange, accountId: number): Promise<RegisteredUnit> {
      const unit = await db.transaction(async (client) => {
        const known = await repository.findForUpdate(unitId, client);
        if (!known) throw notFound('unit');
        const changed: RegisteredUnit = { ...known, ...change };
        await repository.updateDevice(changed, client);
        await audit.record({ accountId, action: 'unit.changed', subject: `unit:${unitId}`, detail: change }, client);
        return changed;
      });
      for (const [token, known] of byToken) if (known.id === unitId) byToken.set(token, unit);
      bus.emit('units.changed', [unit]);
      return unit;
    },
  };
}

export type UnitsService = ReturnType<typeof createUnitsService>;
