import type { Track } from '@liaowang/shared/schemas/position';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { serverNowMs } from '../../lib/server-clock.ts';

/** How often an open card asks for what the live frames do not carry: battery, accuracy and clock. */
const DETAIL_INTERVAL_MS = 5_000;

/** One unit with battery, accuracy and clock, whether it says where it is or not. */
export function useUnitDetail(unitId: number) {
  return useFetched({
    queryKey: ['units', unitId, 'detail'],
    refetchInterval: DETAIL_INTERVAL_MS,
    queryFn: () => callApi('GET /units/:unitId', { params: { unitId } }),
  });
}

/** A track as it is drawn: where the phone itself says that another app made the place up, the unit was not. */
function withoutMadeUp(track: Track): Track {
  const madeUp = new Set(track.properties.mockIndexes);
  if (madeUp.size === 0) return track;
  const keep = <T>(values: readonly T[]): T[] => values.filter((_, i) => !madeUp.has(i));
  return {
    ...track,
    geometry: { ...track.geometry, coordinates: keep(track.geometry.coordinates) },
    properties: { ...track.properties, coordTimes: keep(track.properties.coordTimes), mockIndexes: [] },
  };
}

/** Where a unit went in the last `windowMs`; the window is left open at the end. */
export function useUnitTrack(unitId: number | null, windowMs = 2 * 3_600_000) {
  const mayView = usePermission('tracks:view');
  return useFetched({
    queryKey: ['units', unitId, 'track', windowMs],
    enabled: unitId !== null && mayView,
    staleTime: 30_000,
    queryFn: () => {
      const fromMs = serverNowMs() - windowMs;
      return callApi('GET /units/:unitId/track', {
        params: { unitId: unitId! },
        query: { from: new Date(fromMs).toISOString() },
      }).then(withoutMadeUp);
    },
  });
}
