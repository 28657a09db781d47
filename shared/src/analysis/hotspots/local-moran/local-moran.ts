import type { NeighbourSums } from '../gi-star/gi-star.ts';
import { adjustBenjaminiHochberg } from '../../statistics/benjamini-hochberg.ts';
import { countPermutedSums } from './permuted-sums.ts';

/** What a place is beside its neighbours: the first word is of the place, the second of its neighbours' mean. */
export const MORAN_CLUSTERS = ['high-high', 'high-low', 'low-high', 'low-low'] as const;
export type MoranCluster = (typeof MORAN_CLUSTERS)[number];

/** Local Moran's I; the arrays are equally long, one entry a place. */
export interface LocalMoran {
  readonly i: Float64Array;
  /** Pseudo-p of the neighbours' mean on its side of the city's mean: (draws as far out or further + 1) / (draws + 1). */
  readonly p: Float64Array;
  /** p adjusted over all places by Benjamini–Hochberg, high and low neighbours each for themselves. */
  readonly q: Float64Array;
  /** Null where a place or its neighbours are at the mean, or it has no neighbours. */
  readonly clusters: readonly (MoranCluster | null)[];
  /** Draws that were made. */
  readonly permutations: number;
}

interface LocalMoranOptions {
  readonly permutations: number;
  /** Seeded generator of numbers in [0, 1). */
  readonly random: () => number;
  /** Hears the share of the permutations that is done, 0–1. */
  readonly onShare?: ((share: number) => void) | undefined;
}

/**
 * Local Moran's I (Anselin 1995, Geographical Analysis 27, 93–115) with row-standardised weights, a place not its own
 * neighbour: I = (x − mean) / m₂ × (mean of the neighbours − mean), m₂ the variance of the population (divisor n), as
 * spdep's localmoran and, but for a factor (n − 1) / n, esda's Moran_Local. Binary weights multiply the row of a place by
 * its number of neighbours, which changes I but neither p nor cluster.
 *
 * p is that of conditional permutation, one-sided. Draws that equal what was observed count for both sides; esda and spdep
 * fold the count of one side, which makes ties of few counts look rarer on the other. `neighbourhoods` hold the place
 * itself, as those of Gi* do. Where all values are alike I is 0 and p 1.
 */
export function computeLocalMoran(
  values: Float64Array,
  neighbourhoods: NeighbourSums,
  { permutations: asked, random, onShare }: LocalMoranOptions,
): LocalMoran {
  const n = values.length;
  const neighbourCounts = neighbourhoods.counts.map((count) => count - 1);
  const neighbourSums = neighbourhoods.sums.map((sum, place) => sum - values[place]!);
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
  const isFlat = values.every((value) => value === values[0]);
  const { permutations, atLeast, atMost } = countPermutedSums({
    values,
    neighbourCounts,
    neighbourSums,
    permutations: asked,
    random,
    onShare,
  });

  const i = new Float64Array(n);
  const lags = new Float64Array(n);
  for (let place = 0; place < n; place++) {
    if (isFlat || neighbourCounts[place] === 0) continue;
    lags[place] = neighbourSums[place]! / neighbourCounts[place]! - mean;
    i[place] = ((values[place]! - mean) / variance) * lags[place]!;
  }
  const tail = (counts: Float64Array): Float64Array =>
    counts.map((count, place) => (isFlat || neighbourCounts[place] === 0 ? 1 : (count + 1) / (permutations + 1)));
  const [above, below] = [tail(atLeast), tail(atMost)];
  const [qAbove, qBelow] = [adjustBenjaminiHochberg(above), adjustBenjaminiHochberg(below)];
  const pick = (ofHigh: Float64Array, ofLow: Float64Array): Float64Array =>
    Float64Array.from(lags, (lag, place) => (lag > 0 ? ofHigh[place]! : lag < 0 ? ofLow[place]! : 1));
  return {
    i,
    p: pick(above, below),
    q: pick(qAbove, qBelow),
    clusters: Array.from(lags, (lag, place) => (isFlat ? null : nameCluster(values[place]! - mean, lag))),
    permutations,
  };
}

function nameCluster(deviation: number, lag: number): MoranCluster | null {
  if (deviation === 0 || lag === 0) return null;
  return `${deviation > 0 ? 'high' : 'low'}-${lag > 0 ? 'high' : 'low'}`;
}
