import { keepPreviousData } from '@tanstack/react-query';
import type { HotspotQuery, Hotspots } from '@liaowang/shared/schemas/hotspot';
import { getJson } from '../../lib/api-client.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

/** Prefix of every hotspot query: invalidate it when the zones are outdated. */
export const HOTSPOTS_KEY = ['hotspots'] as const;

/** The incidents as columns (incident-columns.api.ts). */
export const INCIDENT_COLUMNS_KEY = [...HOTSPOTS_KEY, 'columns'] as const;

const REFRESH_EVERY_MS = 5 * 60_000;

/** High-incident zones and their density surface; the last answer stays while another is computed. */
export function useHotspots(params: HotspotQuery) {
  return useFetched({
    queryKey: [...HOTSPOTS_KEY, params],
    enabled: usePermission('hotspots:view'),
    staleTime: REFRESH_EVERY_MS,
    // The window slides with the clock, also while nothing happens.
    refetchInterval: REFRESH_EVERY_MS,
    placeholderData: keepPreviousData,
    queryFn: () => getJson<Hotspots>('/api/v1/hotspots', params),
  });
}
