import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import { create } from 'zustand';

/** How far a lookout sees, and what within it. */
export interface SeenRange {
  detectionRangeMeters: number;
  shape: WatchShape;
}

interface RangeTrialState {
  /** What somebody tries on a lookout's card before it is saved: the map shows it as if it held. Null = nobody does. */
  trial: {
    /** {@link NO_LOOKOUT} = one that does not stand yet. */
    lookoutId: number;
    range: SeenRange;
    /** Where it would stand; left out: where it stands. */
    position?: LngLat;
  } | null;
  /** Corners of the ground that is being drawn, and where the pointer is; null = none is. */
  drawing: { corners: readonly LngLat[]; pointer: LngLat | null } | null;
}

/** Of a lookout that is being added: ids are positive. */
export const NO_LOOKOUT = 0;

export const useRangeTrial = create<RangeTrialState>()(() => ({ trial: null, drawing: null }));

/** Tries a range on the lookout that is being edited. */
export function tryRange(range: SeenRange): void {
  useRangeTrial.setState(({ trial }) => (trial ? { trial: { ...trial, range } } : {}));
}
