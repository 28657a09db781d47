import { useMutation } from '@tanstack/react-query';
import type { ObserverGroup, RevisitMeasure, RevisitWindow } from '@liaowang/shared/schemas/revisit';
import { ApiError } from '../../lib/api-client.ts';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

/** How often the surface of now is asked for: an age of minutes changes no faster on a map. */
const NOW_EVERY_MS = 15_000;
/** How often a place under a resting pointer is asked about. */
const POINT_EVERY_MS = 5_000;
/** Decimals of a readout's place: about 10 m, well within a cell of 50 m, so that small moves ask nothing. */
const READOUT_DECIMALS = 4;

/** Ages of the whole city now; null = not wanted. While another group loads there is nothing: the last one would stand under its name. */
export function useRevisitNow(group: ObserverGroup | null) {
  return useFetched({
    queryKey: ['revisit', 'now', group],
    enabled: usePermission('coverage:view') && group !== null,
    queryFn: () => callApi('GET /revisit/now', { query: { group: group! } }),
    refetchInterval: NOW_EVERY_MS,
    staleTime: NOW_EVERY_MS,
    gcTime: 60_000,
  });
}

/** Starts the computation of a window. */
export function useStartRevisitWindow() {
  return useMutation({ mutationFn: (asked: RevisitWindow) => callApi('POST /revisit/windows', { body: asked }) });
}

/** One measure of a computed window; null = not wanted or not done. Results are kept for the last few windows only. */
export function useWindowSurface(jobId: string | null, measure: RevisitMeasure) {
  return useFetched({
    queryKey: ['revisit', 'window', jobId, 'surface', measure],
    enabled: usePermission('coverage:view') && jobId !== null,
    queryFn: () => callApi('GET /revisit/windows/:jobId/surface', { params: { jobId: jobId! }, query: { measure } }),
    staleTime: Infinity,
    gcTime: 5 * 60_000,
    retry: false,
    // Another measure of the same window may stand until this one is there; another window may not.
    placeholderData: (last, lastQuery) => (lastQuery?.queryKey[2] === jobId ? last : undefined),
  });
}

/** The areas of a computed window. */
export function useWindowAreas(jobId: string | null) {
  return useFetched({
    queryKey: ['revisit', 'window', jobId, 'areas'],
    enabled: usePermission('coverage:view') && jobId !== null,
    queryFn: () => callApi('GET /revisit/windows/:jobId/areas', { params: { jobId: jobId! } }),
    staleTime: Infinity,
    retry: false,
  });
}

/** What is known of one place: now, or in a computed window; null = nothing is asked for. */
export function useRevisitPoint(
  place: readonly [number, number] | null,
  { group, jobId }: { group: ObserverGroup; jobId: string | null },
) {
  const round = (degrees: number): number => Number(degrees.toFixed(READOUT_DECIMALS));
  const asked = place && { lng: round(place[0]), lat: round(place[1]) };
  return useFetched({
    queryKey: ['revisit', 'at', jobId ?? group, asked],
    enabled: usePermission('coverage:view') && asked !== null,
    queryFn: () =>
      jobId === null
        ? callApi('GET /revisit/at', { query: { ...asked!, group } })
        : callApi('GET /revisit/windows/:jobId/at', { params: { jobId }, query: asked! }),
    staleTime: jobId === null ? 2_000 : Infinity,
    // A pointer that rests must be told when somebody passes.
    refetchInterval: jobId === null ? POINT_EVERY_MS : false,
    gcTime: 30_000,
    retry: false,
    // The last place stands while the next is asked for, but never one of another group or window.
    placeholderData: (last, lastQuery) => (lastQuery?.queryKey[2] === (jobId ?? group) ? last : undefined),
  });
}

/** Why a window's result cannot be had, so that it must be computed again: no longer kept, or not known to this account; null = another error. */
export function findLoss(error: unknown): 'expired' | 'gone' | null {
  const status = error instanceof ApiError ? error.status : 0;
  return status === 410 ? 'expired' : status === 404 ? 'gone' : null;
}
