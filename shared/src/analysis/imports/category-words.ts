import type { ImportCheck, ImportMapping } from '../../schemas/incident-import.ts';
import { guessWord, type CategoryDictionary } from './guess-category-words.ts';
import { findMappedId } from './read-row-category.ts';
import type { WordTally } from './word-tally.ts';

/** Words that are told one by one. */
const MAX_LISTED = 2_000;

/** What becomes of every word of the category column, as a dry run tells it. */
export function listCategoryWords(
  tally: WordTally,
  mapping: ImportMapping,
  dictionary: CategoryDictionary,
): Required<Pick<ImportCheck, 'categoryWords' | 'moreCategoryWords'>> {
  const { words, moreWords, moreRows } = tally.list(MAX_LISTED);
  const { newKinds = {} } = mapping;
  return {
    categoryWords: words.map(({ word, count }) => ({
      word,
      count,
      categoryId: findMappedId(mapping, word),
      newKind: Object.hasOwn(newKinds, word) ? newKinds[word]! : null,
      isMapped: Object.hasOwn(mapping.categories, word) || Object.hasOwn(newKinds, word),
      guess: guessWord(word, dictionary).categoryId,
    })),
    moreCategoryWords: { words: moreWords, rows: moreRows },
  };
}
