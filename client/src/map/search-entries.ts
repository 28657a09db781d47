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
    /** As large as a town, and its name stands on the map. */
    | { kind: 'town'; position: [number, number] }
    /** A place that nothing on the map shows by itself: it is marked. */
    | { kind: 'spot'; position: [number, number] }
    | { kind: 'command'; run: () => void };
}

/** Where entries of one group come from. */
export interface SearchSource {
  group: string;
  label: (t: TFunction) => string;
  useEntries: () => readonly SearchEntry[];
}

/** How a Chinese name is typed in Latin letters. */
export interface Reading {
  pinyin: string;
  initials: string;
}

/** The group of what can be done. */
export const COMMANDS_GROUP = 'commands';
/** The group of what was chosen lately. */
export const RECENT_GROUP = 'recent';

/** Entries of one group shown at most, so that 1,200 units do not bury a place. */
const MAX_PER_GROUP = 8;

const HAN = /\p{Script=Han}/u;
/** Digits of the longest number that is put in order as a number. */
const NUMBER_WIDTH = 9;
const LAST_NUMBER = /\s*\d+$/;
/** Stand around each number of a name: what is typed is found where a number begins, and a whole one as a whole. */
const [NUMBER_START, NUMBER_END] = ['\u0001', '\u0002'];

/** As names are compared: without case, blanks and punctuation, numbers without leading zeros between their marks. */
function normalize(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/0*(\d+)|[\s\p{P}]+/gu, (_, digits?: string) => (digits ? NUMBER_START + digits + NUMBER_END : ''));
}

/** A number at its end may go on, unless it is written with zeros before: `7` may become `70`, `007` is 7. */
function normalizeTyped(text: string): string {
  const wanted = normalize(text);
  return wanted.endsWith(NUMBER_END) && !/(?<!\d)0\d*\D*$/.test(text.normalize('NFKC')) ? wanted.slice(0, -1) : wanted;
}

interface IndexedEntry {
  entry: SearchEntry;
  /** Found by any part of them. */
  names: readonly string[];
  /** Found by their beginning alone: three letters are a part of too much. */
  initials: readonly string[];
  /** Equals stand by it, numbers as people count. */
  order: string;
}

/** Entries as they are looked through: all that they are called in one text, which the engine scans faster than a list. */
export interface SearchIndex {
  indexed: readonly IndexedEntry[];
  text: string;
  /** Where each entry's part of the text ends. */
  ends: Uint32Array;
}

interface Match {
  indexed: IndexedEntry;
  rank: number;
}

/** Readings are known of whole names, and of what numbered names have in common: `公交` of `公交 288`. */
function findReading(name: string, readings: ReadonlyMap<string, Reading>): Reading | null {
  const whole = readings.get(name);
  if (whole) return whole;
  const number = LAST_NUMBER.exec(name)?.[0];
  const common = number && readings.get(name.slice(0, -number.length));
  return common ? { pinyin: common.pinyin + number, initials: common.initials + number } : null;
}

function indexEntry(entry: SearchEntry, readings: ReadonlyMap<string, Reading>): IndexedEntry {
  const read = entry.names.flatMap((name) => (HAN.test(name) ? (findReading(name, readings) ?? []) : []));
  return {
    entry,
    names: [...entry.names, ...read.map(({ pinyin }) => pinyin)].map(normalize),
    initials: read.map(({ initials }) => normalize(initials)),
    order: entry.title.replaceAll(/\d+/g, (digits) => digits.padStart(NUMBER_WIDTH, '0')),
  };
}

const isCalledTheSame = (a: SearchEntry, b: SearchEntry): boolean =>
  a.title === b.title && a.names.length === b.names.length && a.names.every((name, i) => name === b.names[i]);

function gatherIndex(indexed: readonly IndexedEntry[]): SearchIndex {
  const ends = new Uint32Array(indexed.length);
  let end = 0;
  const text = indexed.map(({ names, initials }, i) => {
    // Nothing that is typed holds a line's end: no match goes over it.
    const part = `${names.join('\n')}\n${initials.join('\n')}\n`;
    ends[i] = end += part.length;
    return part;
  });
  return { indexed, text: text.join(''), ends };
}

/**
 * A function that makes entries ready to be looked through, with how their names are typed. It remembers the last ones: of
 * thousands of units that change their state few change their name.
 */
export function createIndexer(): (
  entries: readonly SearchEntry[],
  readings: ReadonlyMap<string, Reading>,
) => SearchIndex {
  let known = new Map<string, IndexedEntry>();
  let knownReadings: ReadonlyMap<string, Reading> | null = null;
  return (entries, readings) => {
    const before = readings === knownReadings ? known : null;
    const indexed = entries.map((entry) => {
      const same = before?.get(entry.id);
      if (!same || !isCalledTheSame(same.entry, entry)) return indexEntry(entry, readings);
      const { names, initials, order } = same;
      return { entry, names, initials, order };
    });
    known = new Map(indexed.map((each) => [each.entry.id, each]));
    knownReadings = readings;
    return gatherIndex(indexed);
  };
}

/** The entries that hold a word in what they are called, each once. */
function* findHolding({ indexed, text, ends }: SearchIndex, word: string): Generator<IndexedEntry> {
  let entry = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, ends[entry])) {
    while (ends[entry]! <= at) entry++;
    yield indexed[entry]!;
  }
}

const isWhole = (name: string, query: string): boolean =>
  name.length === query.length || (name.length === query.length + 1 && name.endsWith(NUMBER_END));

/** 3 = the name itself, 2 = its beginning, 1 = a part of it, −1 = no match. */
function rank({ names, initials }: IndexedEntry, query: string): number {
  let best = -1;
  for (const name of names) {
    const at = name.indexOf(query);
    if (at === 0) best = Math.max(best, isWhole(name, query) ? 3 : 2);
    else if (at > 0) best = Math.max(best, 1);
  }
  if (best < 3) {
    for (const name of initials) if (name.startsWith(query)) best = Math.max(best, isWhole(name, query) ? 3 : 2);
  }
  return best;
}

/**
 * Entries whose names match, best first within each group; groups in order of their best match.
 * An empty query lists what was chosen lately (`recentIds`, the latest first) as a group of its own, then the commands.
 */
export function findEntries(
  indexes: readonly SearchIndex[],
  query: string,
  recentIds: readonly string[] = [],
): SearchEntry[] {
  const wanted = normalizeTyped(query);
  if (wanted === '') {
    const entries = indexes.flatMap(({ indexed }) => indexed.map(({ entry }) => entry));
    const recent = recentIds.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
    return [
      ...recent.map((entry) => ({ ...entry, group: RECENT_GROUP })),
      ...entries.filter(({ group }) => group === COMMANDS_GROUP),
    ];
  }
  const groups = new Map<string, Match[]>();
  const keep = (indexed: IndexedEntry, rankOf: number): void => {
    const { group } = indexed.entry;
    let found = groups.get(group);
    if (!found) groups.set(group, (found = []));
    keepBest(found, indexed, rankOf);
  };
  const words = query.trim().split(/\s+/).map(normalizeTyped);
  const hasWords = words.length > 1;
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
  for (const index of indexes) {
    const matched = new Set<IndexedEntry>();
    for (const indexed of findHolding(index, wanted)) {
      const rankOf = rank(indexed, wanted);
      if (rankOf < 0) continue;
      if (hasWords) matched.add(indexed);
      keep(indexed, rankOf);
    }
    if (!hasWords) continue;
    // Words in any order, in any of the names: after all that have them as they were typed.
    for (const indexed of findHolding(index, longest))
      if (!matched.has(indexed) && words.every((word) => indexed.names.some((name) => name.includes(word))))
        keep(indexed, 0);
  }
  const best = (found: readonly Match[]) => Math.max(...found.map((match) => match.rank));
  return [...groups.values()]
    .sort((a, b) => best(b) - best(a))
    .flatMap((found) => found.map(({ indexed }) => indexed.entry));
}

function isBefore(a: IndexedEntry, rankOfA: number, { indexed: b, rank: rankOfB }: Match): boolean {
  const [urgentA, urgentB] = [a.entry.isUrgent ?? false, b.entry.isUrgent ?? false];
  if (urgentA !== urgentB) return urgentA;
  return rankOfA === rankOfB ? a.order < b.order : rankOfA > rankOfB;
}

/** Puts a match in its place among the best so far, of which {@link MAX_PER_GROUP} are kept. */
function keepBest(found: Match[], indexed: IndexedEntry, rankOf: number): void {
  const at = found.findLastIndex((other) => !isBefore(indexed, rankOf, other)) + 1;
  if (at >= MAX_PER_GROUP) return;
  found.splice(at, 0, { indexed, rank: rankOf });
  if (found.length > MAX_PER_GROUP) found.pop();
}
