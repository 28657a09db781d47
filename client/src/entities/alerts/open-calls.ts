import { useMemo } from 'react';
import type { Alert } from '@liaowang/shared/schemas/alert';
import { useAlerts } from './alerts.api.ts';

/** The open call for help of each unit that has one, taken or not, by unit id. */
export function findOpenCalls(alerts: readonly Alert[]): ReadonlyMap<number, Alert> {
  return new Map(
    alerts.flatMap((alert) =>
      alert.kind === 'sos' && alert.status !== 'cleared' && alert.unitId !== null ? [[alert.unitId, alert]] : [],
    ),
  );
}

/** {@link findOpenCalls} of what this account may see. */
export function useOpenCalls(): ReadonlyMap<number, Alert> {
  const alerts = useAlerts().data;
  return useMemo(() => findOpenCalls(alerts ?? []), [alerts]);
}
