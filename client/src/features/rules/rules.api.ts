import { useMutation } from '@tanstack/react-query';
import type { AlertRule, AlertRuleStatus, NewAlertRule } from '@liaowang/shared/schemas/alert-rule';
import { getJson, request } from '../../lib/api-client.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';

const PATH = '/api/v1/alert-rules';
/** Prefix of both queries: live events (`alert-rules:changed`) make it outdated. */
const RULES_KEY = ['alert-rules'] as const;
/** Rules are judged about every ten seconds. */
const STATUS_EVERY_MS = 10_000;

const forget = (): Promise<void> => queryClient.invalidateQueries({ queryKey: RULES_KEY });

/** Every rule. */
export function useRules() {
  return useFetched({
    queryKey: [...RULES_KEY, 'list'],
    enabled: usePermission('coverage:view'),
    queryFn: () => getJson<AlertRule[]>(PATH),
  });
}

/** How the rules stand, asked for every ten seconds. */
export function useRuleStatuses() {
  return useFetched({
    queryKey: [...RULES_KEY, 'status'],
    enabled: usePermission('coverage:view'),
    queryFn: () => getJson<AlertRuleStatus[]>(`${PATH}/status`),
    refetchInterval: STATUS_EVERY_MS,
    staleTime: STATUS_EVERY_MS / 2,
  });
}

/** Adds a rule, or with an id changes one. */
export function useSaveRule() {
  return useMutation({
    mutationFn: ({ id, rule }: { id: number | null; rule: NewAlertRule }) =>
      id === null ? request<AlertRule>('POST', PATH, rule) : request<AlertRule>('PUT', `${PATH}/${id}`, rule),
    onSuccess: forget,
  });
}

/** Deletes a rule; the alerts it raised clear. */
export function useDeleteRule() {
  return useMutation({ mutationFn: (id: number) => request<void>('DELETE', `${PATH}/${id}`), onSettled: forget });
}
