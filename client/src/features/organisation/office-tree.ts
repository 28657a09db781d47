import type { Language } from '../../lib/format.ts';
import { localName } from '../../lib/use-language.ts';
import { branchOf, type Office } from './office.ts';

interface TreeEntry {
  office: Office;
  /** All that is searched through, in small letters. */
  text: string;
}

/** Branches in the order of their codes, each with its stations in theirs: made once for the lists, searched at each letter. */
export type OfficeTree = ReadonlyArray<TreeEntry & { stations: readonly TreeEntry[] }>;

/** A row of the tree that is seen. */
export interface OfficeRow {
  office: Office;
  /** Of a branch: whether its stations stand below it, and how many it has. */
  isOpen: boolean;
  stationCount: number;
}

const byCode = (a: TreeEntry, b: TreeEntry): number =>
  a.office.code < b.office.code ? -1 : a.office.code > b.office.code ? 1 : a.office.id - b.office.id;

/** Arranges offices; a station whose branch is not in the list is left out. */
export function buildOfficeTree(offices: readonly Office[]): OfficeTree {
  const entries = offices.map((office): TreeEntry => {
    const { name, code, contact, gridCode, policeCode, statisticalCode } = office;
    const words = [name.zh, name.en, code, contact, gridCode, policeCode, statisticalCode];
    return { office, text: words.filter(Boolean).join('\n').toLowerCase() };
  });
  const stationsOf = new Map<number, TreeEntry[]>();
  for (const entry of entries) {
    if (entry.office.kind !== 'station') continue;
    const siblings = stationsOf.get(branchOf(entry.office));
    if (siblings) siblings.push(entry);
    else stationsOf.set(branchOf(entry.office), [entry]);
  }
  return entries
    .filter(({ office }) => office.kind === 'branch')
    .sort(byCode)
    .map((entry) => ({ ...entry, stations: (stationsOf.get(entry.office.id) ?? []).sort(byCode) }));
}

/** What is typed, as the words that must all be found. */
const toWords = (typed: string): string[] =>
  typed
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/** The stations that hold all words, or leave out only those that their branch holds; at least one is their own: a branch's words alone are no reason to list all that it has. */
function findStations(
  stations: readonly TreeEntry[],
  words: readonly string[],
  notOfBranch: readonly string[],
): readonly TreeEntry[] {
  return stations.filter(({ text }) => {
    let isOwn = false;
    for (const word of words) {
      if (text.includes(word)) isOwn = true;
      else if (notOfBranch.includes(word)) return false;
    }
    return isOwn;
  });
}

/** The rows to show: all branches, and the stations of those that are open; while something is typed, what holds all its words, a station also by the name of its branch. */
export function findOfficeRows(tree: OfficeTree, typed: string, openIds: ReadonlySet<number>): OfficeRow[] {
  const words = toWords(typed);
  const rows: OfficeRow[] = [];
  for (const { office, text, stations } of tree) {
    const left = words.filter((word) => !text.includes(word));
    const found = words.length === 0 ? [] : findStations(stations, words, left);
    if (words.length > 0 && left.length > 0 && found.length === 0) continue;
    const isOpen = found.length > 0 || openIds.has(office.id);
    rows.push({ office, isOpen, stationCount: stations.length });
    if (!isOpen) continue;
    for (const { office: station } of found.length > 0 ? found : stations)
      rows.push({ office: station, isOpen: false, stationCount: 0 });
  }
  return rows;
}

/** The name of an office with its code, where somebody must be sure which. */
export const nameOffice = ({ name, code }: Pick<Office, 'name' | 'code'>, language: Language): string =>
  `${localName(name, language)} · ${code}`;
