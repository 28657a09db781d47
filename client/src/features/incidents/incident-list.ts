import type { IncidentFeature } from '@liaowang/shared/schemas/incident';

/** The list with `incident` put in or replaced, newest first; a withdrawn one is taken out. */
export function withIncident(list: readonly IncidentFeature[], incident: IncidentFeature): IncidentFeature[] {
  const others = list.filter((other) => other.properties.incidentId !== incident.properties.incidentId);
  if (incident.properties.status === 'withdrawn') return others;
  return [...others, incident].sort(
    (a, b) => Date.parse(b.properties.occurredAt) - Date.parse(a.properties.occurredAt) || b.properties.incidentId - a.properties.incidentId,
  );
}
