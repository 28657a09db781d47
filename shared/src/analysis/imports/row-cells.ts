import type { ImportMapping } from '../../schemas/incident-import.ts';
import { isRowCounter } from './row-counter.ts';
import { hashText } from './text-hash.ts';

/** What says when and where is compared as time and place, however it is written. */
const WHEN_AND_WHERE = [
  'lng',
  'lat',
  'place',
  'date',
  'time',
  'dateTo',
  'timeTo',
  'year',
  'month',
  'day',
  'hour',
  'minute',
] as const satisfies ReadonlyArray<keyof ImportMapping>;

const fold = (text: string): number => {
  const hash = hashText(text);
  return (hash ^ (hash >>> 16)) & 0xffff;
};

/** A cell as programs write it in different ways: width, spaces and zeros make no other cell. */
function tidyCell(cell: string): string {
  const tidied = cell.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  return /^[+-]?\d{1,15}(?:\.\d+)?$/u.test(tidied) ? String(Number(tidied)) : tidied;
}

/**
 * Makes what a row is known again by: of each column but those of time and place and those that only count the rows of
 * this file (told from its first rows), 16 bits of its name and 16 of its cell in one signed integer, in rising order, so
 * that neither the order of columns nor one that is added makes another row of it.
 */
export function createRowCells(
  columns: readonly string[],
  mapping: ImportMapping,
  firstRows: ReadonlyArray<readonly string[]>,
): (cells: readonly string[]) => number[] {
  const apart = new Set(WHEN_AND_WHERE.map((field) => mapping[field]));
  const compared = columns.flatMap((name, index) => {
    if (apart.has(name) || isRowCounter({ name, cells: firstRows.map((cells) => cells[index] ?? '') })) return [];
    return [{ index, high: fold(name.normalize('NFKC').trim().toLowerCase()) << 16 }];
  });
  return (cells) =>
    compared.map(({ index, high }) => high | fold(tidyCell(cells[index] ?? ''))).toSorted((a, b) => a - b);
}
