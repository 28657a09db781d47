import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import { create } from 'zustand';
import { useKeyAreas } from './key-areas.api.ts';

/** The key areas of a past day, which are shown instead of those of now; null = none are. */
export const usePastKeyAreas = create<{ keyAreas: readonly KeyArea[] | null }>()(() => ({ keyAreas: null }));

/** The key areas as the map shows them; undefined while unknown. */
export function useShownKeyAreas(): readonly KeyArea[] | undefined {
  const standing = useKeyAreas().data;
  return usePastKeyAreas(({ keyAreas }) => keyAreas) ?? standing;
}
