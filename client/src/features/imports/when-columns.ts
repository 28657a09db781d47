import type { ImportMapping, ImportPreview } from '@liaowang/shared/schemas/incident-import';

/** Fields of a mapping that say when. */
export const WHEN_FIELDS = ['date', 'time', 'year', 'month', 'day', 'hour', 'minute', 'dateTo', 'timeTo'] as const;
export type WhenField = (typeof WHEN_FIELDS)[number];

const NO_PARTS = { year: null, month: null, day: null, hour: null, minute: null };

/** Whether the date comes from columns for its year, month and day. */
export function isInParts({ date, year, month, day }: Pick<ImportMapping, 'date' | 'year' | 'month' | 'day'>): boolean {
  return date === null && [year, month, day].some((column) => typeof column === 'string');
}

/** The change to a date in parts: what was guessed of them, or the first column, for people to choose. */
export function toDateInParts(
  mapping: ImportMapping,
  { guess, columns }: Pick<ImportPreview, 'guess' | 'columns'>,
): Partial<ImportMapping> {
  const { year, month, day, hour, minute } = guess;
  const parts = {
    ...NO_PARTS,
    year: year ?? null,
    month: month ?? null,
    day: day ?? null,
    hour: hour ?? null,
    minute: minute ?? null,
  };
  return { date: null, time: null, ...parts, year: parts.year ?? mapping.date ?? columns[0]?.name ?? null };
}

/** The change to a date in one column: the one that was guessed, if any. */
export function toDateInOneColumn(
  mapping: ImportMapping,
  { guess }: Pick<ImportPreview, 'guess'>,
): Partial<ImportMapping> {
  return {
    ...NO_PARTS,
    date: guess.date,
    time: guess.date === null ? null : guess.time,
    hour: guess.date === null ? null : (guess.hour ?? null),
    minute: guess.date === null ? null : (guess.minute ?? null),
    dateOrder: mapping.dateOrder,
  };
}
