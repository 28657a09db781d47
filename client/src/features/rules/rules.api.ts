import { useMutation } from '@tanstack/react-query';
import type { AlertRuleChange, NewAlertRule } from '@liaowang/shared/schemas/alert-rule';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { queryClient } from '../../lib/query-client.ts';

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
    queryFn: () => callApi('GET /alert-rules'),
  });
}

/** How the rules stand, asked for every ten seconds. */
export function useRuleStatuses() {
  return useFetched({
    queryKey: [...RULES_KEY, 'status'],
    enabled: usePermission('coverage:view'),
    queryFn: () => callApi('GET /alert-rules/status'),
    refetchInterval: STATUS_EVERY_MS,
    staleTime: STATUS_EVERY_MS / 2,
  });
}

/** Adds a rule, or changes the version of one that was read. Pending until the page shows the rules as they are then. */
export function useSaveRule() {
  return useMutation({
    mutationFn: ({ read, rule }: { read: { id: number; version: number } | null; rule: NewAlertRule }) =>
      read === null
        ? callApi('POST /alert-rules', { body: rule })
        : callApi('PUT /alert-rules/:ruleId', {
            params: { ruleId: read.id },
            body: { ...rule, version: read.version } as AlertRuleChange,
          }),
    onSettled: forget,
  });
}

/** Deletes a rule; the alerts it raised clear. */
export function useDeleteRule() {
  return useMutation({
    mutationFn: (ruleId: number) => callApi('DELETE /alert-rules/:ruleId', { params: { ruleId } }),
    onSettled: forget,
  });
}
