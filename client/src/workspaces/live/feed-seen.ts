import { useCallback, useEffect, useState } from 'react';
import { readSetting, writeSetting } from '../../lib/stored-setting.ts';
import { keyOf, type FeedEntry } from './feed-entries.ts';

const settingOf = (username: string): string => `feedSeen.${username}`;

/** What an entry tells of: alerts that share a row are seen one by one. */
const keysOf = (entry: FeedEntry): string[] =>
  entry.kind === 'alike' ? entry.alerts.map(({ id }) => `a${id}`) : [keyOf(entry)];

function readSeen(username: string): ReadonlySet<string> | null {
  const text = readSetting(settingOf(username));
  return text === null ? null : new Set(text.split(' '));
}

interface SeenMarks {
  isUnseen: (entry: FeedEntry) => boolean;
  /** These have been before somebody's eyes. */
  see: (entries: readonly FeedEntry[]) => void;
}

/**
 * What an account has not seen of the feed in this browser (decision 0035). Whoever comes for the first time has seen what is there: a
 * feed full of marks says nothing. `present` is everything that there is, null until it is known; what is gone is forgotten.
 */
export function useSeenMarks(username: string, present: readonly FeedEntry[] | null): SeenMarks {
  const [seen, setSeen] = useState(() => readSeen(username));
  const see = useCallback(
    (entries: readonly FeedEntry[]) => {
      if (!present) return;
      setSeen((before) => {
        const there = new Set(present.flatMap(keysOf));
        const next = new Set([...(before ?? []), ...entries.flatMap(keysOf)].filter((key) => there.has(key)));
        if (before?.size === next.size && [...next].every((key) => before.has(key))) return before;
        writeSetting(settingOf(username), [...next].join(' '));
        return next;
      });
    },
    [username, present],
  );
  useEffect(() => {
    if (present && seen === null) see(present);
  }, [present, seen, see]);
  return {
    isUnseen: (entry) => seen !== null && keysOf(entry).some((key) => !seen.has(key)),
    see,
  };
}
