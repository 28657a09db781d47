import type { Place } from '@liaowang/shared/schemas/registry';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

/** All that is asked of the registers. */
export const REGISTRY_KEY = ['registry'] as const;
export const JURISDICTION_KEY = ['registry', 'jurisdiction'] as const;
export const SCHEMATIC_KEY = ['registry', 'schematic'] as const;
export const PLACES_KEY = ['registry', 'places'] as const;
export const ROADS_KEY = ['registry', 'roads'] as const;
export const STATIONS_KEY = ['registry', 'stations'] as const;
export const BRANCHES_KEY = ['registry', 'branches'] as const;

/** Whether a place lies where it is said to: a nominal position must not pass for one. */
export function isSurveyed({ confidence }: Place): boolean {
  return confidence === 'high' || confidence === 'medium';
}

function useRegistry<T>(queryKey: readonly string[], queryFn: () => Promise<T>) {
  return useFetched({
    queryKey,
    enabled: usePermission('registry:view'),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn,
  });
}

export const useJurisdiction = () => useRegistry(JURISDICTION_KEY, () => callApi('GET /jurisdiction'));
export const useSchematic = () => useRegistry(SCHEMATIC_KEY, () => callApi('GET /basemap'));
/** Comes after the map: nothing waits for it. */
export const useRoads = () => useRegistry(ROADS_KEY, () => callApi('GET /roads'));
export const usePlaces = () => useRegistry(PLACES_KEY, () => callApi('GET /places'));
export const useStations = () => useRegistry(STATIONS_KEY, () => callApi('GET /stations'));
export const useBranches = () => useRegistry(BRANCHES_KEY, () => callApi('GET /branches'));
