import { clearVisits, type VisitColumns } from './visit-columns.ts';

/** Sums of the stretches of a window, so far; seconds count from the window's start. */
export interface WindowTotals {
  cellCount: number;
  /** One more than the second last seen; 0 = never. */
  lastSeen: Uint32Array;
  visits: Uint32Array;
  gapCount: Uint32Array;
  gapSum: Uint32Array;
  /** With the waits at the ends of each stretch, as is `squareSum`. */
  maxGap: Uint32Array;
  squareSum: Float64Array;
}

const BYTES_PER_CELL = 28;

/** Bytes that {@link createWindowTotals} takes for so many cells. */
export const windowTotalsBytes = (cellCount: number): number => BYTES_PER_CELL * cellCount;

/** Totals over a buffer (of {@link windowTotalsBytes}), whatever it holds. */
export function createWindowTotals(
  cellCount: number,
  buffer: ArrayBufferLike = new ArrayBuffer(windowTotalsBytes(cellCount)),
): WindowTotals {
  const column = (n: number) => new Uint32Array(buffer, 8 * cellCount + 4 * cellCount * n, cellCount);
  return {
    cellCount,
    squareSum: new Float64Array(buffer, 0, cellCount),
    lastSeen: column(0),
    visits: column(1),
    gapCount: column(2),
    gapSum: column(3),
    maxGap: column(4),
  };
}

/**
 * Ends a stretch of a window: adds what was seen in it, with the waits before the first and after the last visit, and
 * clears the columns for the next. Gaps never run from one stretch into another: the hours between are not asked about.
 */
export function closeStretch(
  totals: WindowTotals,
  columns: VisitColumns,
  startSecond: number,
  endSecond: number,
): void {
  const { lastSeen, visits, gapCount, gapSum, maxGap, squareSum, cellCount } = totals;
  for (let cell = 0; cell < cellCount; cell++) {
    const count = columns.visits[cell]!;
    const before = (count === 0 ? endSecond : columns.first[cell]!) - startSecond;
    const after = count === 0 ? 0 : endSecond - columns.last[cell]!;
    squareSum[cell]! += before * before + after * after + columns.gapSquareSum[cell]!;
    maxGap[cell] = Math.max(maxGap[cell]!, before, after, columns.maxGap[cell]!);
    if (count === 0) continue;
    lastSeen[cell] = columns.last[cell]! + 1;
    visits[cell]! += count;
    gapCount[cell]! += count - 1;
    gapSum[cell]! += columns.gapSum[cell]!;
  }
  clearVisits(columns);
}

/** The measures of a window's cells, in seconds; see REVISIT_MEASURES. */
export interface WindowMeasures {
  cellCount: number;
  /** Length of all stretches. */
  totalSeconds: number;
  visits: Uint32Array;
  /** From last seen to the window's end; NaN = never. */
  age: Float32Array;
  /** NaN where there are less than two visits in any stretch. */
  meanGap: Float32Array;
  maxGap: Uint32Array;
  /** Σ gap² / 2T with the waits at the ends: the mean time since the last visit, the start of a stretch taken for one. */
  meanAge: Float32Array;
}

/** The measures of a window whose stretches have all been closed: `totalSeconds` long together, the last one ending at `endSecond`. */
export function computeMeasures(
  { cellCount, lastSeen, visits, gapCount, gapSum, maxGap, squareSum }: WindowTotals,
  totalSeconds: number,
  endSecond: number,
): WindowMeasures {
  const age = new Float32Array(cellCount);
  const meanGap = new Float32Array(cellCount);
  const meanAge = new Float32Array(cellCount);
  for (let cell = 0; cell < cellCount; cell++) {
    age[cell] = lastSeen[cell] === 0 ? Number.NaN : endSecond - (lastSeen[cell]! - 1);
    meanGap[cell] = gapSum[cell]! / gapCount[cell]!;
    meanAge[cell] = squareSum[cell]! / (2 * totalSeconds);
  }
  return { cellCount, totalSeconds, visits: visits.slice(), age, meanGap, maxGap: maxGap.slice(), meanAge };
}
