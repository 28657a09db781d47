import type { Place } from '@liaowang/shared/schemas/registry';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { queryClient } from '../../lib/query-client.ts';
import { usePermission } from '../../lib/permission.store.ts';

/** All that is asked of the registers. */
export const REGISTRY_KEY = ['registry'] as const;
export const JURISDICTION_KEY = ['registry', 'jurisdiction'] as const;
export const SCHEMATIC_KEY = ['registry', 'schematic'] as const;
export const PLACES_KEY = ['registry', 'places'] as const;
export const ROADS_KEY = ['registry', 'roads'] as const;
export const STATIONS_KEY = ['registry', 'stations'] as const;
export const BRANCHES_KEY = ['registry', 'branches'] as const;

/** What nobody enters here: it is large, and stays as it was installed. */
const INSTALLED: ReadonlySet<unknown> = new Set([SCHEMATIC_KEY[1], PLACES_KEY[1], ROADS_KEY[1]]);

/** Somebody changed a register: what shows one reads it anew. */
export const refreshRegisters = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: REGISTRY_KEY, predicate: ({ queryKey }) => !INSTALLED.has(queryKey[1]) });

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
export const useStations = () => useStationsAsOf(null);
export const useBranches = () => useBranchesAsOf(null);

/** The branches as they are (null), or were at an instant. */
export const useBranchesAsOf = (asOf: string | null) =>
  useRegistry(asOf === null ? BRANCHES_KEY : [...BRANCHES_KEY, asOf], () =>
    callApi('GET /branches', { query: { asOf } }),
  );
/** The stations as they are (null), or were at an instant. */
export const useStationsAsOf = (asOf: string | null) =>
  useRegistry(asOf === null ? STATIONS_KEY : [...STATIONS_KEY, asOf], () =>
    callApi('GET /stations', { query: { asOf } }),
  );
