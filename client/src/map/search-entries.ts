import type { TFunction } from 'i18next';
import type { MarkShape } from '../components/mark.tsx';
import type { Selection } from './selection.ts';

export interface SearchEntry {
  /** Id of its source. */
  group: string;
  id: string;
  /** In the viewer's language. */
  title: string;
  note: string;
  look: { shape: MarkShape; color: string } | null;
  /** Stands before the others of its group: it needs a person now. */
  isUrgent?: boolean;
  /** Everything it may be called: both languages, numbers. */
  names: readonly string[];
  target:
    | { kind: 'thing'; selection: Selection }
    | { kind: 'place'; position: [number, number] }
    | { kind: 'command'; run: () => void };
}

/** Where entries of one group come from. */
export interface SearchSource {
  group: string;
  label: (t: TFunction) => string;
  useEntries: () => readonly SearchEntry[];
}

/** The group of what can be done. */
export const COMMANDS_GROUP = 'commands';

/** Entries of one group shown at most, so that 1,200 units do not bury a place. */
const MAX_PER_GROUP = 8;

/** 3 = the name itself, 2 = its beginning, 1 = a part of it, 0 = all words somewhere in it, −1 = no match. */
function rank(names: readonly string[], query: string): number {
  const lowered = names.map((name) => name.toLowerCase());
  if (lowered.includes(query)) return 3;
  if (lowered.some((name) => name.startsWith(query))) return 2;
  if (lowered.some((name) => name.includes(query))) return 1;
  const words = query.split(/\s+/);
  return words.length > 1 && words.every((word) => lowered.some((name) => name.includes(word))) ? 0 : -1;
}

/**
 * Entries whose names match, best first within each group; groups in order of their best match.
 * An empty query lists the commands only.
 */
export function findEntries(entries: readonly SearchEntry[], query: string): SearchEntry[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return entries.filter(({ group }) => group === COMMANDS_GROUP);
  const groups = new Map<string, Array<{ entry: SearchEntry; rank: number }>>();
  for (const entry of entries) {
    const entryRank = rank(entry.names, wanted);
    if (entryRank < 0) continue;
    const found = groups.get(entry.group) ?? [];
    found.push({ entry, rank: entryRank });
    groups.set(entry.group, found);
  }
  const best = (found: Array<{ rank: number }>) => Math.max(...found.map((match) => match.rank));
  return [...groups.values()]
    .map((found) =>
      found.sort(
        (a, b) =>
          Number(b.entry.isUrgent ?? false) - Number(a.entry.isUrgent ?? false) ||
          b.rank - a.rank ||
          a.entry.title.localeCompare(b.entry.title, 'zh-CN', { numeric: true }),
      ),
    )
    .sort((a, b) => best(b) - best(a))
    .flatMap((found) => found.slice(0, MAX_PER_GROUP).map(({ entry }) => entry));
}
