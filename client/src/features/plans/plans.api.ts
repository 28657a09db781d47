import { useMutation } from '@tanstack/react-query';
import type { DemandPoints } from '@liaowang/shared/schemas/coverage';
import type { CoveragePlan, NewCoveragePlan } from '@liaowang/shared/schemas/coverage-plan';
import type { DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import { getJson, request } from '../../lib/api-client.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';

export const PLANS_KEY = ['coverage', 'plans'] as const;

const PATH = '/api/v1/coverage/plans';
const pathOf = (id: number): string => `${PATH}/${id}`;
const forget = (): void => void queryClient.invalidateQueries({ queryKey: PLANS_KEY });

/** Plans and backups, changed last first; live events renew them. */
export function usePlans() {
  return useFetched({
    queryKey: PLANS_KEY,
    enabled: usePermission('coverage:view'),
    queryFn: () => getJson<CoveragePlan[]>(PATH),
  });
}

/** One plan as it is on the server now. Throws ApiError, `not-found` where it is gone. */
export function fetchPlan(id: number): Promise<CoveragePlan> {
  return getJson<CoveragePlan>(pathOf(id));
}

/** What there is to watch, summed over cells; null settings = those in force. */
export function useDemandPoints(settings: DemandSettings | null) {
  return useFetched({
    queryKey: ['coverage', 'demand', settings],
    enabled: usePermission('coverage:view'),
    queryFn: () => getJson<DemandPoints>('/api/v1/coverage/demand', { settings: settings && JSON.stringify(settings) }),
    // Incidents of weeks change little within a sitting.
    staleTime: 10 * 60_000,
  });
}

/** Keeps a new plan. */
export function useCreatePlan() {
  return useMutation({
    mutationFn: (plan: NewCoveragePlan) => request<CoveragePlan>('POST', PATH, plan),
    onSuccess: forget,
  });
}

/** Replaces a plan; refused with `plan-changed` when somebody was faster. */
export function useChangePlan() {
  return useMutation({
    mutationFn: ({ id, ...plan }: NewCoveragePlan & { id: number; version: number }) =>
      request<CoveragePlan>('PUT', pathOf(id), plan),
    // Also after a refusal: the list then shows what the other writer saved.
    onSettled: forget,
  });
}

/** Deletes a plan. */
export function useDeletePlan() {
  return useMutation({ mutationFn: (id: number) => request<void>('DELETE', pathOf(id)), onSettled: forget });
}

/** Makes a plan the set-up. The backup of what was comes back with it. */
export function useApplyPlan() {
  return useMutation({
    mutationFn: ({ id, version }: Pick<CoveragePlan, 'id' | 'version'>) =>
      request<{ plan: CoveragePlan; backup: CoveragePlan }>('POST', `${pathOf(id)}/apply`, { version }),
    onSettled: forget,
  });
}
