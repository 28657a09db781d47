import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Alert } from '@liaowang/shared/schemas/alert';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { withAnswer } from './alert-list.ts';

export const ALERTS_KEY = ['alerts'] as const;

/** Alerts that are not cleared: those nobody took first, SOS before all others, then newest first. */
export function useAlerts() {
  return useFetched({
    queryKey: ALERTS_KEY,
    enabled: usePermission('alerts:view'),
    queryFn: () => callApi('GET /alerts'),
  });
}

/** Takes several alerts, or gives back those that this account took; what could not be changed is missing in the answer. */
export function useChangeAlerts(change: 'acknowledge' | 'release') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (alertIds: readonly number[]) =>
      callApi(`POST /alerts/${change}`, { body: { alertIds: [...alertIds] } }),
    onSuccess: ({ changed }) =>
      client.setQueryData<readonly Alert[]>(ALERTS_KEY, (list) => list && changed.reduce(withAnswer, list)),
  });
}

/** Acknowledges (somebody took it) or clears (its cause is gone) an alert. */
export function useChangeAlert() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: number; change: 'acknowledge' | 'clear' }) =>
      callApi(`POST /alerts/:alertId/${change}`, { params: { alertId: id } }),
    onSuccess: (alert) => client.setQueryData<readonly Alert[]>(ALERTS_KEY, (list) => list && withAnswer(list, alert)),
  });
}
