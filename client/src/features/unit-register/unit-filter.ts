import type { RegisteredUnit, UnitKind } from '@liaowang/shared/schemas/unit';

/** Stands for units that belong to no branch; branches have positive ids. */
export const NO_BRANCH = 0;

export const DEVICE_CHOICES = ['any', 'with', 'without'] as const;
export type DeviceChoice = (typeof DEVICE_CHOICES)[number];

/** Which units of the register are listed; null = all. */
export interface UnitFilter {
  kind: UnitKind | null;
  branchId: number | null;
  device: DeviceChoice;
}

export const ALL_UNITS: UnitFilter = { kind: null, branchId: null, device: 'any' };

/** Whether it leaves anything out. */
export const isFiltering = ({ kind, branchId, device }: UnitFilter): boolean =>
  kind !== null || branchId !== null || device !== 'any';

/** Whether a unit is listed. */
export const keepsUnit = ({ kind, branchId, device }: UnitFilter, unit: RegisteredUnit): boolean =>
  (kind === null || unit.kind === kind) &&
  (branchId === null || (unit.branchId ?? NO_BRANCH) === branchId) &&
  (device === 'any' || unit.devices.length > 0 === (device === 'with'));

/** What a unit is found by: its names, and what its devices call themselves. */
export const textOfUnit = ({ name, devices }: RegisteredUnit): string =>
  [name.zh, name.en, ...devices.map(({ externalId }) => externalId)].join('\n');
