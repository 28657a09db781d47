import type { FileRow } from '@liaowang/shared/analysis/imports/read-row';
import { nameColumns } from './column-names.ts';
import { FileRefused } from './file-refused.ts';
import type { IncidentFile } from './incident-file.ts';
import { readSheetRows, type SheetContext } from './sheet-rows.ts';
import { readPart, readSharedStrings, readWorkbookParts, type WorkbookSheet } from './workbook-parts.ts';
import { readStyles } from './workbook-styles.ts';
import { openZip } from './zip-archive.ts';

/** Inflated, all parts together: a sheet of a million rows has some 400 MB, and streams through a small window. */
const MAX_BYTES = 1_023 * 1_048_576;
/** Rows from which one sees whether a sheet holds a table. */
const ROWS_LOOKED_AT = 2;

/**
 * Opens the sheet of a workbook (.xlsx) that holds a table; its first filled row names the columns. Cells that are
 * formatted as dates are read as such; other numbers stay numbers. The sheet is inflated anew each time its rows are
 * asked for.
 * @throws FileRefused `file-broken`, `file-too-large`, `file-empty`
 */
export async function openWorkbook(bytes: Buffer): Promise<IncidentFile> {
  const archive = openZip(bytes, MAX_BYTES);
  const { sheets, isDate1904, sharedStringsPath, stylesPath } = readWorkbookParts(archive);
  const context: SheetContext = {
    sharedStrings: sharedStringsPath === null ? [] : await readSharedStrings(archive.stream(sharedStringsPath)),
    styles: readStyles(stylesPath === null ? null : readPart(archive, stylesPath)),
    isDate1904,
  };
  let inflated = 0;
  async function* inflate(path: string): AsyncGenerator<Uint8Array> {
    inflated = 0;
    for await (const piece of archive.stream(path)) {
      inflated += piece.length;
      yield piece;
    }
  }
  const readRows = ({ name, path }: WorkbookSheet) => readSheetRows(inflate(path), context, `The sheet ${name}`);

  async function readFirst(sheet: WorkbookSheet): Promise<string[][]> {
    const first: string[][] = [];
    for await (const block of readRows(sheet)) {
      first.push(...block.slice(0, ROWS_LOOKED_AT - first.length));
      if (first.length >= ROWS_LOOKED_AT) break;
    }
    return first;
  }
  /** The first sheet with several columns and a row below them, visible ones before hidden ones; else the first with anything. */
  async function chooseSheet(): Promise<{ sheet: WorkbookSheet; header: string[] }> {
    let fallback: { sheet: WorkbookSheet; header: string[] } | null = null;
    for (const isHidden of [false, true]) {
      for (const sheet of sheets.filter((each) => each.isHidden === isHidden)) {
        const [header, row] = await readFirst(sheet);
        if (header && row && header.filter((cell) => cell.trim() !== '').length > 1) return { sheet, header };
        if (header) fallback ??= { sheet, header };
      }
      // What was hidden is looked at only where nothing else is there.
      if (fallback) return fallback;
    }
    throw new FileRefused('file-empty', 'The workbook has no cells.');
  }

  const { sheet, header } = await chooseSheet();
  const columns = nameColumns(header);
  const toFileRow = (row: string[]): FileRow => ({ cells: columns.map((_, i) => row[i] ?? ''), place: null });
  return {
    columns,
    hasGeometry: false,
    delimiter: null,
    readShare: () => Math.min(1, inflated / Math.max(1, archive.sizeOf(sheet.path))),
    async *rows() {
      let toSkip = 1;
      for await (const block of readRows(sheet)) {
        yield block.slice(toSkip).map(toFileRow);
        toSkip = Math.max(0, toSkip - block.length);
      }
    },
  };
}
