import type { FileRow } from '@liaowang/shared/analysis/imports/read-row';
import type { TableLine } from '@liaowang/shared/analysis/imports/table-cells';
import type { ReadingChoice } from '@liaowang/shared/schemas/incident-import';
import type { ByteSource } from './file-bytes.ts';
import { findDelimiter } from './find-delimiter.ts';
import type { IncidentFile } from './incident-file.ts';
import { createRowSplitter, type SplitRow } from './row-splitter.ts';
import { findTable, readHeadLines } from './table-rows.ts';
import { decodeText, watchEncoding, type EncodingWatch } from './text-encoding.ts';

/** Enough lines to see what stands between the cells. */
const HEAD_CHARACTERS = 65_536;

async function readHead(source: ByteSource, encoding: string): Promise<string> {
  let head = '';
  for await (const text of decodeText(source(), encoding)) {
    head += text;
    if (head.length >= HEAD_CHARACTERS) break;
  }
  return head.slice(0, HEAD_CHARACTERS).replaceAll('\0', '');
}

async function watchAll(source: ByteSource): Promise<EncodingWatch> {
  const watch = watchEncoding();
  for await (const bytes of source()) {
    watch.add(bytes);
    if (watch.isFull()) break;
  }
  return watch;
}

const toLine = (row: SplitRow): TableLine => ('cells' in row ? row : { row: row.row, cells: [row.broken] });

/**
 * Opens comma-, tab- or otherwise separated text; the line that names the columns is found, or chosen.
 * @throws FileRefused `no-heading`, `heading-missing`
 */
export async function openDelimitedText(
  source: ByteSource,
  { encoding: chosen, headerRow }: ReadingChoice,
): Promise<IncidentFile> {
  const encoding = chosen ?? (await watchAll(source)).decide();
  const head = await readHead(source, encoding);
  // As spreadsheets write it for each other: a first line that only says what the separator is.
  const said = /^sep=(.)\r?\n/iu.exec(head)?.[1];
  const delimiter = said ?? findDelimiter(head);

  async function* splitRows(): AsyncGenerator<SplitRow[]> {
    const splitter = createRowSplitter(delimiter);
    for await (const text of decodeText(source(), encoding)) yield splitter.push(text);
    yield splitter.end();
  }
  async function* readLines(): AsyncGenerator<TableLine[]> {
    for await (const rows of splitRows()) yield rows.filter(({ row }) => said === undefined || row > 1).map(toLine);
  }

  const { columns, heading, headerRows, toFileRow } = findTable(await readHeadLines(readLines(), headerRow), headerRow);
  // Spreadsheets leave empty cells behind the last column.
  const fit = (cells: readonly string[]): readonly string[] | null =>
    cells.length === columns.length ||
    (cells.length > columns.length && cells.slice(columns.length).every((cell) => cell.trim() === ''))
      ? cells
      : null;
  const toRow = (row: SplitRow): FileRow =>
    'broken' in row ? { cells: [], place: null, broken: row.broken } : toFileRow(row, fit);

  return {
    columns,
    hasGeometry: false,
    saidSystem: null,
    delimiter,
    encoding,
    sheet: null,
    headerRow: heading.row,
    readShare: () => null,
    async *rows() {
      for await (const rows of splitRows()) {
        // All but the first few blocks lie below the heading.
        const below = rows[0] && rows[0].row > heading.row ? rows : rows.filter(({ row }) => row > heading.row);
        yield below.map(toRow);
      }
    },
    async findChoices() {
      return { headerRows, encodings: (await watchAll(source)).rate(encoding) };
    },
  };
}
