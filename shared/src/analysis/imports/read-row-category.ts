import { findTopCategory } from '../../contract/category-tree.ts';
import type { IncidentCategory } from '../../schemas/incident.ts';
import type { ImportMapping } from '../../schemas/incident-import.ts';
import { toWordKey } from './word-key.ts';

/** A kind that an import would make. */
export interface NewKind {
  parentId: string;
  nameZh: string;
}

/** What a word of the file is: the top of its tree, and the kind below it. */
export interface ReadCategory {
  category: IncidentCategory;
  /** Null = nothing more is known than the top; `new-3` = the mapping's fourth new kind, which has no id yet. */
  kindId: string | null;
}

/** Ids of kinds that are not yet made, in the order of {@link findNewKinds}. */
const NEW_KIND = /^new-(\d+)$/u;

/** The place among the new kinds that an id of {@link createCategoryReader} means; null for ids of kinds that are there. */
export function findNewKindIndex(kindId: string): number | null {
  const index = NEW_KIND.exec(kindId)?.[1];
  return index === undefined ? null : Number(index);
}

type WordMapping = Pick<ImportMapping, 'categories' | 'defaultCategory' | 'newKinds'>;

/** The node that a mapping names for a word: of its own, or the default; null = its rows are left out. */
export function findMappedId(
  { categories, defaultCategory }: Pick<WordMapping, 'categories' | 'defaultCategory'>,
  word: string,
): string | null {
  return Object.hasOwn(categories, word) ? categories[word]! : defaultCategory;
}

/** The kinds that a mapping makes, each once however many words have it (names are compared as words are), and which of them each word is. */
export function findNewKinds(mapping: WordMapping): { kinds: NewKind[]; indexOfWord: Map<string, number> } {
  const kinds: NewKind[] = [];
  const indexes = new Map<string, number>();
  const indexOfWord = new Map<string, number>();
  // By word, since a database may keep them in another order than they were sent in.
  for (const [word, nameZh] of Object.entries(mapping.newKinds ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const parentId = findMappedId(mapping, word);
    if (parentId === null) continue;
    const key = `${parentId} ${toWordKey(nameZh)}`;
    if (!indexes.has(key)) {
      indexes.set(key, kinds.length);
      kinds.push({ parentId, nameZh });
    }
    indexOfWord.set(word, indexes.get(key)!);
  }
  return { kinds, indexOfWord };
}

/** Reads words of the category column by a mapping; null = such rows are left out. `topOf` is the top above a node of the city's own. */
export function createCategoryReader(
  mapping: WordMapping,
  topOf: (categoryId: string) => IncidentCategory | null,
): (word: string) => ReadCategory | null {
  const { indexOfWord } = findNewKinds(mapping);
  const known = new Map<string, ReadCategory | null>();
  const read = (word: string): ReadCategory | null => {
    const id = findMappedId(mapping, word);
    if (id === null) return null;
    const index = indexOfWord.get(word);
    const category = findTopCategory(id) ?? topOf(id) ?? 'other';
    return { category, kindId: index === undefined ? (findTopCategory(id) ? null : id) : `new-${index}` };
  };
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = read(word);
      known.set(word, found);
    }
    return found;
  };
}
