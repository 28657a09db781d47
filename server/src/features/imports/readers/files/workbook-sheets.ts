import { guessColumns } from '@liaowang/shared/analysis/imports/guess-columns';
import type { TableLine } from '@liaowang/shared/analysis/imports/table-cells';
import type { ImportChoices } from '@liaowang/shared/schemas/incident-import';
import { FileRefused } from './file-refused.ts';
import { findTable, readHeadLines, type Table } from './table-rows.ts';
import type { WorkbookSheet } from './workbook-parts.ts';

type ReadLines = (sheet: WorkbookSheet) => AsyncIterable<TableLine[]>;

/** A sheet and the table in it. */
export interface ChosenSheet {
  sheet: WorkbookSheet;
  table: Table;
}

/** Sheets of a workbook that are looked into for the one with the register. */
const SHEETS_LOOKED_AT = 40;
/** Rows of a sheet that are counted, and of all of them together. */
const MAX_COUNTED = 20_000;
const MAX_COUNTED_TOGETHER = 60_000;
/** A register says when and where; a table of anything else (codes, units, people) says neither. */
const DATE_WEIGHT = 2;
const PLACE_WEIGHT = 2;
const TABLE_WEIGHT = 1;

const isBelow =
  ({ heading }: Table) =>
  (line: TableLine): boolean =>
    line.row > heading.row;

/** How much the sheet looks like a register: 0 for one without a table of several columns and a row. */
function rateTable(table: Table, head: readonly TableLine[]): number {
  const rows = head
    .filter(isBelow(table))
    .map((line) => table.toFileRow(line, (cells) => cells))
    .filter(({ leftOut }) => !leftOut);
  if (table.heading.names.filter((name) => name.trim() !== '').length < 2 || rows.length === 0) return 0;
  const guess = guessColumns(
    table.columns.map((name, i) => ({ name, cells: rows.map(({ cells }) => cells[i] ?? '') })),
    false,
  );
  return (
    TABLE_WEIGHT +
    (guess.date === null ? 0 : DATE_WEIGHT) +
    (guess.lng === null || guess.lat === null ? 0 : PLACE_WEIGHT)
  );
}

/**
 * The sheet that was asked for, or the one that looks most like a register, of equal ones the first; a hidden one only
 * where no visible one holds anything.
 * @throws FileRefused `sheet-missing`, `no-cells`, `heading-missing`
 */
export async function chooseSheet(
  sheets: readonly WorkbookSheet[],
  readLines: ReadLines,
  asked: { sheet: string | null; headerRow: number | null },
): Promise<ChosenSheet> {
  if (asked.sheet !== null) {
    const sheet = sheets.find(({ name }) => name === asked.sheet);
    if (!sheet) throw new FileRefused('sheet-missing', { sheet: asked.sheet });
    const head = await readHeadLines(readLines(sheet), asked.headerRow);
    if (head.length === 0) throw new FileRefused('no-cells');
    return { sheet, table: findTable(head, asked.headerRow) };
  }
  for (const isHidden of [false, true]) {
    let best: { sheet: WorkbookSheet; rating: number } | null = null;
    for (const sheet of sheets.filter((each) => each.isHidden === isHidden).slice(0, SHEETS_LOOKED_AT)) {
      const head = await readHeadLines(readLines(sheet), null);
      if (head.length === 0) continue;
      const rating = rateTable(findTable(head, null), head);
      if (!best || rating > best.rating) best = { sheet, rating };
    }
    if (best)
      return {
        sheet: best.sheet,
        table: findTable(await readHeadLines(readLines(best.sheet), asked.headerRow), asked.headerRow),
      };
  }
  throw new FileRefused('no-cells');
}

/** What there is to choose from: every sheet with cells of its own, and how many rows stand below its heading. */
export async function listSheets(
  sheets: readonly WorkbookSheet[],
  readLines: ReadLines,
  chosen: ChosenSheet,
): Promise<NonNullable<ImportChoices['sheets']>> {
  const listed: NonNullable<ImportChoices['sheets']> = [];
  let counted = 0;
  for (const sheet of sheets) {
    let rows = 0;
    const head = counted < MAX_COUNTED_TOGETHER ? await readHeadLines(readLines(sheet), null) : [];
    if (head.length > 0) {
      const table = sheet === chosen.sheet ? chosen.table : findTable(head, null);
      const isData = isBelow(table);
      for await (const block of readLines(sheet)) {
        rows += block.filter((line) => isData(line) && !table.toFileRow(line, (cells) => cells).leftOut).length;
        if (rows >= MAX_COUNTED) break;
      }
    }
    rows = Math.min(rows, MAX_COUNTED);
    counted += rows;
    listed.push({ name: sheet.name, isHidden: sheet.isHidden, rows });
  }
  return listed;
}
