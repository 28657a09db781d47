import type { ImportMapping } from '../../schemas/incident-import.ts';
import { createColumnStyleEvidence } from './column-styles.ts';
import type { GuessedColumns } from './guess-columns.ts';
import { guessCategories, guessSeverities } from './guess-words.ts';
import type { SampledColumn } from './sampled-column.ts';

/** A guess of how a file is to be read: for people to look at, never to be taken unseen. */
export function guessMapping(
  columns: readonly SampledColumn[],
  guessed: GuessedColumns,
  { categoryWords, severityWords, fileName, timeZone, nowMs }: { categoryWords: readonly string[]; severityWords: readonly string[]; fileName: string; timeZone: string; /** What counts as the future. */ nowMs: number },
): ImportMapping {
  const evidence = createColumnStyleEvidence(columns.map(({ name }) => name), { ...guessed, dateOrder: 'auto' }, nowMs);
  columns[0]?.cells.forEach((_, row) => evidence.add(columns.map(({ cells }) => cells[row] ?? '')));
  // A file of one kind of incident says so in its name, if anywhere.
  const title = fileName.replace(/\.\w+$/u, '').replace(/[_-]/gu, ' ');
  const defaultCategory = guessed.category === null ? (guessCategories([title])[title] ?? 'other') : 'other';
  return {
    ...guessed,
    datum: 'wgs84',
    dateOrder: evidence.decide().date.order,
    timeZone,
    categories: guessCategories(categoryWords),
    severities: guessSeverities(severityWords),
    defaultCategory,
    defaultSeverity: 'medium',
    source: 'reported',
  };
}
