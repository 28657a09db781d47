import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IncidentCollection, IncidentFeature, IncidentSummary, NewIncident } from '@liaowang/shared/schemas/incident';
import { getJson, request } from '../../lib/api-client.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { withIncident } from './incident-list.ts';

export const INCIDENTS_KEY = ['incidents', 'last-day'] as const;
export const INCIDENT_SUMMARY_KEY = ['incidents', 'summary'] as const;

export const INCIDENT_WINDOW_MS = 24 * 3_600_000;

/** Incidents of the last 24 hours, newest first, none withdrawn. Live events keep it current. */
export function useIncidents() {
  return useQuery({
    queryKey: INCIDENTS_KEY,
    enabled: usePermission('incidents:view'),
    queryFn: async (): Promise<IncidentFeature[]> => {
      const nowMs = Date.now();
      // A minute ahead, so that clocks a little apart hide nothing.
      const window = { from: new Date(nowMs - INCIDENT_WINDOW_MS).toISOString(), to: new Date(nowMs + 60_000).toISOString() };
      return (await getJson<IncidentCollection>('/api/v1/incidents', window)).features;
    },
  });
}

/** Today so far beside the usual. */
export function useIncidentSummary() {
  return useQuery({
    queryKey: INCIDENT_SUMMARY_KEY,
    enabled: usePermission('incidents:view'),
    refetchInterval: 60_000,
    queryFn: () => getJson<IncidentSummary>('/api/v1/incidents/summary'),
  });
}

/** Reports an incident; it is in the list as soon as the server has stored it. */
export function useReportIncident() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (incident: NewIncident) => request<IncidentFeature>('POST', '/api/v1/incidents', incident),
    onSuccess: (incident) => {
      client.setQueryData<IncidentFeature[]>(INCIDENTS_KEY, (list) => withIncident(list ?? [], incident));
      void client.invalidateQueries({ queryKey: INCIDENT_SUMMARY_KEY });
    },
  });
}

/** Undoes a report: it disappears everywhere and stays in the audit log. */
export function useWithdrawIncident() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (incidentId: number) => request<undefined>('DELETE', `/api/v1/incidents/${incidentId}`),
    onSuccess: (_, incidentId) => {
      client.setQueryData<IncidentFeature[]>(INCIDENTS_KEY, (list) => list?.filter((incident) => incident.properties.incidentId !== incidentId));
      void client.invalidateQueries({ queryKey: INCIDENT_SUMMARY_KEY });
    },
  });
}
