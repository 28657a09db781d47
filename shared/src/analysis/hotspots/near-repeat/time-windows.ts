import type { Band } from './bands.ts';

/** Who is less than a number of days away from whom, by rank: the events in order of time, numbered from 0. */
export interface TimeWindows {
  /** The first and the last rank within reach of each rank, itself included. */
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
}

/** The windows of the upper bound of each finite temporal band; `sortedDays` ascend. */
export function findTimeWindows(sortedDays: Float64Array, finiteBands: readonly Band[]): TimeWindows[] {
  return finiteBands.map(({ before }) => {
    const firsts = new Int32Array(sortedDays.length);
    const lasts = new Int32Array(sortedDays.length);
    let first = 0;
    let end = 0;
    for (let rank = 0; rank < sortedDays.length; rank++) {
      while (sortedDays[rank]! - sortedDays[first]! >= before) first++;
      while (end < sortedDays.length && sortedDays[end]! - sortedDays[rank]! < before) end++;
      firsts[rank] = first;
      lasts[rank] = end - 1;
    }
    return { firsts, lasts };
  });
}

/** How many other events are in each band of each rank; one array a band. */
export function computeTimeDegrees(windows: readonly TimeWindows[]): Int32Array[] {
  return windows.map(({ firsts, lasts }, band) => {
    const nearer = windows[band - 1];
    return firsts.map(
      (first, rank) => lasts[rank]! - first - (nearer ? nearer.lasts[rank]! - nearer.firsts[rank]! : 0),
    );
  });
}
