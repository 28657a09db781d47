import { findShapeProblem } from '@liaowang/shared/analysis/coverage/watch-shape.validation';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import {
  DEFAULT_LOOKOUT_RANGE_METERS,
  type LookoutChange,
  type LookoutFeature,
  type NewLookout,
  type SiteReason,
} from '@liaowang/shared/schemas/lookout';
import { trimName } from '@liaowang/shared/schemas/text';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { WHOLE_DISK, type WatchShape } from '@liaowang/shared/schemas/watch-shape';
import { isFitName } from '../../components/fit-name.ts';

/** The branch on whose ground a new one stands, as the server finds it. */
export const BY_PLACE = 'by-place';

/** On a lookout's board. */
export const LOOKOUT_NUMBERS = { min: 1, max: 99_999 } as const;
export const MOST_SUPPLIES_CHARACTERS = 200;

/** A lookout as its form has it; its fields are called as those that are sent. */
export interface LookoutDraft {
  name: LocalizedName;
  /** Null = none yet, or what is typed is no place. */
  position: LngLat | null;
  /** Null of a new one: the next; else what is typed is no number. */
  number: number | null;
  branchId: number | null | typeof BY_PLACE;
  detectionRangeMeters: number;
  shape: WatchShape;
  /** Null = what is typed is no time. */
  dutyStartMinute: number | null;
  dutyEndMinute: number | null;
  /** `YYYY-MM-DD`; empty = never. */
  noticeBoardInspectedOn: string;
  siteReason: SiteReason | null;
  supplies: string;
}

export const EMPTY_LOOKOUT: LookoutDraft = {
  name: { zh: '', en: '' },
  position: null,
  number: null,
  branchId: BY_PLACE,
  detectionRangeMeters: DEFAULT_LOOKOUT_RANGE_METERS,
  shape: WHOLE_DISK,
  dutyStartMinute: 0,
  dutyEndMinute: 1440,
  noticeBoardInspectedOn: '',
  siteReason: null,
  supplies: '',
};

/** A lookout that stands, for its form. */
export function toLookoutDraft({ geometry, properties }: LookoutFeature): LookoutDraft {
  const { name, number, branchId, detectionRangeMeters, shape, dutyStartMinute, dutyEndMinute, siteReason } =
    properties;
  return {
    name,
    position: geometry.coordinates,
    number,
    branchId,
    detectionRangeMeters,
    shape,
    dutyStartMinute,
    dutyEndMinute,
    noticeBoardInspectedOn: properties.noticeBoardInspectedOn ?? '',
    siteReason,
    supplies: properties.supplies ?? '',
  };
}

export type LookoutProblem =
  | 'name'
  | 'position'
  | 'number'
  | 'shape'
  | 'dutyStartMinute'
  | 'dutyEndMinute'
  | 'supplies';

/** What of a draft does not fit yet. */
export function findLookoutProblems(draft: LookoutDraft, isNew: boolean): ReadonlySet<LookoutProblem> {
  const { name, position, number, shape, dutyStartMinute, dutyEndMinute, supplies } = draft;
  const isNumber =
    number === null
      ? isNew
      : Number.isInteger(number) && number >= LOOKOUT_NUMBERS.min && number <= LOOKOUT_NUMBERS.max;
  const problems: Array<LookoutProblem | false> = [
    !isFitName(name) && 'name',
    position === null && 'position',
    !isNumber && 'number',
    position !== null && findShapeProblem(position, shape) !== null && 'shape',
    dutyStartMinute === null && 'dutyStartMinute',
    dutyEndMinute === null && 'dutyEndMinute',
    supplies.trim().length > MOST_SUPPLIES_CHARACTERS && 'supplies',
  ];
  return new Set(problems.filter((problem) => problem !== false));
}

/** What is sent of a change, of a new one of all its fields. */
export function toLookoutChange(draft: Partial<LookoutDraft>): LookoutChange {
  const { name, position, number, branchId, shape, detectionRangeMeters, dutyStartMinute, dutyEndMinute } = draft;
  const { noticeBoardInspectedOn, siteReason, supplies } = draft;
  return {
    ...(name && { name: trimName(name) }),
    ...(position && { position }),
    ...(number != null && { number }),
    ...(branchId !== undefined && branchId !== BY_PLACE && { branchId }),
    ...(shape && { shape }),
    ...(detectionRangeMeters !== undefined && { detectionRangeMeters }),
    ...(dutyStartMinute != null && { dutyStartMinute }),
    ...(dutyEndMinute != null && { dutyEndMinute }),
    ...(noticeBoardInspectedOn !== undefined && { noticeBoardInspectedOn: noticeBoardInspectedOn || null }),
    ...(siteReason !== undefined && { siteReason }),
    ...(supplies !== undefined && { supplies: supplies.trim() || null }),
  };
}

/** What is sent of one that is added. @throws Error without a place, which the form asks for first */
export function toNewLookout(draft: LookoutDraft): NewLookout {
  if (draft.position === null) throw new Error('A lookout needs a place.');
  return { ...toLookoutChange(draft), name: trimName(draft.name), position: draft.position };
}
