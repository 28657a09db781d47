import type { Branch, Jurisdiction, Place } from '@liaowang/shared/schemas/registry';
import { getJson } from '../../lib/api-client.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

export const JURISDICTION_KEY = ['registry', 'jurisdiction'] as const;
export const BASEMAP_KEY = ['registry', 'basemap'] as const;
export const PLACES_KEY = ['registry', 'places'] as const;
export const BRANCHES_KEY = ['registry', 'branches'] as const;

/** The built-in offline basemap: a schematic of main roads and waters, and the counties around. */
export interface Basemap {
  schematic: GeoJSON.FeatureCollection;
  neighbours: GeoJSON.FeatureCollection;
}

function useRegistry<T>(queryKey: readonly string[], path: string) {
  return useFetched({
    queryKey,
    enabled: usePermission('registry:view'),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => getJson<T>(path),
  });
}

export const useJurisdiction = () => useRegistry<Jurisdiction>(JURISDICTION_KEY, '/api/v1/jurisdiction');
export const useBasemap = () => useRegistry<Basemap>(BASEMAP_KEY, '/api/v1/basemap');
export const usePlaces = () => useRegistry<Place[]>(PLACES_KEY, '/api/v1/places');
export const useBranches = () => useRegistry<Branch[]>(BRANCHES_KEY, '/api/v1/branches');
