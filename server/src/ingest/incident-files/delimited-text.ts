import Papa from 'papaparse';
import type { FileRow } from '@liaowang/shared/analysis/imports/read-row';
import { nameColumns } from './column-names.ts';
import type { ByteSource } from './file-bytes.ts';
import { FileRefused } from './file-refused.ts';
import type { IncidentFile } from './incident-file.ts';
import { createRowSplitter, type SplitRow } from './row-splitter.ts';
import { decodeText } from './text-encoding.ts';

/** Enough lines to see what stands between the cells. */
const HEAD_CHARACTERS = 65_536;
const LINES_LOOKED_AT = 50;

async function readHead(source: ByteSource, encoding: string): Promise<string> {
  let head = '';
  for await (const text of decodeText(source(), encoding)) {
    head += text;
    if (head.length >= HEAD_CHARACTERS) break;
  }
  return head.slice(0, HEAD_CHARACTERS);
}

/** What stands between the cells, and whether the first line only says so, as spreadsheets write it (`sep=;`). */
function findDelimiter(head: string): { delimiter: string; isSaid: boolean } {
  const said = /^sep=(.)\r?\n/iu.exec(head)?.[1];
  if (said !== undefined) return { delimiter: said, isSaid: true };
  // The header is what a quote gone wrong in some row cannot spoil.
  const guess = Papa.parse<string[]>(head.replaceAll('\0', ''), { preview: LINES_LOOKED_AT, skipEmptyLines: true }).meta.delimiter;
  return { delimiter: guess || ',', isSaid: false };
}

/** Opens comma-, tab- or otherwise separated text whose first line names the columns. */
export async function openDelimitedText(source: ByteSource, encoding: string): Promise<IncidentFile> {
  const { delimiter, isSaid } = findDelimiter(await readHead(source, encoding));

  async function* splitRows(): AsyncGenerator<SplitRow[]> {
    const splitter = createRowSplitter(delimiter);
    for await (const text of decodeText(source(), encoding)) yield splitter.push(text);
    yield splitter.end();
  }

  async function readHeader(): Promise<string[]> {
    let toSkip = isSaid ? 1 : 0;
    for await (const rows of splitRows()) {
      const row = rows[toSkip];
      if (row) return 'cells' in row ? row.cells : [row.broken];
      toSkip -= rows.length;
    }
    throw new FileRefused('file-empty', 'The file has no line with the names of its columns.');
  }

  const columns = nameColumns(await readHeader());
  const toFileRow = (row: SplitRow): FileRow => {
    if ('broken' in row) return { cells: [], place: null, broken: row.broken };
    const { cells } = row;
    // Spreadsheets leave empty cells behind the last column.
    const isComplete = cells.length === columns.length || (cells.length > columns.length && cells.slice(columns.length).every((cell) => cell.trim() === ''));
    return isComplete ? { cells, place: null } : { cells: [], place: null, broken: cells.join(delimiter).slice(0, 200) };
  };

  return {
    columns,
    hasGeometry: false,
    delimiter,
    readShare: () => null,
    async *rows() {
      let toSkip = isSaid ? 2 : 1;
      for await (const rows of splitRows()) {
        yield rows.slice(toSkip).map(toFileRow);
        toSkip = Math.max(0, toSkip - rows.length);
      }
    },
  };
}
