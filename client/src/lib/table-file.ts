import { writeCsv } from './csv.ts';
import type { Table } from './table.ts';
import { writeXlsx } from './xlsx.ts';

export const TABLE_FORMATS = ['xlsx', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A table as a file. */
export async function createTableFile(format: TableFormat, table: Table): Promise<Blob> {
  return format === 'csv' ? new Blob([writeCsv(table)], { type: 'text/csv;charset=utf-8' }) : writeXlsx([table]);
}
