import { useMemo } from 'react';
import { isCallForHelp, type Alert, type CallForHelp } from '@liaowang/shared/schemas/alert';
import { useAlerts } from './alerts.api.ts';

/** The open call for help of each unit that has one, taken or not, by unit id. */
export function findOpenCalls(alerts: readonly Alert[]): ReadonlyMap<number, CallForHelp> {
  return new Map(
    alerts.flatMap((alert) =>
      isCallForHelp(alert) && alert.status !== 'cleared' && alert.subjectId !== null ? [[alert.subjectId, alert]] : [],
    ),
  );
}

/** {@link findOpenCalls} of what this account may see. */
export function useOpenCalls(): ReadonlyMap<number, CallForHelp> {
  const alerts = useAlerts().data;
  return useMemo(() => findOpenCalls(alerts ?? []), [alerts]);
}
