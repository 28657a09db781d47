import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { useMemo } from 'react';
import { create } from 'zustand';
import { useLookouts } from './lookouts.api.ts';
import { useRangeTrial } from './range-trial.store.ts';

/** The lookouts that are shown instead of those that stand: as a plan that is tried would have them, or as they were on a past day; null = none are. */
export const usePlannedLookoutsStore = create<{ lookouts: readonly LookoutFeature[] | null }>()(() => ({
  lookouts: null,
}));

/**
 * The lookouts as the map shows them: those of a plan that is tried or of a past day, with the range that is tried on one, else as they
 * stand; undefined while unknown.
 */
export function useShownLookouts(): readonly LookoutFeature[] | undefined {
  const standing = useLookouts().data;
  const trial = useRangeTrial((state) => state.trial);
  const tried = useMemo(
    () =>
      trial &&
      standing?.map((lookout) =>
        lookout.properties.lookoutId === trial.lookoutId
          ? {
              ...lookout,
              geometry: trial.position ? { ...lookout.geometry, coordinates: trial.position } : lookout.geometry,
              properties: { ...lookout.properties, ...trial.range },
            }
          : lookout,
      ),
    [standing, trial],
  );
  return usePlannedLookoutsStore(({ lookouts }) => lookouts) ?? tried ?? standing;
}
