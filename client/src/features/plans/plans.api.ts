import { useMutation } from '@tanstack/react-query';
import type { CoveragePlan, NewCoveragePlan } from '@liaowang/shared/schemas/coverage-plan';
import type { DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';

export const PLANS_KEY = ['coverage', 'plans'] as const;

const forget = (): void => void queryClient.invalidateQueries({ queryKey: PLANS_KEY });

/** Plans and backups, changed last first; live events renew them. */
export function usePlans() {
  return useFetched({
    queryKey: PLANS_KEY,
    enabled: usePermission('coverage:view'),
    queryFn: () => callApi('GET /coverage/plans'),
  });
}

/** One plan as it is on the server now. Throws ApiError, `not-found` where it is gone. */
export function fetchPlan(id: number): Promise<CoveragePlan> {
  return callApi('GET /coverage/plans/:planId', { params: { planId: id } });
}

/** What there is to watch, summed over cells; null settings = those in force. */
export function useDemandPoints(settings: DemandSettings | null) {
  return useFetched({
    queryKey: ['coverage', 'demand', settings],
    enabled: usePermission('coverage:view'),
    queryFn: () => callApi('GET /coverage/demand', { query: { settings: settings && JSON.stringify(settings) } }),
    // Incidents of weeks change little within a sitting.
    staleTime: 10 * 60_000,
  });
}

/** Keeps a new plan. */
export function useCreatePlan() {
  return useMutation({
    mutationFn: (plan: NewCoveragePlan) => callApi('POST /coverage/plans', { body: plan }),
    onSuccess: forget,
  });
}

/** Replaces a plan; refused with `plan-changed` when somebody was faster. */
export function useChangePlan() {
  return useMutation({
    mutationFn: ({ id, ...plan }: NewCoveragePlan & { id: number; version: number }) =>
      callApi('PUT /coverage/plans/:planId', { params: { planId: id }, body: plan }),
    // Also after a refusal: the list then shows what the other writer saved.
    onSettled: forget,
  });
}

/** Deletes a plan. */
export function useDeletePlan() {
  return useMutation({
    mutationFn: (id: number) => callApi('DELETE /coverage/plans/:planId', { params: { planId: id } }),
    onSettled: forget,
  });
}

/** Makes a plan the set-up. The backup of what was comes back with it. */
export function useApplyPlan() {
  return useMutation({
    mutationFn: ({ id, version }: Pick<CoveragePlan, 'id' | 'version'>) =>
      callApi('POST /coverage/plans/:planId/apply', { params: { planId: id }, body: { version } }),
    onSettled: forget,
  });
}
