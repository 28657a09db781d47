import type { Alert } from '@liaowang/shared/schemas/alert';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';

export const FEED_FILTERS = ['all', 'severe', 'alerts'] as const;
export type FeedFilter = (typeof FEED_FILTERS)[number];

export type FeedEntry = { kind: 'alert'; timeMs: number; alert: Alert } | { kind: 'incident'; timeMs: number; incident: IncidentFeature };

/** An SOS that nobody has acknowledged. */
export function isWaitingSos(entry: FeedEntry): boolean {
  return entry.kind === 'alert' && entry.alert.kind === 'sos' && entry.alert.status === 'raised';
}

function passes(entry: FeedEntry, filter: FeedFilter): boolean {
  // An SOS that nobody took is never filtered away.
  if (filter === 'all' || isWaitingSos(entry)) return true;
  if (filter === 'alerts') return entry.kind === 'alert';
  return entry.kind === 'alert' ? entry.alert.kind === 'sos' : entry.incident.properties.severity === 'high' || entry.incident.properties.severity === 'critical';
}

/** Alerts and incidents in one list: SOS calls that wait first, then newest first. */
export function composeFeed(incidents: readonly IncidentFeature[], alerts: readonly Alert[], filter: FeedFilter): FeedEntry[] {
  const entries: FeedEntry[] = [
    ...alerts.map((alert): FeedEntry => ({ kind: 'alert', timeMs: Date.parse(alert.raisedAt), alert })),
    ...incidents.map((incident): FeedEntry => ({ kind: 'incident', timeMs: Date.parse(incident.properties.occurredAt), incident })),
  ];
  return entries.filter((entry) => passes(entry, filter)).sort((a, b) => Number(isWaitingSos(b)) - Number(isWaitingSos(a)) || b.timeMs - a.timeMs);
}
