import type { ImportMapping } from '../../schemas/incident-import.ts';
import { createColumnStyleEvidence } from './column-styles.ts';
import { guessCategory } from './guess-category.ts';
import { guessCategoryWords, type CategoryDictionary } from './guess-category-words.ts';
import type { GuessedColumns } from './guess-columns.ts';
import { guessSeverities } from './guess-words.ts';
import type { SampledColumn } from './sampled-column.ts';

/** A guess of how a file is to be read: for people to look at, never to be taken unseen. */
export function guessMapping(
  columns: readonly SampledColumn[],
  guessed: GuessedColumns,
  {
    categoryWords,
    severityWords,
    dictionary = new Map(),
    fileName,
    timeZone,
    nowMs,
  }: {
    categoryWords: ReadonlyArray<{ word: string; count: number }>;
    severityWords: readonly string[];
    dictionary?: CategoryDictionary;
    fileName: string;
    timeZone: string;
    /** What counts as the future. */ nowMs: number;
  },
): ImportMapping {
  const evidence = createColumnStyleEvidence(
    columns.map(({ name }) => name),
    { ...guessed, dateOrder: 'auto' },
    nowMs,
  );
  columns[0]?.cells.forEach((_, row) => evidence.add(columns.map(({ cells }) => cells[row] ?? '')));
  // A file of one kind of incident says so in its name, if anywhere.
  const title = fileName.replace(/\.\w+$/u, '').replace(/[_-]/gu, ' ');
  const defaultCategory = guessed.category === null ? (guessCategory(title)?.category ?? 'other') : 'other';
  return {
    ...guessed,
    datum: 'wgs84',
    dateOrder: evidence.decide().date.order,
    timeZone,
    ...guessCategoryWords(categoryWords, dictionary),
    severities: guessSeverities(severityWords),
    defaultCategory,
    defaultSeverity: 'medium',
    source: 'reported',
  };
}
