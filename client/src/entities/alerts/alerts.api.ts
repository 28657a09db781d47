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

/** Acknowledges (somebody took it) or clears (its cause is gone) an alert. */
export function useChangeAlert() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: number; change: 'acknowledge' | 'clear' }) =>
      callApi(`POST /alerts/:alertId/${change}`, { params: { alertId: id } }),
    onSuccess: (alert) => client.setQueryData<readonly Alert[]>(ALERTS_KEY, (list) => list && withAnswer(list, alert)),
  });
}
