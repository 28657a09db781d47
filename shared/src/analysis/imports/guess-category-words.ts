import { findOwnName, guessCategory, type GuessSureness } from './guess-category.ts';
import { cutText } from './read-row.ts';
import { toWordKey } from './word-key.ts';

/** What each word means as far as the city knows, by its key (toWordKey). */
export type CategoryDictionary = ReadonlyMap<string, string>;

/** How the node of a word was come by: the city knows the word; the whole phrase says it; loosely; nothing says it. */
export type WordSureness = 'remembered' | GuessSureness | 'none';

/** More words than this are no kinds but descriptions. */
const MAX_NEW_KINDS = 300;
/** A column whose words hardly come twice holds descriptions too, unless it has few. */
const LEAST_ROWS_A_WORD = 2;
const FEW_WORDS = 30;
const MAX_NAME = 120;

/** What a word means: the node, as the city or the dictionary of phrases has it; null where neither knows. */
export function guessWord(
  word: string,
  dictionary: CategoryDictionary,
): { categoryId: string | null; sureness: WordSureness } {
  const remembered = dictionary.get(toWordKey(word));
  if (remembered !== undefined) return { categoryId: remembered, sureness: 'remembered' };
  const guess = guessCategory(word);
  return guess ? { categoryId: guess.category, sureness: guess.sureness } : { categoryId: null, sureness: 'none' };
}

/** A word as the name of a kind. */
export function toKindName(word: string): string {
  return cutText(word.normalize('NFKC').replace(/\s+/gu, ' ').trim(), MAX_NAME).trim();
}

/**
 * A mapping of words, most frequent first: the node of each that the city or the dictionary knows, and a kind of its own for
 * each that the city has no kind for, below that node or the default. Our own names and what the city was told stay as they are.
 */
export function guessCategoryWords(
  words: ReadonlyArray<{ word: string; count: number }>,
  dictionary: CategoryDictionary,
): { categories: Record<string, string>; newKinds: Record<string, string> } {
  const rows = words.reduce((sum, { count }) => sum + count, 0);
  const areKinds =
    words.length <= FEW_WORDS || (words.length <= MAX_NEW_KINDS && rows >= words.length * LEAST_ROWS_A_WORD);
  const categories: Array<[string, string]> = [];
  const newKinds: Array<[string, string]> = [];
  for (const { word } of words) {
    const { categoryId, sureness } = guessWord(word, dictionary);
    if (categoryId !== null) categories.push([word, categoryId]);
    const name = toKindName(word);
    if (areKinds && sureness !== 'remembered' && findOwnName(word) === null && name !== '') newKinds.push([word, name]);
  }
  return { categories: Object.fromEntries(categories), newKinds: Object.fromEntries(newKinds) };
}
