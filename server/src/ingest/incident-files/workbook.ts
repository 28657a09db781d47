import type { SheetData } from 'read-excel-file/node';
import type { FileRow } from '@liaowang/shared/analysis/imports/read-row';
import { nameColumns } from './column-names.ts';
import { toCellText } from './feature-rows.ts';
import { FileRefused, broken } from './file-refused.ts';
import type { IncidentFile } from './incident-file.ts';
import { spellOutDates } from './iso-date-cells.ts';
import { storeZip } from './store-zip.ts';
import { openZip } from './zip-archive.ts';

const MAX_BYTES = 256 * 1_048_576;
const BLOCK_ROWS = 2_000;
const SHEET = /^xl\/worksheets\/.*\.xml$/iu;

/**
 * Opens the first sheet of a workbook (.xlsx) that holds anything; its first row names the columns. Cells that are
 * formatted as dates are read as such, ISO dates as they are written; other numbers stay numbers.
 * @throws FileRefused `file-broken`, `file-too-large`, `file-empty`
 */
export async function openWorkbook(bytes: Buffer): Promise<IncidentFile> {
  const archive = openZip(bytes, MAX_BYTES);
  // The reader trusts the sizes that an archive says of itself: they are made sure of first.
  let hasIsoDates = false;
  const files = archive.names.map((name): readonly [string, Buffer] => {
    const content = archive.read(name);
    const spelled = SHEET.test(name) ? spellOutDates(content) : null;
    hasIsoDates ||= spelled !== null;
    return [name, spelled ?? content];
  });
  let sheets: Array<{ data: SheetData }>;
  try {
    // Loaded when a workbook comes: most threads that could read one never do.
    const { default: readWorkbook } = await import('read-excel-file/node');
    sheets = await readWorkbook(hasIsoDates ? storeZip(files) : bytes);
  } catch (error) {
    throw broken('The workbook', error);
  }
  const sheet = sheets.find(({ data }) => data.length > 0)?.data;
  if (!sheet) throw new FileRefused('file-empty', 'The workbook has no cells.');
  const start = sheet.findIndex((row) => row.some((cell) => cell !== null));
  const columns = nameColumns((sheet[start] ?? []).map(toCellText));
  const isFilled = (row: (typeof sheet)[number]): boolean => row.some((cell) => cell !== null);
  const data = sheet.slice(start + 1).filter(isFilled);
  return {
    columns,
    hasGeometry: false,
    delimiter: null,
    rowCount: data.length,
    *rows() {
      for (let at = 0; at < data.length; at += BLOCK_ROWS) {
        yield data.slice(at, at + BLOCK_ROWS).map((row): FileRow => ({ cells: columns.map((_, i) => toCellText(row[i])), place: null }));
      }
    },
  };
}
