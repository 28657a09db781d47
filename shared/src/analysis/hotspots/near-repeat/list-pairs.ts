import { createBands, findFiniteBands } from './bands.ts';
import type { DatedPoints, NearRepeatBreaks } from './knox-test.ts';
import { measureStep, type PlaneMetric } from './plane-distance.ts';
import { findSpacePairs } from './space-pairs.ts';

/** Two events close in space and time; the arrays are equally long, one entry a pair. */
export interface NearPairs {
  /** Numbers of the events, the earlier one first. */
  readonly earlier: Int32Array;
  readonly later: Int32Array;
  readonly meters: Float64Array;
  readonly days: Float64Array;
  /** How many pairs there are in all: more than are listed where they are too many. */
  readonly pairCount: number;
}

/**
 * The pairs that the finite bands of a Knox table count, by band of distance, those of the nearest first, at most `most`. Same
 * half-open bands as computeKnoxInSteps; throws RangeError likewise.
 */
export function listNearPairs(
  { xs, ys, timesDays }: DatedPoints,
  { spaceBreaksMeters, timeBreaksDays }: NearRepeatBreaks,
  metric: PlaneMetric,
  most: number,
): NearPairs {
  const reachDays = findFiniteBands(createBands(timeBreaksDays)).at(-1)!.before;
  const datedXs = Float64Array.from(xs, (x, i) => (Number.isFinite(timesDays[i]!) ? x : Number.NaN));
  const { order, starts, partners } = findSpacePairs(
    { xs: datedXs, ys },
    findFiniteBands(createBands(spaceBreaksMeters)),
    metric,
  );
  const earlier: number[] = [];
  const later: number[] = [];
  let pairCount = 0;
  for (const [band, ends] of starts.entries()) {
    for (let a = 0; a < order.length; a++) {
      for (let k = ends[a]!; k < ends[a + 1]!; k++) {
        const [first, second] = [order[a]!, order[partners[band]![k]!]!];
        const days = timesDays[second]! - timesDays[first]!;
        if (Math.abs(days) >= reachDays) continue;
        pairCount++;
        if (earlier.length >= most) continue;
        earlier.push(days < 0 ? second : first);
        later.push(days < 0 ? first : second);
      }
    }
  }
  return {
    earlier: Int32Array.from(earlier),
    later: Int32Array.from(later),
    meters: Float64Array.from(earlier, (event, pair) =>
      measureStep(xs[later[pair]!]! - xs[event]!, ys[later[pair]!]! - ys[event]!, metric),
    ),
    days: Float64Array.from(earlier, (event, pair) => timesDays[later[pair]!]! - timesDays[event]!),
    pairCount,
  };
}
