import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { useMemo } from 'react';
import { create } from 'zustand';
import { useLookouts } from './lookouts.api.ts';
import { useRangeTrial } from './range-trial.store.ts';

/** The lookouts as they would be under a plan that is being tried; null = none is. */
export const usePlannedLookoutsStore = create<{ lookouts: readonly LookoutFeature[] | null }>()(() => ({
  lookouts: null,
}));

/**
 * The lookouts as the map shows them: as planned while a plan is tried, with the range that is tried on one, else as they
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
          ? { ...lookout, properties: { ...lookout.properties, ...trial.range } }
          : lookout,
      ),
    [standing, trial],
  );
  return usePlannedLookoutsStore(({ lookouts }) => lookouts) ?? tried ?? standing;
}
