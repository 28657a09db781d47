import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { NewUnit, RegisteredUnit, UnitChange, UnitKind } from '@liaowang/shared/schemas/unit';
import { isFitName } from '../../components/fit-name.ts';
import type { DeviceProtocolName } from './device-draft.ts';
import { UNIT_RANGE_METERS } from './unit-range.ts';

/** A unit as its form has it; the last two are of the device that a new one is registered with. */
export interface UnitDraft {
  name: LocalizedName;
  kind: UnitKind;
  branchId: number | null;
  /** Null = what is typed is no number. */
  detectionRangeMeters: number | null;
  protocol: DeviceProtocolName;
  deviceId: string;
}

export const EMPTY_UNIT: UnitDraft = {
  name: { zh: '', en: '' },
  kind: 'foot',
  branchId: null,
  detectionRangeMeters: UNIT_RANGE_METERS.usual,
  protocol: 'osmand',
  deviceId: '',
};

/** A unit that is there, for its form. */
export function toUnitDraft({ name, kind, branchId, detectionRangeMeters }: RegisteredUnit): UnitDraft {
  return { ...EMPTY_UNIT, name, kind, branchId, detectionRangeMeters };
}

const isRange = (meters: number | null): meters is number =>
  meters !== null && meters >= UNIT_RANGE_METERS.min && meters <= UNIT_RANGE_METERS.max;

/** What of a draft does not fit yet. */
export function findUnitProblems(
  { name, detectionRangeMeters, deviceId }: UnitDraft,
  isNew: boolean,
): { name?: true; detectionRangeMeters?: true; deviceId?: true } {
  return {
    ...(!isFitName(name) && { name: true }),
    ...(!isRange(detectionRangeMeters) && { detectionRangeMeters: true }),
    ...(isNew && deviceId.trim() === '' && { deviceId: true }),
  };
}

/** What is sent of a unit that is added. */
export function toNewUnit({ name, kind, branchId, detectionRangeMeters, protocol, deviceId }: UnitDraft): NewUnit {
  return {
    name: name.zh.trim(),
    nameEn: name.en.trim(),
    kind,
    protocol,
    deviceId: deviceId.trim(),
    ...(branchId !== null && { branchId }),
    ...(detectionRangeMeters !== null && { detectionRangeMeters }),
  };
}

/** What is sent of a change. */
export function toUnitChange({ name, kind, branchId, detectionRangeMeters }: Partial<UnitDraft>): UnitChange {
  return {
    ...(name && { name: name.zh.trim(), nameEn: name.en.trim() }),
    ...(kind && { kind }),
    ...(branchId !== undefined && { branchId }),
    ...(detectionRangeMeters != null && { detectionRangeMeters }),
  };
}
