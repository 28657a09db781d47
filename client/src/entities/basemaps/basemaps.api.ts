import type { Basemap } from '@liaowang/shared/schemas/basemap';
import { SCHEMATIC_ID } from '@liaowang/shared/schemas/schematic-id';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useBasemapChoice } from './basemap-choice.store.ts';

export const BASEMAPS_KEY = ['basemaps'] as const;
const REFETCH_INTERVAL_MS = 5 * 60_000;

/** The basemaps that the account may choose, in their order. */
export function useBasemaps() {
  return useFetched({
    queryKey: BASEMAPS_KEY,
    enabled: usePermission('registry:view'),
    staleTime: Number.POSITIVE_INFINITY,
    // A wall stays open for weeks; what an administrator changed comes to it by itself.
    refetchInterval: REFETCH_INTERVAL_MS,
    queryFn: async () => (await callApi('GET /basemaps')).basemaps,
  });
}

/** The built-in one: it needs no word of the server. */
const SCHEMATIC: Basemap = {
  basemapId: SCHEMATIC_ID,
  name: { zh: '示意底图', en: 'Schematic' },
  picture: 'drawn',
  attribution: '',
  asksOutside: false,
  drawing: { type: 'schematic' },
};

/**
 * The basemap to draw: the one that was chosen, the first of the order where none was, the schematic one where what was
 * chosen is not offered or the list does not come; null while another one than the schematic is awaited.
 */
export function useChosenBasemap(): Basemap | null {
  const chosenId = useBasemapChoice((choice) => choice.basemapId);
  const { data, error } = useBasemaps();
  if (data)
    return data.find(({ basemapId }) => basemapId === chosenId) ?? (chosenId === null ? data[0] : null) ?? SCHEMATIC;
  return chosenId === null || chosenId === SCHEMATIC_ID || error ? SCHEMATIC : null;
}
