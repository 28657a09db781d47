import type { TableLine } from '@liaowang/shared/analysis/imports/table-cells';
import { MAX_COLUMNS, cleanText } from './column-names.ts';
import { MAX_CELL, toCellText } from './feature-rows.ts';
import { damagedWorkbook } from './file-refused.ts';
import type { WorkbookStyles } from './workbook-styles.ts';
import { createXmlReader } from './xml-reader.ts';

/** The last column (XFD) and row that a sheet has: ECMA-376 part 1, and what every program keeps to. */
const LAST_COLUMN = 16_384;
const LAST_ROW = 1_048_576;
const ADDRESS = /^(?<letters>[A-Z]{1,3})(?<digits>[1-9]\d{0,6})$/u;
const ROW_NUMBER = /^[1-9]\d{0,6}$/u;
/** Days from 1899-12-30 to 1970-01-01, and from there to 1904-01-01. */
const SERIAL_OF_1970 = 25_569;
const DAYS_TO_1904 = 1_462;
const DAY_MS = 86_400_000;
/** How text writes what XML cannot: `_x000D_` is a carriage return. */
const ESCAPED = /_x(?<hex>[0-9A-Fa-f]{4})_/gu;

/** What the cells of a sheet refer to. */
export interface SheetContext {
  sharedStrings: readonly string[];
  styles: WorkbookStyles;
  /** Dates count from 1904, as on old Macs. */
  isDate1904: boolean;
}

/** Text of a cell or shared string as people see it. */
export const unescapeText = (text: string): string =>
  text.includes('_x') ? text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

/** Zero-based column of a cell's address in `row`. */
function readColumn(address: string, sheet: string): number {
  const groups = ADDRESS.exec(address)?.groups;
  let column = 0;
  for (const letter of groups?.['letters'] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  if (!groups || column > LAST_COLUMN || Number(groups['digits']) > LAST_ROW) throw damagedWorkbook(sheet);
  return column - 1;
}

function readValue(
  type: string,
  style: string | undefined,
  raw: string,
  { sharedStrings, styles, isDate1904 }: SheetContext,
): string {
  switch (type) {
    case 's':
      return sharedStrings[Number(raw)] ?? '';
    case 'b':
      return raw.trim() === '1' || raw.trim() === 'true' ? 'true' : 'false';
    // An error is no value.
    case 'e':
      return '';
    // An ISO 8601 date: without an offset it is the city's clock, like any other text.
    case 'd':
      return raw;
    case 'str':
    case 'inlineStr':
      return cleanText(unescapeText(raw)).slice(0, MAX_CELL);
    default: {
      const number = Number(raw);
      if (raw.trim() === '' || Number.isNaN(number)) return '';
      if (!styles.isDate(style)) return String(number);
      return toCellText(new Date((number - SERIAL_OF_1970 + (isDate1904 ? DAYS_TO_1904 : 0)) * DAY_MS));
    }
  }
}

/**
 * The rows of a sheet that hold anything, in the order of the file, as it is inflated. However far apart two cells lie,
 * only what is there takes memory: a row's cells end with its last filled one, and those beyond {@link MAX_COLUMNS} are
 * left out.
 * @throws FileRefused for XML that is broken, and for addresses that no sheet has
 */
export async function* readSheetRows(
  pieces: AsyncIterable<Uint8Array>,
  context: SheetContext,
  sheet: string,
): AsyncGenerator<TableLine[]> {
  let rows: TableLine[] = [];
  let rowCount = 0;
  let row = 0;
  let cells: string[] = [];
  let isFilled = false;
  let isInData = false;
  let hasEnded = false;
  let column = -1;
  let cell: { type: string; style: string | undefined; raw: string } | null = null;
  /** Inside what is a cell's value, and not a formula or how a word is pronounced. */
  let isInValue = false;
  let isInPhonetic = false;

  const reader = createXmlReader(sheet, {
    open(name, attribute) {
      if (name === 'sheetData') isInData = true;
      else if (!isInData) return;
      else if (name === 'row') {
        const number = attribute('r');
        if ((number !== undefined && !(ROW_NUMBER.test(number) && Number(number) <= LAST_ROW)) || ++rowCount > LAST_ROW)
          throw damagedWorkbook(sheet);
        row = number === undefined ? row + 1 : Number(number);
        cells = [];
        isFilled = false;
        column = -1;
      } else if (name === 'c') {
        const address = attribute('r');
        column = address === undefined ? column + 1 : readColumn(address, sheet);
        if (column >= LAST_COLUMN) throw damagedWorkbook(sheet);
        cell = { type: attribute('t') ?? 'n', style: attribute('s'), raw: '' };
      } else if (name === 'rPh') isInPhonetic = true;
      else if (name === 'v' || name === 't') isInValue = true;
    },
    text(text) {
      if (cell && isInValue && !isInPhonetic) cell.raw += text;
    },
    close(name) {
      if (!isInData) return;
      if (name === 'v' || name === 't') isInValue = false;
      else if (name === 'rPh') isInPhonetic = false;
      else if (name === 'c' && cell) {
        const value = cell.raw === '' ? '' : readValue(cell.type, cell.style, cell.raw, context);
        cell = null;
        if (value === '') return;
        isFilled = true;
        if (column >= MAX_COLUMNS) return;
        while (cells.length < column) cells.push('');
        cells[column] = value;
      } else if (name === 'row' && isFilled) rows.push({ row, cells });
      else if (name === 'sheetData') {
        isInData = false;
        hasEnded = true;
      }
    },
  });

  for await (const piece of pieces) {
    reader.push(piece);
    if (rows.length > 0) {
      const block = rows;
      rows = [];
      yield block;
    }
    // What follows the cells (merged ranges, conditions, pictures) is not needed, and is not inflated.
    if (hasEnded) return;
  }
  reader.end();
}
