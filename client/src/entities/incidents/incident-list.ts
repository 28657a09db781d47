import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';

/** The list without what occurred before `sinceMs` (epoch milliseconds); the same list where nothing did. */
export function dropOlder(list: readonly IncidentFeature[], sinceMs: number): readonly IncidentFeature[] {
  const isRecent = ({ properties }: IncidentFeature): boolean => parseInstant(properties.occurredAt) >= sinceMs;
  return list.every(isRecent) ? list : list.filter(isRecent);
}

/** The list with `incident` put in or replaced, newest first; a withdrawn one is taken out. */
export function withIncident(list: readonly IncidentFeature[], incident: IncidentFeature): IncidentFeature[] {
  const others = list.filter((other) => other.properties.incidentId !== incident.properties.incidentId);
  if (incident.properties.status === 'withdrawn') return others;
  return [...others, incident].sort(
    (a, b) =>
      parseInstant(b.properties.occurredAt) - parseInstant(a.properties.occurredAt) ||
      b.properties.incidentId - a.properties.incidentId,
  );
}
