import { skipToken } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

export const COVERAGE_FIGURES_KEY = ['coverage', 'figures'] as const;
export const COVERAGE_GAPS_KEY = ['coverage', 'gaps'] as const;
export const COVERAGE_DEMAND_KEY = ['coverage', 'demand'] as const;

/** Shapes of gaps are asked for anew after so long while they are on the map. */
const SHAPES_EVERY_MS = 5_000;
/** The record of the hour that runs grows each minute. */
const RECORD_EVERY_MS = 60_000;

/** The figures of coverage now; live events replace them about once a second. */
export function useCoverageFigures() {
  return useFetched({
    queryKey: COVERAGE_FIGURES_KEY,
    enabled: usePermission('coverage:view'),
    queryFn: () => callApi('GET /coverage/figures'),
  });
}

/** The gaps of key areas that matter most; live events replace them about once a second. */
export function useTrackedGaps() {
  return useFetched({
    queryKey: COVERAGE_GAPS_KEY,
    enabled: usePermission('coverage:view'),
    queryFn: () => callApi('GET /coverage/gaps'),
  });
}

/** Every area over a window of epoch milliseconds, from the hourly record; null asks for none. */
export function useCoverageWindow(span: { fromMs: number; toMs: number } | null) {
  return useFetched({
    queryKey: ['coverage', 'window', span?.fromMs, span?.toMs],
    enabled: usePermission('coverage:view') && span !== null,
    queryFn:
      span === null
        ? skipToken
        : () =>
            callApi('GET /coverage/window', {
              query: {
                from: new Date(span.fromMs).toISOString(),
                to: new Date(span.toMs).toISOString(),
              },
            }),
    refetchInterval: RECORD_EVERY_MS,
    // A window that grows by a minute is the same one; another begins elsewhere.
    placeholderData: (last, query) => (query?.queryKey[2] === span?.fromMs ? last : undefined),
  });
}

/** An area by local hour of the week; null asks for none. While another area or time loads there is nothing: the last one would stand under its name. */
export function useHourOfWeek(areaId: string | null, weeks: number) {
  return useFetched({
    queryKey: ['coverage', 'hour-of-week', areaId, weeks],
    enabled: usePermission('coverage:view') && areaId !== null,
    queryFn: () => callApi('GET /coverage/hour-of-week', { query: { areaId: areaId!, weeks } }),
    refetchInterval: RECORD_EVERY_MS,
  });
}

/** The shapes of one area's gaps now; null asks for none. */
export function useGapShapes(areaId: string | null) {
  return useFetched({
    queryKey: ['coverage', 'now', areaId],
    enabled: usePermission('coverage:view') && areaId !== null,
    queryFn: () => callApi('GET /coverage/now', { query: { areaId } }),
    staleTime: SHAPES_EVERY_MS,
    refetchInterval: SHAPES_EVERY_MS,
  });
}
