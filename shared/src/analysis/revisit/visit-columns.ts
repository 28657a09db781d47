/**
 * What was seen of cells in a stretch of time, all in whole seconds from its start. A visit is a stay: stamps that follow
 * each other within `mergeSeconds` are one, and while it lasts the place is seen. Gaps lie between the end of a stay and
 * the start of the next; the waits at the ends of the stretch are none of them.
 */
export interface VisitColumns {
  cellCount: number;
  mergeSeconds: number;
  /** Start of the first stay and end of the last. Only where there are visits. */
  first: Uint32Array;
  last: Uint32Array;
  visits: Uint32Array;
  maxGap: Uint32Array;
  gapSum: Uint32Array;
  gapSquareSum: Float64Array;
}

/** The same of the cells that were seen alone, ascending: what is kept of an hour. */
export interface SeenCells {
  cells: Int32Array;
  first: Uint32Array;
  last: Uint32Array;
  visits: Uint32Array;
  maxGap: Uint32Array;
  gapSum: Uint32Array;
  gapSquareSum: Float64Array;
}

export const VISIT_DEFAULTS = {
  /** Between the fixes of a resting phone (60 s) and the next bus of the same street. */
  mergeSeconds: 60,
} as const;

const BYTES_PER_CELL = 28;

/** Bytes that {@link createVisitColumns} takes for so many cells. */
export const visitColumnsBytes = (cellCount: number): number => BYTES_PER_CELL * cellCount;

/** Columns with nothing seen; over `buffer` (of {@link visitColumnsBytes}), whatever it holds. */
export function createVisitColumns(
  cellCount: number,
  mergeSeconds: number = VISIT_DEFAULTS.mergeSeconds,
  buffer: ArrayBufferLike = new ArrayBuffer(visitColumnsBytes(cellCount)),
): VisitColumns {
  const column = (n: number) => new Uint32Array(buffer, 8 * cellCount + 4 * cellCount * n, cellCount);
  return {
    cellCount,
    mergeSeconds,
    gapSquareSum: new Float64Array(buffer, 0, cellCount),
    first: column(0),
    last: column(1),
    visits: column(2),
    maxGap: column(3),
    gapSum: column(4),
  };
}

/** Forgets what was seen. */
export function clearVisits({ first, last, visits, maxGap, gapSum, gapSquareSum }: VisitColumns): void {
  for (const column of [first, last, visits, maxGap, gapSum, gapSquareSum]) column.fill(0);
}

/** Cells `[firstCell, endCell)` are seen from second `start` to `end`. Starts must not go back from one call to the next. */
export function stampVisit(
  columns: VisitColumns,
  firstCell: number,
  endCell: number,
  start: number,
  end: number,
): void {
  const { first, last, visits, mergeSeconds } = columns;
  for (let cell = firstCell; cell < endCell; cell++) {
    if (visits[cell] === 0) {
      first[cell] = start;
      last[cell] = end;
      visits[cell] = 1;
      continue;
    }
    const gap = start - last[cell]!;
    if (gap > mergeSeconds) {
      visits[cell]!++;
      addGap(columns, cell, gap);
    }
    if (end > last[cell]!) last[cell] = end;
  }
}

/**
 * Appends what was seen in a later stretch, whose seconds count from `offsetSeconds` of this one. With it seen cells are
 * a monoid: stretches combine in order, however they are bracketed, into exactly what one stretch would have told.
 */
export function appendSeen(columns: VisitColumns, later: SeenCells, offsetSeconds: number): void {
  const { first, last, visits, maxGap, gapSum, gapSquareSum, mergeSeconds } = columns;
  for (let i = 0; i < later.cells.length; i++) {
    const cell = later.cells[i]!;
    const start = later.first[i]! + offsetSeconds;
    if (visits[cell] === 0) {
      first[cell] = start;
      visits[cell] = later.visits[i]!;
    } else {
      const gap = start - last[cell]!;
      if (gap > mergeSeconds) {
        visits[cell]! += later.visits[i]!;
        addGap(columns, cell, gap);
      } else {
        visits[cell]! += later.visits[i]! - 1;
      }
    }
    last[cell] = later.last[i]! + offsetSeconds;
    gapSum[cell]! += later.gapSum[i]!;
    gapSquareSum[cell]! += later.gapSquareSum[i]!;
    if (later.maxGap[i]! > maxGap[cell]!) maxGap[cell] = later.maxGap[i]!;
  }
}

/** The cells that were seen. */
export function collectSeen({ cellCount, visits, first, last, maxGap, gapSum, gapSquareSum }: VisitColumns): SeenCells {
  let count = 0;
  for (let cell = 0; cell < cellCount; cell++) if (visits[cell] !== 0) count++;
  const seen = createSeenCells(count);
  let i = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    if (visits[cell] === 0) continue;
    seen.cells[i] = cell;
    seen.first[i] = first[cell]!;
    seen.last[i] = last[cell]!;
    seen.visits[i] = visits[cell]!;
    seen.maxGap[i] = maxGap[cell]!;
    seen.gapSum[i] = gapSum[cell]!;
    seen.gapSquareSum[i] = gapSquareSum[cell]!;
    i++;
  }
  return seen;
}

/** Columns for so many seen cells, to be filled. */
function createSeenCells(count: number): SeenCells {
  const column = () => new Uint32Array(count);
  return {
    cells: new Int32Array(count),
    first: column(),
    last: column(),
    visits: column(),
    maxGap: column(),
    gapSum: column(),
    gapSquareSum: new Float64Array(count),
  };
}

function addGap({ maxGap, gapSum, gapSquareSum }: VisitColumns, cell: number, gap: number): void {
  gapSum[cell]! += gap;
  gapSquareSum[cell]! += gap * gap;
  if (gap > maxGap[cell]!) maxGap[cell] = gap;
}
