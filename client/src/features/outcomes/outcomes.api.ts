import type { HotspotOutcome, OutcomeQuery } from '@liaowang/shared/schemas/hotspot-outcome';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

/** Prefix of all queries here. */
const OUTCOMES_KEY = ['outcomes'] as const;
/** Weeks of the overview. */
export const OVERVIEW_WEEKS = 12;
/** Hours are counted once they have closed: nothing is newer than some minutes. */
const STALE_MS = 60_000;

/** Patrolling beside incidents, of every hotspot. */
export function useDosageOverview() {
  return useFetched({
    queryKey: [...OUTCOMES_KEY, 'overview'],
    enabled: usePermission('hotspots:view'),
    staleTime: STALE_MS,
    queryFn: () => callApi('GET /hotspots/dosage', { query: { weeks: OVERVIEW_WEEKS } }),
  });
}

/** What became of a hotspot; null = none is chosen. While another question is answered, the last answer about the same hotspot stays. */
export function useHotspotOutcome(hotspotId: number | null, asked: OutcomeQuery) {
  return useFetched({
    queryKey: [...OUTCOMES_KEY, hotspotId, asked],
    enabled: usePermission('hotspots:view') && hotspotId !== null,
    staleTime: STALE_MS,
    placeholderData: (previous: HotspotOutcome | undefined) =>
      previous?.hotspotId === hotspotId ? previous : undefined,
    queryFn: () =>
      callApi('GET /hotspots/records/:hotspotId/outcome', { params: { hotspotId: hotspotId! }, query: asked }),
  });
}
