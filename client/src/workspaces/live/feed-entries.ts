import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { isCallForHelp, type Alert } from '@liaowang/shared/schemas/alert';
import type { AlertKind } from '@liaowang/shared/schemas/alert-kinds';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { ALERT_LOOKS } from '../../entities/alerts/alert-looks.tsx';

export const FEED_FILTERS = ['all', 'severe', 'alerts'] as const;
export type FeedFilter = (typeof FEED_FILTERS)[number];

export type FeedEntry =
  | { kind: 'alert'; timeMs: number; alert: Alert }
  | { kind: 'incident'; timeMs: number; incident: IncidentFeature }
  /** Alerts of one kind taken together, at the time of the newest. */
  | { kind: 'alike'; timeMs: number; alertKind: AlertKind; alerts: readonly Alert[] };

/** An entry, or the day that those after it are of. */
export type FeedLine = FeedEntry | { kind: 'day'; day: string };

/** A call for help that nobody has acknowledged. */
export function isWaitingCall(entry: FeedEntry): boolean {
  return entry.kind === 'alert' && isCallForHelp(entry.alert) && entry.alert.status === 'raised';
}

function passes(entry: FeedEntry, filter: FeedFilter): boolean {
  // A call that nobody took is never filtered away.
  if (filter === 'all' || isWaitingCall(entry)) return true;
  if (filter === 'alerts') return entry.kind !== 'incident';
  if (entry.kind !== 'incident') return entry.kind === 'alert' && isCallForHelp(entry.alert);
  return entry.incident.properties.severity === 'high' || entry.incident.properties.severity === 'critical';
}

/** Alerts and incidents in one list: calls for help that wait first, then newest first. Under `alerts` every alert has its own row. */
export function composeFeed(
  incidents: readonly IncidentFeature[],
  alerts: readonly Alert[],
  filter: FeedFilter,
): FeedEntry[] {
  const byKind = new Map<AlertKind, Alert[]>();
  for (const alert of alerts) byKind.set(alert.kind, [...(byKind.get(alert.kind) ?? []), alert]);
  const sharesRow = ({ kind }: Alert): boolean =>
    filter !== 'alerts' && byKind.get(kind)!.length >= (ALERT_LOOKS[kind].sharedRow?.from ?? Infinity);
  const entries: FeedEntry[] = [
    ...alerts
      .filter((alert) => !sharesRow(alert))
      .map((alert): FeedEntry => ({ kind: 'alert', timeMs: parseInstant(alert.raisedAt), alert })),
    ...incidents.map((incident): FeedEntry => ({
      kind: 'incident',
      timeMs: parseInstant(incident.properties.occurredAt),
      incident,
    })),
  ];
  for (const [alertKind, alike] of byKind) {
    if (!sharesRow(alike[0]!)) continue;
    const timeMs = Math.max(...alike.map(({ raisedAt }) => parseInstant(raisedAt)));
    entries.push({ kind: 'alike', timeMs, alertKind, alerts: alike });
  }
  return entries
    .filter((entry) => passes(entry, filter))
    .sort((a, b) => Number(isWaitingCall(b)) - Number(isWaitingCall(a)) || b.timeMs - a.timeMs);
}

/** The entries with a line before the first of each day but `today`; calls that wait stand first whatever their day. */
export function splitByDay(
  entries: readonly FeedEntry[],
  today: string,
  dayOf: (timeMs: number) => string,
): FeedLine[] {
  let day = today;
  return entries.flatMap((entry): FeedLine[] => {
    const entryDay = dayOf(entry.timeMs);
    if (entryDay === day || isWaitingCall(entry)) return [entry];
    day = entryDay;
    return [{ kind: 'day', day }, entry];
  });
}

/** Unique among the lines of the feed; the same for an entry however it changes. */
export function keyOf(line: FeedLine): string {
  switch (line.kind) {
    case 'day':
      return line.day;
    case 'incident':
      return `i${line.incident.id}`;
    case 'alert':
      return `a${line.alert.id}`;
    case 'alike':
      return line.alertKind;
  }
}
