import { useMutation } from '@tanstack/react-query';
import type { DemandPoints } from '@liaowang/shared/schemas/coverage';
import type { DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { JobState, StartedJob } from '@liaowang/shared/schemas/job';
import type { SitingRequest, SitingResult } from '@liaowang/shared/schemas/siting';
import { getJson, request } from '../../lib/api-client.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';

/** An earlier run of this account. */
export interface SitingRun {
  jobId: string;
  state: JobState;
  createdAt: string;
  request: SitingRequest;
}

const PATH = '/api/v1/siting';
const RUNS_KEY = ['siting', 'runs'] as const;

/** Starts a search for places. */
export function useStartSiting() {
  return useMutation({
    mutationFn: (asked: SitingRequest) => request<StartedJob>('POST', PATH, asked),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: RUNS_KEY }),
  });
}

/** The result of a run that is done; it never changes. */
export function useSitingResult(jobId: string | null, isDone: boolean) {
  return useFetched({
    queryKey: ['siting', 'result', jobId],
    enabled: usePermission('coverage:plan') && jobId !== null && isDone,
    queryFn: () => getJson<SitingResult>(`${PATH}/${jobId}`),
    staleTime: Infinity,
  });
}

/** This account's last runs, newest first. */
export function useSitingRuns() {
  return useFetched({
    queryKey: RUNS_KEY,
    enabled: usePermission('coverage:plan'),
    queryFn: () => getJson<SitingRun[]>(PATH),
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
    queryFn: () => getJson<DemandPoints>('/api/v1/coverage/demand', { settings: JSON.stringify(settings) }),
    staleTime: 10 * 60_000,
  });
}
