import { useMemo, useState } from 'react';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { isWaitingCall, keyOf, type FeedEntry } from './feed-entries.ts';

interface HeldFeed {
  shown: readonly FeedEntry[];
  /** Entries that came since the feed was held. */
  newCount: number;
  hasNewCall: boolean;
  /** Shows all there is, and holds that. */
  renew: () => void;
}

/** All that is known, whatever the feed is narrowed to. */
interface Known {
  incidents: readonly IncidentFeature[];
  alerts: readonly Alert[];
}

/**
 * A held entry that the feed has no row for any more, as it is by now: it may no longer fit, or share a row with others. An
 * alert that is not known any more is cleared: it keeps its row, without anything to do.
 */
function asKnown(entry: FeedEntry, { incidents, alerts }: Known): FeedEntry {
  if (entry.kind === 'incident') {
    const { incidentId } = entry.incident.properties;
    return {
      ...entry,
      incident: incidents.find(({ properties }) => properties.incidentId === incidentId) ?? entry.incident,
    };
  }
  const now = (alert: Alert): Alert => alerts.find(({ id }) => id === alert.id) ?? { ...alert, status: 'cleared' };
  return entry.kind === 'alert' ? { ...entry, alert: now(entry.alert) } : { ...entry, alerts: entry.alerts.map(now) };
}

/**
 * What the feed shows: all entries, or, while it is held, those that were there when it began to be, in their order and as
 * they are by now. `question` is what the entries answer: with another one they are others.
 */
export function useHeldFeed(
  entries: readonly FeedEntry[],
  isHeld: boolean,
  question: unknown,
  { incidents, alerts }: Known,
): HeldFeed {
  const [held, setHeld] = useState<{ entries: readonly FeedEntry[]; question: unknown } | null>(null);
  if (isHeld && held?.question !== question) setHeld({ entries, question });
  if (!isHeld && held) setHeld(null);
  const base = isHeld && held && held.question === question ? held.entries : entries;
  return useMemo(() => {
    const renew = () => setHeld({ entries, question });
    if (base === entries) return { shown: entries, newCount: 0, hasNewCall: false, renew };
    const newest = new Map(entries.map((entry) => [keyOf(entry), entry]));
    const keys = new Set(base.map(keyOf));
    const added = entries.filter((entry) => !keys.has(keyOf(entry)));
    return {
      shown: base.map((entry) => newest.get(keyOf(entry)) ?? asKnown(entry, { incidents, alerts })),
      newCount: added.length,
      hasNewCall: added.some(isWaitingCall),
      renew,
    };
  }, [base, entries, question, incidents, alerts]);
}
