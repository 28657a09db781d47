import { useMutation } from '@tanstack/react-query';
import type { Job } from '@liaowang/shared/schemas/job';
import { callApi } from './call-api.ts';
import { useFetched } from './fetched.ts';
import { queryClient } from './query-client.ts';

/** Asked so often while a job runs, in case its events do not come through. */
const POLL_MS = 2_000;

export const jobKey = (jobId: string | null) => ['jobs', jobId] as const;

/** Whether a job will still change. */
export function isJobRunning({ state }: Pick<Job, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** Takes in what an event says of a job. Events may overtake answers: what has ended stays ended. */
export function putJob(job: Job): void {
  queryClient.setQueryData<Job>(jobKey(job.id), (known) =>
    known && !isJobRunning(known) && isJobRunning(job) ? known : job,
  );
}

/** A job of this account: live events renew it, and while it runs it is asked for every two seconds too. Null asks for none. */
export function useJob(jobId: string | null) {
  return useFetched({
    queryKey: jobKey(jobId),
    enabled: jobId !== null,
    queryFn: () => callApi('GET /jobs/:jobId', { params: { jobId: jobId ?? '' } }),
    refetchInterval: ({ state: { data } }) => (data && isJobRunning(data) ? POLL_MS : false),
  });
}

/** Cancels a job; resolves once the server has taken it. */
export async function cancelJob(jobId: string): Promise<void> {
  await callApi('DELETE /jobs/:jobId', { params: { jobId } });
  await queryClient.invalidateQueries({ queryKey: jobKey(jobId) });
}

/** {@link cancelJob} for a button. */
export function useCancelJob() {
  return useMutation({ mutationFn: cancelJob });
}
