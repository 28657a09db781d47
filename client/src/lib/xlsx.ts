import type { Cell as SheetCell } from 'write-excel-file/browser';
import { loadChunk } from './chunk-loading.ts';
import type { Cell, Column, Table } from './table.ts';

const DEFAULT_WIDTH_CHARACTERS = 12;

function toSheetCell(cell: Cell, { digits }: Column): SheetCell {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return null;
  if (typeof cell === 'number')
    return {
      type: Number,
      value: cell,
      ...(digits === undefined ? {} : { format: digits === 0 ? '0' : `0.${'0'.repeat(digits)}` }),
    };
  // With its type said, text is never taken for a formula.
  return { type: String, value: cell };
}

/** Excel refuses more than 31 characters and these signs in a sheet's name. */
function toSheetName(title: string): string {
  return title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);
}

/** A workbook with a sheet for each table, its header row bold and kept in view. The writer is loaded when it is first needed. */
export async function writeXlsx(tables: readonly Table[]): Promise<Blob> {
  const { default: writeWorkbook } = await loadChunk(() => import('write-excel-file/browser'));
  return writeWorkbook(
    tables.map(({ title, columns, rows }) => ({
      sheet: toSheetName(title),
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width: width ?? DEFAULT_WIDTH_CHARACTERS })),
      data: [
        columns.map(({ header }): SheetCell => ({ type: String, value: header, fontWeight: 'bold', wrap: true })),
        ...rows.map((row) => row.map((cell, index) => toSheetCell(cell, columns[index] ?? { header: '' }))),
      ],
    })),
  ).toBlob();
}
