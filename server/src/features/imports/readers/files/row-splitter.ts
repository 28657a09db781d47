/** A row of delimited text, numbered from 1 with blank ones counted: its cells, or how one begins that cannot be told apart. */
export type SplitRow = { row: number; cells: string[] } | { row: number; broken: string };

/** Splits delimited text (RFC 4180) into rows as it comes. */
export interface RowSplitter {
  push(text: string): SplitRow[];
  /** The last row, where the text does not end in a line end. */
  end(): SplitRow[];
}

/** A spreadsheet's cell holds no more; a quote that is open for longer was never meant to be closed. */
const MAX_QUOTED = 32_767;
/** What is kept of a cell. */
const MAX_CELL = 10_000;
/** A line without an end is no line of a table. */
const MAX_ROW = 1_048_576;
const MAX_SHOWN = 200;

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Not papaparse, which reads everything since an unclosed quote again with each piece of the file: here such a quote
 * costs its own line, and the rows after it are read. Line ends may be LF, CR LF or CR; empty lines are left out, and counted.
 */
export function createRowSplitter(delimiter: string): RowSplitter {
  const separator = delimiter.charCodeAt(0);
  let rest = '';
  /** Inside a line that was given up as too long: everything up to its end is dropped. */
  let isSkipping = false;
  let rowsBefore = 0;

  /** Where the next line begins; null when that is not known yet. */
  function afterLineEnd(text: string, at: number, isLast: boolean): number | null {
    if (text.charCodeAt(at) === LF) return at + 1;
    if (at + 1 < text.length) return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
    return isLast ? at + 1 : null;
  }

  function findLineEnd(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LF || code === CR) return at;
    }
    return -1;
  }

  /** The cells at `start` (null: blank; a text: broken, it begins so) and where the next row begins; null when more text is needed. */
  function splitAt(
    text: string,
    start: number,
    isLast: boolean,
  ): { found: string[] | string | null; next: number } | null {
    const cells: string[] = [];
    let at = start;
    for (;;) {
      let cell: string;
      let isStray = false;
      if (text.charCodeAt(at) === QUOTE) {
        let close = at + 1;
        for (; ; close += 2) {
          close = text.indexOf('"', close);
          if (close === -1 || text.charCodeAt(close + 1) !== QUOTE) break;
        }
        if (close - at > MAX_QUOTED || (close === -1 && (isLast || text.length - at > MAX_QUOTED)))
          return giveUpLine(text, start, isLast);
        if (close === -1 || (close + 1 === text.length && !isLast)) return null;
        cell = text.slice(at + 1, close).replaceAll('""', '"');
        at = close + 1;
      } else cell = '';
      const plainFrom = at;
      while (at < text.length) {
        const code = text.charCodeAt(at);
        if (code === separator || code === LF || code === CR) break;
        at++;
      }
      if (at === text.length && !isLast) return null;
      if (plainFrom < at) {
        isStray = cell !== '' && text.slice(plainFrom, at).trim() !== '';
        cell += text.slice(plainFrom, at);
      }
      // Signs after a closing quote: the quotes are wrong, and so may be where the cells end.
      if (isStray) return giveUpLine(text, start, isLast);
      cells.push(cell.length > MAX_CELL ? cell.slice(0, MAX_CELL) : cell);
      if (at < text.length && text.charCodeAt(at) === separator) {
        at++;
        continue;
      }
      const next = at === text.length ? at : afterLineEnd(text, at, isLast);
      if (next === null) return null;
      return { found: cells.length === 1 && cells[0]!.trim() === '' ? null : cells, next };
    }
  }

  function giveUpLine(text: string, start: number, isLast: boolean): { found: string; next: number } | null {
    const end = findLineEnd(text, start);
    // How it begins is shown, however the text is cut into pieces.
    if (end === -1 && !isLast && text.length - start < MAX_SHOWN) return null;
    const found = text.slice(start, Math.min(start + MAX_SHOWN, end === -1 ? text.length : end));
    if (end === -1) {
      isSkipping = !isLast;
      return { found, next: text.length };
    }
    const next = afterLineEnd(text, end, isLast);
    return next === null ? null : { found, next };
  }

  function split(text: string, isLast: boolean): SplitRow[] {
    const rows: SplitRow[] = [];
    let start = 0;
    if (isSkipping) {
      const end = findLineEnd(text, 0);
      const next = end === -1 ? null : afterLineEnd(text, end, isLast);
      if (next === null) {
        rest = end === -1 ? '' : text.slice(end);
        return rows;
      }
      isSkipping = false;
      start = next;
    }
    while (start < text.length) {
      const piece =
        splitAt(text, start, isLast) ?? (text.length - start > MAX_ROW ? giveUpLine(text, start, isLast) : null);
      if (!piece) break;
      const { found, next } = piece;
      rowsBefore++;
      if (typeof found === 'string') rows.push({ row: rowsBefore, broken: found });
      else if (found) rows.push({ row: rowsBefore, cells: found });
      start = next;
    }
    rest = text.slice(start);
    return rows;
  }

  return {
    push: (text) => split(rest + text.replaceAll('\0', ''), false),
    end: () => split(rest, true),
  };
}
