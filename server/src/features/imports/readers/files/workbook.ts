import type { TableLine } from '@liaowang/shared/analysis/imports/table-cells';
import type { ReadingChoice } from '@liaowang/shared/schemas/incident-import';
import type { IncidentFile } from './incident-file.ts';
import { readSheetRows, type SheetContext } from './sheet-rows.ts';
import { readPart, readSharedStrings, readWorkbookParts, type WorkbookSheet } from './workbook-parts.ts';
import { chooseSheet, listSheets } from './workbook-sheets.ts';
import { readStyles } from './workbook-styles.ts';
import { openZip } from './zip-archive.ts';

/** Inflated, all parts together: a sheet of a million rows has some 400 MB, and streams through a small window. */
const MAX_BYTES = 1_023 * 1_048_576;

/**
 * Opens the sheet of a workbook (.xlsx) that holds a table; sheet and heading are found, or chosen. Cells that are
 * formatted as dates are read as such; other numbers stay numbers. The sheet is inflated anew each time its rows are
 * asked for.
 * @throws FileRefused
 */
export async function openWorkbook(
  bytes: Buffer,
  choice: Pick<ReadingChoice, 'sheet' | 'headerRow'> = { sheet: null, headerRow: null },
): Promise<IncidentFile> {
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
  const readLines = ({ name, path }: WorkbookSheet): AsyncGenerator<TableLine[]> =>
    readSheetRows(inflate(path), context, name);

  const chosen = await chooseSheet(sheets, readLines, choice);
  const { sheet, table } = chosen;
  const { columns, heading, headerRows, toFileRow } = table;
  const fit = (cells: readonly string[]): readonly string[] => columns.map((_, i) => cells[i] ?? '');
  return {
    columns,
    hasGeometry: false,
    saidSystem: null,
    delimiter: null,
    encoding: null,
    sheet: sheet.name,
    headerRow: heading.row,
    readShare: () => Math.min(1, inflated / Math.max(1, archive.sizeOf(sheet.path))),
    async *rows() {
      for await (const block of readLines(sheet))
        yield block.filter(({ row }) => row > heading.row).map((line) => toFileRow(line, fit));
    },
    async findChoices() {
      return { sheets: await listSheets(sheets, readLines, chosen), headerRows };
    },
  };
}
