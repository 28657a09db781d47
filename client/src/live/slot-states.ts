import { computeUnitState } from '@liaowang/shared/analysis/positions/staleness';
import { MILLISECONDS_PER_STEP } from '@liaowang/shared/contract/position-frame';
import { UNIT_KINDS, UNIT_STATES, type UnitKind, type UnitState } from '@liaowang/shared/schemas/unit';
import { NO_KIND, STATE_INDEX, type UnitSlots } from './unit-slots.ts';

export type StateCounts = Record<UnitState, number>;

/** Index into UNIT_STATES of a slot's unit at the server's `serverMs`; changes nothing. */
export function computeSlotState(slots: UnitSlots, slot: number, serverMs: number): number {
  const kind = slots.kinds[slot]!;
  if (kind === NO_KIND || Number.isNaN(slots.timeSteps[slot]!)) return STATE_INDEX.off;
  const limits = { staleAfterMs: slots.staleAfterMs[slot]!, lostAfterMs: slots.lostAfterMs[slot]! };
  return STATE_INDEX[computeUnitState(limits, serverMs - slots.contactSteps[slot]! * MILLISECONDS_PER_STEP)];
}

/** Registered units by kind and state at the server's `serverMs`. */
export function countSlotStates(slots: UnitSlots, serverMs: number): Record<UnitKind, StateCounts> {
  const none = (): StateCounts => ({ fresh: 0, stale: 0, lost: 0, off: 0 });
  const counts: Record<UnitKind, StateCounts> = { foot: none(), bicycle: none(), bus: none(), taxi: none() };
  for (let slot = 0; slot < slots.count; slot++) {
    const kind = UNIT_KINDS[slots.kinds[slot]!];
    if (kind !== undefined) counts[kind][UNIT_STATES[computeSlotState(slots, slot, serverMs)]!]++;
  }
  return counts;
}

/** Median age in milliseconds of the last signs of life of the units that are fresh or stale; null when there is none. */
export function computeMedianAgeMs(slots: UnitSlots, serverMs: number): number | null {
  const ages = new Float64Array(slots.count);
  let length = 0;
  for (let slot = 0; slot < slots.count; slot++) {
    const state = computeSlotState(slots, slot, serverMs);
    if (state !== STATE_INDEX.fresh && state !== STATE_INDEX.stale) continue;
    ages[length++] = Math.max(0, serverMs - slots.contactSteps[slot]! * MILLISECONDS_PER_STEP);
  }
  if (length === 0) return null;
  const sorted = ages.subarray(0, length).sort();
  return (sorted[(length - 1) >> 1]! + sorted[length >> 1]!) / 2;
}
