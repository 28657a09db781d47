import { findHeading, type TableHeading } from '@liaowang/shared/analysis/imports/find-heading';
import { createLineJudge } from '@liaowang/shared/analysis/imports/left-out-lines';
import { cutText, type FileRow } from '@liaowang/shared/analysis/imports/read-row';
import { isFilled, type TableLine } from '@liaowang/shared/analysis/imports/table-cells';
import type { ImportChoices } from '@liaowang/shared/schemas/incident-import';
import { nameColumns } from './column-names.ts';
import { FileRefused } from './file-refused.ts';

/** Filled lines among which a heading is looked for. */
const HEAD_LINES = 80;
const LINES_AFTER_ASKED = 40;
const SHOWN_LINES = 20;
const SHOWN_CELLS = 12;
const MAX_SHOWN_CELL = 60;
const MAX_LEFT_OUT = 100;

/** A sheet or text as a table: what its columns are called, and what each line below the heading is. */
export interface Table {
  columns: string[];
  heading: TableHeading;
  headerRows: NonNullable<ImportChoices['headerRows']>;
  /** The line as a row; `fit` makes cells as many as there are columns, null where they cannot be. */
  toFileRow(line: TableLine, fit: (cells: readonly string[]) => readonly string[] | null): FileRow;
}

/** The first filled lines, and those around the row that was asked for. */
export async function readHeadLines(blocks: AsyncIterable<TableLine[]>, asked: number | null): Promise<TableLine[]> {
  const head: TableLine[] = [];
  let above: TableLine | null = null;
  let after = 0;
  for await (const block of blocks) {
    for (const line of block) {
      if (asked === null || line.row < asked) {
        if (head.length < HEAD_LINES) head.push(line);
        else if (asked === null) return head;
        else above = line;
        continue;
      }
      if (above) head.push(above);
      above = null;
      head.push(line);
      if (++after > LINES_AFTER_ASKED && head.length >= HEAD_LINES) return head;
    }
  }
  return head;
}

/**
 * Finds the table in the first lines of a sheet or text, its heading where somebody chose it or where it is found.
 * @throws FileRefused `no-heading` without any line, `heading-missing` for a row that is none
 */
export function findTable(head: readonly TableLine[], asked: number | null): Table {
  const heading = findHeading(head, asked);
  if (!heading)
    throw asked === null ? new FileRefused('no-heading') : new FileRefused('heading-missing', { row: asked });
  const judge = createLineJudge(heading, head);
  const { firstColumn } = heading;
  return {
    columns: nameColumns(heading.names),
    heading,
    headerRows: head.slice(0, SHOWN_LINES).map(({ row, cells }) => ({
      row,
      cells: cells.slice(0, SHOWN_CELLS).map((cell) => cutText(cell.trim(), MAX_SHOWN_CELL)),
    })),
    toFileRow(line, fit) {
      const kind = judge(line);
      if (kind !== null)
        return {
          cells: [],
          place: null,
          leftOut: { kind, value: cutText(line.cells.filter(isFilled).join(' '), MAX_LEFT_OUT) },
        };
      const cells = fit(firstColumn === 0 ? line.cells : line.cells.slice(firstColumn));
      return cells ? { cells, place: null } : { cells: [], place: null, broken: line.cells.join(',').slice(0, 200) };
    },
  };
}
