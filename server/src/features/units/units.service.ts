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
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { Database } from '../../plugins/postgres.ts';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import type { DevicesService } from './devices.service.ts';
import type { UnitsRepository } from './units.repository.ts';

/**
 * How far a unit is taken to see where nothing else is set: a person on foot sees and is seen along a street block,
 * a driver less of what is beside the road.
 */
const DEFAULT_DETECTION_RANGE_METERS: Record<UnitKind, number> = { foot: 150, bicycle: 150, bus: 100, taxi: 100 };

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

/** The settings of a device as they are given beside a unit. */
function toDeviceSettings({
  deviceApp,
  ...settings
}: UnitChange): Pick<NewDevice, 'reportIntervalSeconds' | 'heartbeatSeconds' | 'settings'> {
  return { ...settings, ...(deviceApp !== undefined && { settings: { app: deviceApp } }) };
}

function withFirstDevice(unit: RegisteredUnit): UnitWithDevice {
  const { externalId, reportIntervalSeconds, heartbeatSeconds, settings } = unit.devices[0]!;
  const deviceApp = (settings['app'] ?? null) as DeviceApp | null;
  return { ...unit, deviceId: externalId, deviceApp, reportIntervalSeconds, heartbeatSeconds };
}

/** The register of units. */
export function createUnitsService(options: {
  repository: UnitsRepository;
  devices: DevicesService;
  db: Database;
  audit: AuditRecorder;
}) {
  const { repository, devices, db, audit } = options;
  return {
    findAll: () => repository.findAll(),
    /** Registers a unit with its first device, whose token is in the answer and nowhere else. */
    async create(input: NewUnit, accountId: number): Promise<CreatedUnit> {
      if (input.branchId !== undefined && !(await repository.branchExists(input.branchId))) {
        throw new RequestRefused(400, {
          code: 'unknown-branch',
          field: 'body.branchId',
          reason: `There is no branch ${input.branchId}.`,
        });
      }
      const { deviceApp, reportIntervalSeconds, heartbeatSeconds } = input;
      const created = await db
        .transaction(async (client) => {
          const id = await repository.insert(
            {
              name: { zh: input.name, en: input.nameEn ?? input.name },
              kind: input.kind,
              branchId: input.branchId ?? null,
              detectionRangeMeters: input.detectionRangeMeters ?? DEFAULT_DETECTION_RANGE_METERS[input.kind],
            },
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
    /** Changes how a unit's first device is set; its next message is read by it. */
    async change(unitId: number, change: UnitChange, accountId: number): Promise<UnitWithDevice> {
      const entry = { accountId, action: 'unit.changed', detail: change };
      const { unit } = await devices.change(unitId, null, toDeviceSettings(change), entry).catch((error: unknown) => {
        throw asOfUnit(error);
      });
      return withFirstDevice(unit);
    },
  };
}

export type UnitsService = ReturnType<typeof createUnitsService>;
