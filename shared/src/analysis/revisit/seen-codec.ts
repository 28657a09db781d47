import type { SeenCells } from './visit-columns.ts';

/*
 * Seen cells of at most an hour as bytes, to be deflated: count (u32), then column by column, each as planes of its
 * lowest bytes, of its second lowest and so on, since neighbouring cells are seen together and differ in the low bytes:
 * steps between cells (3 bytes), first, last, visits (2); maxGap (2) of cells with two visits or more; gapSum (2) and
 * gapSquareSum (4) of cells with three or more: with fewer they follow from maxGap. 3600² fits into four bytes.
 */

const STEP_BYTES = 3;
const SECOND_BYTES = 2;
const SQUARE_BYTES = 4;

/** Bytes of seen cells; {@link decodeSeen} gives back the same. Seconds must be below 65,536 and cells below 2²⁴. */
export function encodeSeen(seen: SeenCells): Uint8Array {
  const { cells, first, last, visits, maxGap, gapSum, gapSquareSum } = seen;
  const repeated = indexesWith(visits, 2);
  const often = indexesWith(visits, 3);
  const bytes = new Uint8Array(
    4 +
      cells.length * (STEP_BYTES + 3 * SECOND_BYTES) +
      repeated.length * SECOND_BYTES +
      often.length * (SECOND_BYTES + SQUARE_BYTES),
  );
  let offset = 0;
  const put = (size: number, values: Uint32Array) => {
    for (let plane = 0; plane < size; plane++, offset += values.length) {
      for (let i = 0; i < values.length; i++) bytes[offset + i] = values[i]! >>> (8 * plane);
    }
  };
  put(4, Uint32Array.of(cells.length));
  put(
    STEP_BYTES,
    Uint32Array.from(cells, (cell, i) => cell - (i === 0 ? 0 : cells[i - 1]!)),
  );
  for (const column of [first, last, visits]) put(SECOND_BYTES, column);
  put(
    SECOND_BYTES,
    repeated.map((i) => maxGap[i]!),
  );
  put(
    SECOND_BYTES,
    often.map((i) => gapSum[i]!),
  );
  put(
    SQUARE_BYTES,
    often.map((i) => gapSquareSum[i]!),
  );
  return bytes;
}

/** The seen cells of {@link encodeSeen}'s bytes. Throws RangeError for bytes that are too short or too long. */
export function decodeSeen(bytes: Uint8Array): SeenCells {
  let offset = 0;
  const take = (size: number, count: number): Uint32Array => {
    if (offset + size * count > bytes.length) throw new RangeError('Seen cells are cut short');
    const values = new Uint32Array(count);
    for (let plane = 0; plane < size; plane++, offset += count) {
      for (let i = 0; i < count; i++) values[i]! |= bytes[offset + i]! << (8 * plane);
    }
    return values;
  };
  const [count = 0] = take(4, 1);
  if (count * (STEP_BYTES + 3 * SECOND_BYTES) > bytes.length) throw new RangeError('Seen cells are cut short');
  const cells = Int32Array.from(take(STEP_BYTES, count));
  for (let i = 1; i < count; i++) cells[i]! += cells[i - 1]!;
  const first = take(SECOND_BYTES, count);
  const last = take(SECOND_BYTES, count);
  const visits = take(SECOND_BYTES, count);
  const seen: SeenCells = {
    cells,
    first,
    last,
    visits,
    maxGap: new Uint32Array(count),
    gapSum: new Uint32Array(count),
    gapSquareSum: new Float64Array(count),
  };
  const repeated = indexesWith(visits, 2);
  const gaps = take(SECOND_BYTES, repeated.length);
  for (let k = 0; k < repeated.length; k++) {
    const i = repeated[k]!;
    const gap = gaps[k]!;
    seen.maxGap[i] = gap;
    seen.gapSum[i] = gap;
    seen.gapSquareSum[i] = gap * gap;
  }
  const often = indexesWith(visits, 3);
  const sums = take(SECOND_BYTES, often.length);
  const squares = take(SQUARE_BYTES, often.length);
  for (let k = 0; k < often.length; k++) {
    seen.gapSum[often[k]!] = sums[k]!;
    seen.gapSquareSum[often[k]!] = squares[k]!;
  }
  if (offset !== bytes.length) throw new RangeError('Seen cells have bytes left over');
  return seen;
}

/** Where a column is at least `least`. */
function indexesWith(column: Uint32Array, least: number): Uint32Array {
  let count = 0;
  for (let i = 0; i < column.length; i++) if (column[i]! >= least) count++;
  const indexes = new Uint32Array(count);
  let next = 0;
  for (let i = 0; i < column.length; i++) if (column[i]! >= least) indexes[next++] = i;
  return indexes;
}
