import {
  DEGREES_PER_STEP,
  METERS_PER_SECOND_PER_STEP,
  MILLISECONDS_PER_STEP,
} from '@liaowang/shared/contract/position-frame';
import { UNIT_KINDS, UNIT_STATES, type Unit } from '@liaowang/shared/schemas/unit';
import type { Language } from '../../lib/format.ts';
import { computeNearbyDistanceMeters } from '../../lib/nearest.ts';
import { localName } from '../../lib/use-language.ts';
import type { PositionBuffer } from '../../live/position-buffer.ts';
import { computeSlotState } from '../../live/slot-states.ts';
import { UNKNOWN_STEPS } from '../../live/unit-slots.ts';
import { NO_BRANCH, STANDING_BELOW_METERS_PER_SECOND, type SortColumn, type UnitView } from './unit-view.ts';

/** What is known beside the register. */
export interface UnitFacts {
  buffer: Pick<PositionBuffer, 'slots' | 'slotOf'>;
  /** The moment at which states are judged, the server's epoch milliseconds. */
  serverMs: number;
  /** From where distances are measured; null = unknown. */
  here: readonly [number, number] | null;
  /** Percent by unit id; null = not known yet. */
  batteries: ReadonlyMap<number, number> | null;
}

/** Names in the order of their letters and numbers, and as they are searched through: found once for a register. */
export interface NamedUnits {
  units: readonly Unit[];
  /** Rank of each unit by its name. */
  ranks: Float64Array;
  texts: readonly string[];
}

/** Prepares a register for {@link findUnits}. */
export function nameUnits(units: readonly Unit[], language: Language): NamedUnits {
  const names = units.map(({ name }) => localName(name, language));
  const ranks = new Float64Array(units.length);
  // By code units: names carry their numbers with zeros in front, and a collator takes ten times as long.
  const order = names
    .map((_, index) => index)
    .sort((a, b) => (names[a]! < names[b]! ? -1 : names[a]! > names[b]! ? 1 : a - b));
  order.forEach((index, rank) => (ranks[index] = rank));
  return { units, ranks, texts: units.map(({ name }) => `${name.zh}\n${name.en}`.toLowerCase()) };
}

/** What a row says of a unit beside its name; null = not known. */
export interface UnitReading {
  state: (typeof UNIT_STATES)[number];
  speedMetersPerSecond: number | null;
  batteryPercent: number | null;
  contactMs: number | null;
  distanceMeters: number | null;
}

/** What is known of one unit now. */
export function readUnit(
  unitId: number,
  { buffer: { slots, slotOf }, serverMs, here, batteries }: UnitFacts,
): UnitReading {
  const slot = slotOf(unitId);
  const batteryPercent = batteries?.get(unitId) ?? null;
  if (slot === undefined) return { ...NOTHING_KNOWN, batteryPercent };
  const isLocated = !Number.isNaN(slots.timeSteps[slot]!);
  const contactSteps = slots.contactSteps[slot]!;
  const speedSteps = slots.speedSteps[slot]!;
  return {
    state: UNIT_STATES[computeSlotState(slots, slot, serverMs)]!,
    speedMetersPerSecond: !isLocated || speedSteps === UNKNOWN_STEPS ? null : speedSteps * METERS_PER_SECOND_PER_STEP,
    batteryPercent,
    contactMs: Number.isNaN(contactSteps) ? null : contactSteps * MILLISECONDS_PER_STEP,
    distanceMeters:
      here && isLocated
        ? computeNearbyDistanceMeters(here, [
            slots.lngSteps[slot]! * DEGREES_PER_STEP,
            slots.latSteps[slot]! * DEGREES_PER_STEP,
          ])
        : null,
  };
}

const NOTHING_KNOWN: UnitReading = {
  state: 'off',
  speedMetersPerSecond: null,
  batteryPercent: null,
  contactMs: null,
  distanceMeters: null,
};

type Keep = (unit: Unit, reading: UnitReading, text: string) => boolean;

function createFilter(view: UnitView): Keep {
  const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  const [states, kinds] = [new Set(view.states), new Set(view.kinds)];
  const { branchId, pace, batteryAtMostPercent, withinMeters } = view;
  return (unit, { state, speedMetersPerSecond: speed, batteryPercent, distanceMeters }, text) =>
    (states.size === 0 || states.has(state)) &&
    (kinds.size === 0 || kinds.has(unit.kind)) &&
    (branchId === null || branchId === (unit.branchId ?? NO_BRANCH)) &&
    (pace === 'any' || (speed !== null && speed < STANDING_BELOW_METERS_PER_SECOND === (pace === 'standing'))) &&
    (batteryAtMostPercent === null || (batteryPercent !== null && batteryPercent <= batteryAtMostPercent)) &&
    (withinMeters === null || (distanceMeters !== null && distanceMeters <= withinMeters)) &&
    words.every((word) => text.includes(word));
}

/** What a column sorts by; NaN = not known, which comes last either way. */
function sortKeyOf(column: SortColumn, unit: Unit, reading: UnitReading, rank: number): number {
  switch (column) {
    case 'name':
      return rank;
    case 'state':
      return UNIT_STATES.indexOf(reading.state);
    case 'kind':
      return UNIT_KINDS.indexOf(unit.kind);
    case 'branch':
      return unit.branchId ?? NaN;
    case 'speed':
      return reading.speedMetersPerSecond ?? NaN;
    case 'battery':
      return reading.batteryPercent ?? NaN;
    case 'contact':
      // An age: who was heard longest ago has most of it.
      return reading.contactMs === null ? NaN : -reading.contactMs;
    case 'distance':
      return reading.distanceMeters ?? NaN;
  }
}

/** The units of a view in its order; equals by their names. */
export function findUnits({ units, ranks, texts }: NamedUnits, view: UnitView, facts: UnitFacts): Unit[] {
  const keep = createFilter(view);
  const { column, descending } = view.sort;
  const keys = new Float64Array(units.length);
  const found: number[] = [];
  for (let index = 0; index < units.length; index++) {
    const unit = units[index]!;
    const reading = readUnit(unit.id, facts);
    if (!keep(unit, reading, texts[index]!)) continue;
    const key = sortKeyOf(column, unit, reading, ranks[index]!);
    keys[index] = Number.isNaN(key) ? Infinity : descending ? -key : key;
    found.push(index);
  }
  found.sort((a, b) => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : ranks[a]! - ranks[b]!));
  return found.map((index) => units[index]!);
}
