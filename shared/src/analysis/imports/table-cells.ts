import { splitSpan } from './split-span.ts';
import { UNKNOWN_DATE_STYLE, readDate } from './read-date.ts';

/** A filled line of a sheet or of delimited text; `row` counts from 1, blank lines too. */
export interface TableLine {
  row: number;
  cells: readonly string[];
}

const NUMERIC = /^[\d\s.,:;/\\\-+年月日时分秒点至到°′″'"()（）%~～TZNSEW]+$/iu;
const FULL_WIDTH = /[０-９．，－：／]/gu;
const GEOMETRY = /^(?:srid=\d+;)?(?:multi)?point\b/iu;

export const isFilled = (cell: string | undefined): cell is string => cell !== undefined && cell.trim() !== '';

/** Whether a cell holds a value (a number, a date, a time, a place), as rows of data do and headings do not. */
export function isValue(cell: string): boolean {
  // Full-width digits are digits.
  const text = cell.trim().replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  return /\d/u.test(text) && (NUMERIC.test(text) || GEOMETRY.test(text) || readDate(text, UNKNOWN_DATE_STYLE).ok);
}

/** Whether a cell holds a date that no number can be taken for; a month alone stands in titles too. */
export function isWrittenDate(cell: string): boolean {
  const date = readDate(splitSpan(cell)?.from ?? cell, UNKNOWN_DATE_STYLE);
  return (
    date.ok &&
    date.precision !== 'month' &&
    /[-/.年]|\b[a-z]{3,9}\b/iu.test(cell) &&
    !/^-?\d+(?:\.\d+)?$/u.test(cell.trim())
  );
}

/** How many of the cells of a column that say anything are of a kind, and how many say anything. */
export function countInColumn(
  lines: readonly TableLine[],
  column: number,
  isOfKind: (cell: string) => boolean,
): { filled: number; ofKind: number } {
  let filled = 0;
  let ofKind = 0;
  for (const { cells } of lines) {
    const cell = cells[column];
    if (!isFilled(cell)) continue;
    filled++;
    if (isOfKind(cell)) ofKind++;
  }
  return { filled, ofKind };
}
