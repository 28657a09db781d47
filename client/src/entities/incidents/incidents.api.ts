import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { IncidentFeature, NewIncident } from '@liaowang/shared/schemas/incident';
import { findDayStart, findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { dropOlder, withIncident } from './incident-list.ts';

export const INCIDENTS_KEY = ['incidents', 'last-day'] as const;
export const INCIDENT_SUMMARY_KEY = ['incidents', 'summary'] as const;
export const TODAYS_INCIDENTS_KEY = ['incidents', 'today'] as const;
/** Of all places around which somebody asks. */
export const NEARBY_INCIDENTS_KEY = ['incidents', 'nearby'] as const;

export const INCIDENT_WINDOW_MS = 24 * 3_600_000;

/** How often the list is looked through for what has become too old. */
const SLIDE_EVERY_MS = 1_000;
const SUMMARY_EVERY_MS = 60_000;

/** Incidents of the last 24 hours, newest first, none withdrawn. Live events and {@link startIncidentWindow} keep it current. */
export function useIncidents() {
  return useFetched({
    queryKey: INCIDENTS_KEY,
    enabled: usePermission('incidents:view'),
    // The server's last day, by its clock and open at the end.
    queryFn: async (): Promise<readonly IncidentFeature[]> => (await callApi('GET /incidents')).features,
  });
}

/** Milliseconds to the city's next midnight. */
function findUntilMidnight(nowMs: number, timeZone: string): number {
  return findDayStart(findLocalDay(nowMs, timeZone) + 1, timeZone) - nowMs;
}

/** Today so far beside the usual. */
export function useIncidentSummary() {
  return useFetched({
    queryKey: INCIDENT_SUMMARY_KEY,
    enabled: usePermission('incidents:view'),
    // Today begins anew at the city's midnight, not up to a minute later.
    refetchInterval: () =>
      Math.min(SUMMARY_EVERY_MS, findUntilMidnight(serverNowMs(), useTimeZoneStore.getState().timeZone) + 1),
    refetchIntervalInBackground: true,
    queryFn: () => callApi('GET /incidents/summary'),
  });
}

/** As many as the server lists at most: more than a city has in a day. */
const MAX_LISTED = 10_000;

/** The incidents that the summary counts as today's, newest first. */
export function useTodaysIncidents() {
  return useFetched({
    queryKey: TODAYS_INCIDENTS_KEY,
    enabled: usePermission('incidents:view'),
    refetchInterval: () =>
      Math.min(SUMMARY_EVERY_MS, findUntilMidnight(serverNowMs(), useTimeZoneStore.getState().timeZone) + 1),
    queryFn: async (): Promise<readonly IncidentFeature[]> => {
      const { timeZone } = useTimeZoneStore.getState();
      const dayStartMs = findDayStart(findLocalDay(serverNowMs(), timeZone), timeZone);
      const from = new Date(dayStartMs).toISOString();
      return (await callApi('GET /incidents', { query: { from, limit: MAX_LISTED } })).features;
    },
  });
}

/** Counts and lists anew what the server counts. */
function askForTodayAnew(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: INCIDENT_SUMMARY_KEY });
  void client.invalidateQueries({ queryKey: TODAYS_INCIDENTS_KEY });
  void client.invalidateQueries({ queryKey: NEARBY_INCIDENTS_KEY });
}

/** Puts an incident that is new or has changed into what is shown. */
export function putIncident(client: QueryClient, incident: IncidentFeature): void {
  client.setQueryData<readonly IncidentFeature[]>(
    INCIDENTS_KEY,
    (list) => list && dropOlder(withIncident(list, incident), serverNowMs() - INCIDENT_WINDOW_MS),
  );
  askForTodayAnew(client);
}

/** Lets go of incidents as they become older than a day, by the server's clock. Returns how to stop. */
export function startIncidentWindow(client: QueryClient): () => void {
  const timer = setInterval(() => {
    const list = client.getQueryData<readonly IncidentFeature[]>(INCIDENTS_KEY);
    const recent = list && dropOlder(list, serverNowMs() - INCIDENT_WINDOW_MS);
    // What is kept is as fresh as it was.
    if (recent !== list)
      client.setQueryData(INCIDENTS_KEY, recent, { updatedAt: client.getQueryState(INCIDENTS_KEY)?.dataUpdatedAt });
  }, SLIDE_EVERY_MS);
  return () => clearInterval(timer);
}

/** Reports an incident; it is in the list as soon as the server has stored it. */
export function useReportIncident() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (incident: NewIncident) => callApi('POST /incidents', { body: incident }),
    onSuccess: (incident) => putIncident(client, incident),
  });
}

/** Undoes a report: it disappears everywhere and stays in the audit log. */
export function useWithdrawIncident() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (incidentId: number) => callApi('DELETE /incidents/:incidentId', { params: { incidentId } }),
    onSuccess: (_, incidentId) => {
      client.setQueryData<readonly IncidentFeature[]>(INCIDENTS_KEY, (list) =>
        list?.filter((incident) => incident.properties.incidentId !== incidentId),
      );
      askForTodayAnew(client);
    },
  });
}
