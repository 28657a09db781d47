import type { Cell, Table } from './table.ts';

/** Tells Excel that the file is UTF-8: without it Chinese becomes gibberish. */
const BYTE_ORDER_MARK = '\uFEFF';

/** With these a spreadsheet takes text for a formula; the full-width ones are folded to them by some. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;

function quote(text: string): string {
  return /["\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writeCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  // An apostrophe keeps it text: a name is never a formula, whoever chose it.
  return quote(FORMULA_START.test(cell) ? `'${cell}` : cell);
}

/** A table as CSV (RFC 4180, CRLF) that Excel opens as it is: with a byte order mark, numbers as numbers, no formulas. */
export function writeCsv({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  const lines = [columns.map(({ header }) => header), ...rows].map((row) => row.map(writeCell).join(','));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}
