import type { ImportMapping } from '../../schemas/incident-import.ts';
import { createDateOrderEvidence } from './date-order.ts';
import type { GuessedColumns, SampledColumn } from './guess-columns.ts';
import { guessCategories, guessSeverities } from './guess-words.ts';

/** A guess of how a file is to be read: for people to look at, never to be taken unseen. */
export function guessMapping(
  columns: readonly SampledColumn[],
  guessed: GuessedColumns,
  { categoryWords, severityWords, fileName, timeZone }: { categoryWords: readonly string[]; severityWords: readonly string[]; fileName: string; timeZone: string },
): ImportMapping {
  const evidence = createDateOrderEvidence();
  for (const cell of columns.find(({ name }) => name === guessed.date)?.cells ?? []) evidence.add(cell);
  // A file of one kind of incident says so in its name, if anywhere.
  const title = fileName.replace(/\.\w+$/u, '').replace(/[_-]/gu, ' ');
  const defaultCategory = guessed.category === null ? (guessCategories([title])[title] ?? 'other') : 'other';
  return {
    ...guessed,
    datum: 'wgs84',
    dateOrder: evidence.decide(),
    timeZone,
    categories: guessCategories(categoryWords),
    severities: guessSeverities(severityWords),
    defaultCategory,
    defaultSeverity: 'medium',
    source: 'reported',
  };
}

