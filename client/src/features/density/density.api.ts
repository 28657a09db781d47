import { keepPreviousData } from '@tanstack/react-query';
import type { HotspotQuery } from '@liaowang/shared/schemas/hotspot';
import { INCIDENT_ANALYSIS_KEY } from '../../entities/incidents/incident-analysis.keys.ts';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

const REFRESH_EVERY_MS = 5 * 60_000;

/** High-incident zones and their density surface; the last answer stays while another is computed. */
export function useDensity(params: HotspotQuery) {
  return useFetched({
    queryKey: [...INCIDENT_ANALYSIS_KEY, params],
    enabled: usePermission('hotspots:view'),
    staleTime: REFRESH_EVERY_MS,
    // The window slides with the clock, also while nothing happens.
    refetchInterval: REFRESH_EVERY_MS,
    placeholderData: keepPreviousData,
    queryFn: () => callApi('GET /hotspots', { query: params }),
  });
}
