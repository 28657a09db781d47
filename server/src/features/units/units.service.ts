import type { FastifyBaseLogger } from 'fastify';
import { stateAt } from '@liaowang/shared/analysis/registers/periods';
import type { NewDevice } from '@liaowang/shared/schemas/device';
import type {
  CreatedUnit,
  DeviceApp,
  NewUnit,
  RegisteredUnit,
  UnitChange,
  UnitKind,
  UnitWithDevice,
} from '@liaowang/shared/schemas/unit';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { EventBus } from '../../plugins/event-bus.ts';
import { keepCopy, refreshSurely } from '../../plugins/kept-copy.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import { createRegister, type RegisterWriter } from '../../plugins/register.ts';
import type { DevicesService } from './devices.service.ts';
import type { UnitState, UnitsRepository } from './units.repository.ts';

/**
 * How far a unit is taken to see where nothing else is set: a person on foot sees and is seen along a street block,
 * a driver less of what is beside the road.
 */
export const DEFAULT_DETECTION_RANGE_METERS: Record<UnitKind, number> = {
  foot: 150,
  bicycle: 150,
  bus: 100,
  taxi: 100,
};

/** Names of a device's fields where they stand beside a unit's. */
const FIELDS_OF_UNIT: Readonly<Record<string, string>> = {
  'body.externalId': 'body.deviceId',
  'body.settings.app': 'body.deviceApp',
};

/** The refusal of a device, with its field as the request of a unit names it. */
function asOfUnit(error: unknown): unknown {
  const field = error instanceof RequestRefused ? FIELDS_OF_UNIT[error.refusal.field ?? ''] : undefined;
  return error instanceof RequestRefused && field !== undefined
    ? new RequestRefused(error.statusCode, { ...error.refusal, field }, error.retryAfterSeconds)
    : error;
}

/** What of a change is the unit's, what its first device's. */
function splitChange({
  name,
  nameEn,
  kind,
  branchId,
  detectionRangeMeters,
  validFrom,
  isCorrection,
  ...device
}: UnitChange) {
  const ofUnit = { name, nameEn, kind, branchId, detectionRangeMeters };
  return {
    unit: Object.values(ofUnit).some((value) => value !== undefined) ? ofUnit : null,
    since: { validFrom, isCorrection },
    device: Object.keys(device).length > 0 ? toDeviceSettings(device) : null,
    deviceDetail: device,
  };
}

/** The settings of a device as they are given beside a unit. */
function toDeviceSettings({
  deviceApp,
  ...settings
}: Pick<UnitChange, 'deviceApp' | 'reportIntervalSeconds' | 'heartbeatSeconds'>): Pick<
  NewDevice,
  'reportIntervalSeconds' | 'heartbeatSeconds' | 'settings'
> {
  return { ...settings, ...(deviceApp !== undefined && { settings: { app: deviceApp } }) };
}

function withFirstDevice(unit: RegisteredUnit): UnitWithDevice {
  const [device] = unit.devices;
  return {
    ...unit,
    deviceId: device?.externalId ?? null,
    deviceApp: (device?.settings['app'] ?? null) as DeviceApp | null,
    reportIntervalSeconds: device?.reportIntervalSeconds ?? null,
    heartbeatSeconds: device?.heartbeatSeconds ?? null,
  };
}

/** What of a unit a change names. */
function namesOf({ name, nameEn, kind, branchId, detectionRangeMeters }: UnitChange): Array<keyof UnitState> {
  return [
    ...(name !== undefined || nameEn !== undefined ? (['name'] as const) : []),
    ...(kind !== undefined ? (['kind'] as const) : []),
    ...(branchId !== undefined ? (['branchId'] as const) : []),
    ...(detectionRangeMeters !== undefined ? (['detectionRangeMeters'] as const) : []),
  ];
}

/** A unit as whoever sums up the past needs it. */
export interface UnitThen extends UnitState {
  id: number;
}

/** The register of units. */
export async function createUnitsService(options: {
  repository: UnitsRepository;
  devices: DevicesService;
  db: Database;
  bus: EventBus;
  audit: AuditRecorder;
  log: FastifyBaseLogger;
  mustStand: (branchId: number, client: Queryable) => Promise<void>;
}) {
  const { repository, devices, db, bus, audit, log, mustStand } = options;
  const register = createRegister<UnitState>({
    noun: 'unit',
    register: 'units',
    table: repository.table,
    branchOf: ({ branchId }) => branchId,
    db,
    audit,
  });

  /** Units are kept by administrators, who see the whole city. */
  const toWriter = (accountId: number): RegisterWriter => ({ accountId, scopeBranchId: null });
  const periods = await keepCopy(register.history.findAll);
  const readPeriods = refreshSurely({ bus, log }, 'what units were', periods.refresh);

  return {
    readPeriods,
    history: register.history,
    findAll: () => repository.findAll(),
    /** What units were at an instant: `current` as they are, those that changed since as they were then, and who was retired since. */
    registeredAt(atMs: number, current: readonly UnitThen[]): UnitThen[] {
      const known = periods.current;
      if (known.size === 0) return [...current];
      const changed = [...known].flatMap(([id, unitPeriods]): UnitThen[] => {
        const state = stateAt(unitPeriods, atMs);
        return state ? [{ id, ...state }] : [];
      });
      return [...current.filter(({ id }) => !known.has(id)), ...changed];
    },
    /** The units of the register (null), or as they were at an instant, without their devices. */
    async findRegistered(atMs: number | null): Promise<RegisteredUnit[]> {
      if (atMs === null) return repository.findAll();
      return (await register.findAll(atMs)).map((unit) => ({ ...unit, devices: [] }));
    },
    /** Registers a unit with its first device, whose token is in the answer and nowhere else. */
    async create(input: NewUnit, accountId: number): Promise<CreatedUnit> {
      const { deviceApp, reportIntervalSeconds, heartbeatSeconds } = input;
      const created = await db
        .transaction(async (client) => {
          if (input.branchId !== undefined) await mustStand(input.branchId, client);
          const id = await repository.insert(
            {
              name: { zh: input.name, en: input.nameEn ?? input.name },
              kind: input.kind,
              branchId: input.branchId ?? null,
              detectionRangeMeters: input.detectionRangeMeters ?? DEFAULT_DETECTION_RANGE_METERS[input.kind],
            },
            Date.now(),
            client,
          );
          const { token } = await devices.insert(
            id,
            {
              protocol: input.protocol ?? 'osmand',
              externalId: input.deviceId,
              ...toDeviceSettings({
                ...(deviceApp !== undefined && { deviceApp }),
                ...(reportIntervalSeconds !== undefined && { reportIntervalSeconds }),
                ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
              }),
            },
            client,
          );
          await audit.record({ accountId, action: 'unit.created', subject: `unit:${id}` }, client);
          return { unit: (await repository.findById(id, client))!, token };
        })
        .catch((error: unknown) => {
          throw asOfUnit(error);
        });
      devices.announce(created.unit);
      return { ...withFirstDevice(created.unit), deviceToken: created.token };
    },
    /** Changes a unit, or how its first device is set: its next message is read by it. `version` undefined: whatever is there. */
    async change(
      unitId: number,
      version: number | undefined,
      change: UnitChange,
      accountId: number,
    ): Promise<UnitWithDevice> {
      const { unit: values, since, device, deviceDetail } = splitChange(change);
      const unit = await db
        .transaction(async (client) => {
          if (!values) await register.check(unitId, version, toWriter(accountId), client);
          else
            await register.change(
              { id: unitId, version, since, by: toWriter(accountId), named: namesOf(values) },
              async (before) => {
                if (typeof values.branchId === 'number') await mustStand(values.branchId, client);
                return {
                  name: { zh: (values.name ?? before.name.zh).trim(), en: (values.nameEn ?? before.name.en).trim() },
                  kind: values.kind ?? before.kind,
                  branchId: values.branchId === undefined ? before.branchId : values.branchId,
                  detectionRangeMeters: values.detectionRangeMeters ?? before.detectionRangeMeters,
                };
              },
              client,
            );
          const entry = { accountId, action: 'unit.changed', detail: deviceDetail };
          if (device) await devices.changeWithin(unitId, null, device, entry, client);
          return (await repository.findById(unitId, client))!;
        })
        .catch((error: unknown) => {
          throw asOfUnit(error);
        });
      // Whoever hears of it asks what it was.
      if (values) await readPeriods();
      devices.announce(unit);
      return withFirstDevice(unit);
    },
    /** Retires a unit: its devices are refused from now on, and free for another; what it did stays. */
    async retire(unitId: number, version: number, accountId: number): Promise<void> {
      const unit = await db.transaction(async (client) => {
        const known = await repository.findById(unitId, client);
        await register.remove({ id: unitId, version, by: toWriter(accountId) }, async () => undefined, client);
        return known!;
      });
      await readPeriods();
      devices.forget(unit);
      bus.emit('units.retired', [unit]);
    },
  };
}

export type UnitsService = Awaited<ReturnType<typeof createUnitsService>>;
