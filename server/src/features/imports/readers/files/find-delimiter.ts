import { isFilled, isValue } from '@liaowang/shared/analysis/imports/table-cells';
import { createRowSplitter } from './row-splitter.ts';

/** What may stand between cells: separators of spreadsheets, and ASCII's own of units and records. */
const DELIMITERS = [',', '\t', ';', '|', '\u001f', '\u001e'] as const;
const ROWS_LOOKED_AT = 100;
/** A table begins with names: where its first full row holds numbers, the separator stands within the numbers. */
const NAMELESS_WEIGHT = 0.3;

/**
 * What stands between the cells of a text, by its beginning: that by which most rows have as many cells, many rather
 * than few, under a first one of names. Titles and notes above the table have other numbers of cells and do not matter.
 */
export function findDelimiter(head: string): string {
  let best: string = DELIMITERS[0];
  let bestRating = 0;
  for (const delimiter of DELIMITERS) {
    if (!head.includes(delimiter)) continue;
    const splitter = createRowSplitter(delimiter);
    const rows = splitter
      .push(head)
      .slice(0, ROWS_LOOKED_AT)
      .map((row) => ('cells' in row ? row.cells : []));
    // The only line may have no end.
    if (rows.length === 0) rows.push(...splitter.end().map((row) => ('cells' in row ? row.cells : [])));
    const counts = new Map<number, number>();
    for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
    for (const [length, count] of counts) {
      const first = rows.find((cells) => cells.length === length)!;
      const isNamed = first.filter((cell) => isFilled(cell) && isValue(cell)).length * 2 < length;
      const rating = (count / rows.length) * Math.log2(length) * (isNamed ? 1 : NAMELESS_WEIGHT);
      if (rating > bestRating) [best, bestRating] = [delimiter, rating];
    }
  }
  return best;
}
