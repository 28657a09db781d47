import type { Band } from './bands.ts';

/** The graph of the pairs in one band, as far as moments need it. */
export interface BandGraph {
  /** Pairs in the band. */
  readonly pairs: number;
  /**
   * Pairs of the graph that the variance is computed from, and how many pairs of these share an event. For an open band
   * it is the graph of all other pairs: what is in one is not in the other, so both vary alike, and its small figures
   * keep the digits that the large ones of the open band would lose.
   */
  readonly variedPairs: number;
  readonly sharedPairs: number;
}

/** Mean and standard deviation of the number of pairs in a spatial and a temporal band. */
export interface KnoxMoments {
  readonly mean: number;
  readonly standardDeviation: number;
}

/** The graphs of bands from the degrees of the events in the finite ones. */
export function computeBandGraphs(
  bands: readonly Band[],
  finiteDegrees: readonly ArrayLike<number>[],
  eventCount: number,
): BandGraph[] {
  const union = new Float64Array(eventCount);
  for (const degrees of finiteDegrees) for (let i = 0; i < eventCount; i++) union[i]! += degrees[i]!;
  const inFiniteBands = sumDegrees(union);
  return bands.map((_, i) => {
    const degrees = finiteDegrees[i];
    const varied = degrees ? sumDegrees(degrees) : inFiniteBands;
    return {
      pairs: degrees ? varied.pairs : countAllPairs(eventCount) - varied.pairs,
      variedPairs: varied.pairs,
      sharedPairs: varied.sharedPairs,
    };
  });
}

/**
 * Exact mean and standard deviation over all permutations of the event times over the places (Barton & David 1966;
 * Mantel 1967). 0 where there are too few events for a pair.
 */
export function computeKnoxMoments(space: BandGraph, time: BandGraph, eventCount: number): KnoxMoments {
  const n = eventCount;
  const allPairs = countAllPairs(n);
  const variedMean = shareOf(space.variedPairs * time.variedPairs, allPairs);
  const shared = shareOf(space.sharedPairs * time.sharedPairs, allPairs * (n - 2));
  const disjoint = shareOf(countDisjoint(space) * countDisjoint(time), (allPairs * (n - 2) * (n - 3)) / 4);
  const variance = variedMean + 2 * shared + 2 * disjoint - variedMean * variedMean;
  return { mean: shareOf(space.pairs * time.pairs, allPairs), standardDeviation: Math.sqrt(Math.max(0, variance)) };
}

function countAllPairs(eventCount: number): number {
  return (eventCount * eventCount - eventCount) / 2;
}

function sumDegrees(degrees: ArrayLike<number>): { pairs: number; sharedPairs: number } {
  let twicePairs = 0;
  let twiceShared = 0;
  for (let i = 0; i < degrees.length; i++) {
    twicePairs += degrees[i]!;
    twiceShared += degrees[i]! * (degrees[i]! - 1);
  }
  return { pairs: twicePairs / 2, sharedPairs: twiceShared / 2 };
}

function countDisjoint({ variedPairs, sharedPairs }: BandGraph): number {
  return (variedPairs * (variedPairs - 1)) / 2 - sharedPairs;
}

function shareOf(amount: number, ways: number): number {
  return ways > 0 ? amount / ways : 0;
}
