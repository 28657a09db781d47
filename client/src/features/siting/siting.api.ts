import { useMutation } from '@tanstack/react-query';
import type { DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { SitingRequest } from '@liaowang/shared/schemas/siting';
import { callApi, type ApiAnswer } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';

/** An earlier run of this account. */
export type SitingRun = ApiAnswer<'GET /siting'>[number];

const RUNS_KEY = ['siting', 'runs'] as const;

/** Starts a search for places. */
export function useStartSiting() {
  return useMutation({
    mutationFn: (asked: SitingRequest) => callApi('POST /siting', { body: asked }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: RUNS_KEY }),
  });
}

/** The result of a run that is done; it never changes. */
export function useSitingResult(jobId: string | null, isDone: boolean) {
  return useFetched({
    queryKey: ['siting', 'result', jobId],
    enabled: usePermission('coverage:plan') && jobId !== null && isDone,
    queryFn: () => callApi('GET /siting/:jobId', { params: { jobId: jobId! } }),
    staleTime: Infinity,
  });
}

/** This account's last runs, newest first. */
export function useSitingRuns() {
  return useFetched({
    queryKey: RUNS_KEY,
    enabled: usePermission('coverage:plan'),
    queryFn: () => callApi('GET /siting'),
    staleTime: 5_000,
  });
}

/** Asks for the runs anew, after one has ended. */
export function renewSitingRuns(): void {
  void queryClient.invalidateQueries({ queryKey: RUNS_KEY });
}

/** What there is to watch, summed over cells, for the map; null settings = not wanted. */
export function useSitingDemand(settings: DemandSettings | null) {
  return useFetched({
    queryKey: ['coverage', 'demand', settings],
    enabled: usePermission('coverage:view') && settings !== null,
    queryFn: () => callApi('GET /coverage/demand', { query: { settings: JSON.stringify(settings) } }),
    staleTime: 10 * 60_000,
  });
}
