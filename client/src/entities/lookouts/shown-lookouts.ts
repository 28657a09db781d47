import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { create } from 'zustand';
import { useLookouts } from './lookouts.api.ts';

/** The lookouts as they would be under a plan that is being tried; null = none is. */
export const usePlannedLookoutsStore = create<{ lookouts: readonly LookoutFeature[] | null }>()(() => ({
  lookouts: null,
}));

/** The lookouts as the map shows them: as planned while a plan is tried, else as they stand; undefined while unknown. */
export function useShownLookouts(): readonly LookoutFeature[] | undefined {
  const standing = useLookouts().data;
  return usePlannedLookoutsStore(({ lookouts }) => lookouts) ?? standing;
}
