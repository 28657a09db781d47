import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

export const JURISDICTION_KEY = ['registry', 'jurisdiction'] as const;
export const BASEMAP_KEY = ['registry', 'basemap'] as const;
export const PLACES_KEY = ['registry', 'places'] as const;
export const BRANCHES_KEY = ['registry', 'branches'] as const;

function useRegistry<T>(queryKey: readonly string[], queryFn: () => Promise<T>) {
  return useFetched({
    queryKey,
    enabled: usePermission('registry:view'),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn,
  });
}

export const useJurisdiction = () => useRegistry(JURISDICTION_KEY, () => callApi('GET /jurisdiction'));
export const useBasemap = () => useRegistry(BASEMAP_KEY, () => callApi('GET /basemap'));
export const usePlaces = () => useRegistry(PLACES_KEY, () => callApi('GET /places'));
export const useBranches = () => useRegistry(BRANCHES_KEY, () => callApi('GET /branches'));
