import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';

export const FEED_FILTERS = ['all', 'severe', 'alerts'] as const;
export type FeedFilter = (typeof FEED_FILTERS)[number];

export type FeedEntry =
  | { kind: 'alert'; timeMs: number; alert: Alert }
  | { kind: 'incident'; timeMs: number; incident: IncidentFeature }
  /** Silent units taken together, at the time of the newest. */
  | { kind: 'lost-units'; timeMs: number; alerts: readonly Alert[] };

/** From so many silent units on they share one row: a tunnel or a dead cell must not push the incidents off the list. */
const GROUPED_FROM = 3;

/** An SOS that nobody has acknowledged. */
export function isWaitingSos(entry: FeedEntry): boolean {
  return entry.kind === 'alert' && entry.alert.kind === 'sos' && entry.alert.status === 'raised';
}

function passes(entry: FeedEntry, filter: FeedFilter): boolean {
  // An SOS that nobody took is never filtered away.
  if (filter === 'all' || isWaitingSos(entry)) return true;
  if (filter === 'alerts') return entry.kind !== 'incident';
  if (entry.kind !== 'incident') return entry.kind === 'alert' && entry.alert.kind === 'sos';
  return entry.incident.properties.severity === 'high' || entry.incident.properties.severity === 'critical';
}

/** Alerts and incidents in one list: SOS calls that wait first, then newest first. Under `alerts` every alert has its own row. */
export function composeFeed(
  incidents: readonly IncidentFeature[],
  alerts: readonly Alert[],
  filter: FeedFilter,
): FeedEntry[] {
  const lost = alerts.filter(({ kind }) => kind === 'unit-lost');
  const isGrouped = filter !== 'alerts' && lost.length >= GROUPED_FROM;
  const single = isGrouped ? alerts.filter(({ kind }) => kind !== 'unit-lost') : alerts;
  const entries: FeedEntry[] = [
    ...single.map((alert): FeedEntry => ({ kind: 'alert', timeMs: parseInstant(alert.raisedAt), alert })),
    ...incidents.map((incident): FeedEntry => ({
      kind: 'incident',
      timeMs: parseInstant(incident.properties.occurredAt),
      incident,
    })),
  ];
  if (isGrouped)
    entries.push({
      kind: 'lost-units',
      timeMs: Math.max(...lost.map(({ raisedAt }) => parseInstant(raisedAt))),
      alerts: lost,
    });
  return entries
    .filter((entry) => passes(entry, filter))
    .sort((a, b) => Number(isWaitingSos(b)) - Number(isWaitingSos(a)) || b.timeMs - a.timeMs);
}
