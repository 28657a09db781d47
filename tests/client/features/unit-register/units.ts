import type { Device } from '@liaowang/shared/schemas/device';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';

/** A device as the register has it. */
export const createDevice = (id: number, unitId: number, externalId: string): Device => ({
  id,
  unitId,
  protocol: 'osmand',
  externalId,
  datum: 'wgs84',
  timeZone: null,
  reportIntervalSeconds: 10,
  heartbeatSeconds: null,
  settings: { app: 'traccar-client' },
});

/** A unit as the register has it. */
export const createRegisteredUnit = (id: number, more: Partial<RegisteredUnit> = {}): RegisteredUnit => ({
  id,
  name: { zh: `巡逻 ${id}`, en: `Patrol ${id}` },
  kind: 'foot',
  branchId: 1,
  detectionRangeMeters: 150,
  devices: [createDevice(id * 10, id, `phone-${id}`)],
  version: id,
  ...more,
});
