import { adjustBenjaminiHochberg } from '../../statistics/benjamini-hochberg.ts';
import { normalTwoSided } from '../../statistics/normal-distribution.ts';

/**
 * Who neighbours whom: the neighbours of place i are members[starts[i]] up to but not including members[starts[i + 1]].
 * Every place is a neighbour of itself (the star of Gi*) and is listed once.
 */
export interface NeighbourLists {
  /** One more than there are places. */
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

/** Neighbourhoods summed up, one entry a place, the place itself included. */
export interface NeighbourSums {
  /** Neighbours, the W of the formula. */
  readonly counts: Int32Array;
  /** Sum of the values of the neighbours. */
  readonly sums: Float64Array;
}

/** Gi* of every place; the arrays are equally long. */
export interface GiStar {
  /** Standard deviations above (hot) or below (cold) what is expected when values are shuffled over all places. */
  readonly z: Float64Array;
  /** Two-sided p, 0–1. */
  readonly p: Float64Array;
  /** p adjusted over all places by Benjamini–Hochberg, 0–1. */
  readonly q: Float64Array;
  /** 3 where q ≤ .01, 2 where q ≤ .05, 1 where q ≤ .10, negative if cold; else 0. */
  readonly bins: Int8Array;
}

/**
 * Getis-Ord Gi* (Ord & Getis 1995, Geographical Analysis 27, 286–306) with binary weights, themselves included,
 * and the standard deviation of the population (divisor n). Where z is undefined (all values alike, fewer than two
 * places, or a place that neighbours all) z is 0, p and q are 1 and the bin is 0. Throws RangeError if the lists do
 * not fit the values or a value is not finite.
 */
export function computeGiStar(values: Float64Array, lists: NeighbourLists): GiStar {
  return computeGiStarOfSums(values, sumNeighbours(values, lists));
}

/** The same as computeGiStar for neighbourhoods that are summed already; throws RangeError likewise. */
export function computeGiStarOfSums(values: Float64Array, neighbourhoods: NeighbourSums): GiStar {
  const z = computeGiStarScores(values, neighbourhoods);
  return assessScores(z, z.map(normalTwoSided));
}

/** Adjusts the p of all places and bins them by the sign of z. */
export function assessScores(z: Float64Array, p: Float64Array): GiStar {
  const q = adjustBenjaminiHochberg(p);
  return { z, p, q, bins: binByLevel(z, q) };
}

/** Bins of the levels .10, .05 and .01 by the sign of z. */
export function binByLevel(z: Float64Array, q: Float64Array): Int8Array {
  const bins = new Int8Array(q.length);
  for (let i = 0; i < q.length; i++)
    bins[i] = Math.sign(z[i]!) * (q[i]! <= 0.01 ? 3 : q[i]! <= 0.05 ? 2 : q[i]! <= 0.1 ? 1 : 0);
  return bins;
}

/** z of every place, 0 where it is undefined; throws RangeError if lengths differ or a value is not finite. */
export function computeGiStarScores(values: Float64Array, { counts, sums }: NeighbourSums): Float64Array {
  const n = values.length;
  if (counts.length !== n || sums.length !== n) throw new RangeError('neighbourhoods and values must be equally many');
  const z = new Float64Array(n);
  const spread = measureSpread(values);
  if (n < 2 || spread === null) return z;
  for (let i = 0; i < n; i++) {
    const neighbours = counts[i]!;
    // For binary weights S1 = W. A place that neighbours all, or none, has nothing to be compared with.
    const variance = (neighbours * (n - neighbours)) / (n - 1);
    if (variance > 0) z[i] = (sums[i]! - spread.mean * neighbours) / (spread.deviation * Math.sqrt(variance));
  }
  return z;
}

/** Counts and sums the neighbours of every place; throws RangeError if the lists do not fit the values. */
export function sumNeighbours(values: Float64Array, { starts, members }: NeighbourLists): NeighbourSums {
  const n = values.length;
  if (starts.length !== n + 1 || starts[n] !== members.length)
    throw new RangeError('lists and values must be equally many');
  const counts = new Int32Array(n);
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const end = starts[i + 1]!;
    let sum = 0;
    for (let k = starts[i]!; k < end; k++) sum += values[members[k]!]!;
    counts[i] = end - starts[i]!;
    sums[i] = sum;
  }
  return { counts, sums };
}

/** Mean and standard deviation of the population; null if all values are alike, which rounding would hide in the deviation. */
function measureSpread(values: Float64Array): { mean: number; deviation: number } | null {
  let [min, max, total] = [Infinity, -Infinity, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) throw new RangeError('values must be finite');
    min = Math.min(min, value);
    max = Math.max(max, value);
    total += value;
  }
  if (min >= max) return null;
  const mean = total / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
