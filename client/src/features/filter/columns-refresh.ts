import type { QueryClient } from '@tanstack/react-query';
import { INCIDENT_ANALYSIS_KEY, INCIDENT_COLUMNS_KEY } from '../../entities/incidents/incident-analysis.keys.ts';

/** The columns of 100,000 incidents are 2 MB: a busy city fetches them no more often than this. */
const COLUMNS_EVERY_MS = 120_000;

/**
 * Returns what to call when incidents have changed: zones are fetched anew at once, the columns at most every two minutes,
 * the last change included. What a person did (an import, say) may still invalidate everything at once.
 */
export function createAnalysisRefresh(queryClient: QueryClient, columnsEveryMs = COLUMNS_EVERY_MS): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  return () => {
    void queryClient.invalidateQueries({
      queryKey: INCIDENT_ANALYSIS_KEY,
      predicate: ({ queryKey }) => queryKey[1] !== INCIDENT_COLUMNS_KEY[1],
    });
    if (timer !== null) return;
    const fetchedMs = Math.max(
      0,
      ...queryClient
        .getQueryCache()
        .findAll({ queryKey: INCIDENT_COLUMNS_KEY })
        .map(({ state }) => state.dataUpdatedAt),
    );
    // oxlint-disable-next-line time/server-time -- the cache stamps with this computer's clock; should it be set meanwhile, the wait has its bound
    const ageMs = Date.now() - fetchedMs;
    timer = setTimeout(
      () => {
        timer = null;
        void queryClient.invalidateQueries({ queryKey: INCIDENT_COLUMNS_KEY });
      },
      Math.min(columnsEveryMs, Math.max(0, columnsEveryMs - ageMs)),
    );
  };
}
