import type { RegisteredUnit, UnitKind } from '@liaowang/shared/schemas/unit';

/** Stands for units that belong to no branch; branches have positive ids. */
export const NO_BRANCH = 0;

export const DEVICE_CHOICES = ['any', 'with', 'without'] as const;
export type DeviceChoice = (typeof DEVICE_CHOICES)[number];

/** Which units of the register are listed; null = all. */
export interface UnitFilter {
  text: string;
  kind: UnitKind | null;
  branchId: number | null;
  device: DeviceChoice;
}

export const ALL_UNITS: UnitFilter = { text: '', kind: null, branchId: null, device: 'any' };

/** How many conditions there are beside the text. */
export const countConditions = ({ kind, branchId, device }: UnitFilter): number =>
  [kind !== null, branchId !== null, device !== 'any'].filter(Boolean).length;

/** A unit with the text that it is searched by: its names, and what its devices call themselves. Made once for a register. */
export interface SearchableUnit {
  unit: RegisteredUnit;
  text: string;
}

/** Prepares a register for {@link filterUnits}. */
export function toSearchable(units: readonly RegisteredUnit[]): SearchableUnit[] {
  return units.map((unit) => ({
    unit,
    text: [unit.name.zh, unit.name.en, ...unit.devices.map(({ externalId }) => externalId)].join('\n').toLowerCase(),
  }));
}

/** The units that fit, in the order in which they come. Each word must be found. */
export function filterUnits(units: readonly SearchableUnit[], filter: UnitFilter): RegisteredUnit[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const { kind, branchId, device } = filter;
  return units
    .filter(
      ({ unit, text }) =>
        (kind === null || unit.kind === kind) &&
        (branchId === null || (unit.branchId ?? NO_BRANCH) === branchId) &&
        (device === 'any' || unit.devices.length > 0 === (device === 'with')) &&
        words.every((word) => text.includes(word)),
    )
    .map(({ unit }) => unit);
}
