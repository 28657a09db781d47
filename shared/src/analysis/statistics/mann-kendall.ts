import { normalTwoSided } from './normal-distribution.ts';

/** A test of whether a series goes up or down; the values it knows are numbered by their place in the series. */
export interface MannKendall {
  /** Values that are known, n. */
  readonly count: number;
  /** Pairs that rise less pairs that fall. */
  readonly s: number;
  /** Variance of s if there is no trend, corrected for ties. */
  readonly variance: number;
  /** Positive if the series rises; corrected for continuity. */
  readonly z: number;
  /** Two-sided, 0–1. */
  readonly p: number;
  /** s over the number of pairs, −1 to 1; null below two values. */
  readonly tauA: number | null;
  /** s over the number of pairs without ties, −1 to 1; null if all values are equal. */
  readonly tauB: number | null;
}

/** A straight line through a series: intercept + slopePerStep × place, the first place being 0. */
export interface TheilSenLine {
  readonly slopePerStep: number;
  readonly intercept: number;
}

/**
 * Mann–Kendall trend test of equally spaced values (Mann 1945, Kendall 1975; tie correction and continuity correction
 * as in Gilbert 1987, §16.4). Values that are not finite are missing: they are left out of the pairs. Below two values,
 * or if all are equal, there is no trend: z is 0, p is 1. The number of pairs is quadratic: meant for up to some
 * thousand values. Neighbouring values that depend on each other make p too small.
 */
export function computeMannKendall(values: ArrayLike<number>): MannKendall {
  const known = Float64Array.from(values).filter((value) => Number.isFinite(value));
  const count = known.length;
  let s = 0;
  for (let j = 1; j < count; j++) {
    for (let i = 0; i < j; i++) s += Math.sign(known[j]! - known[i]!);
  }
  const pairs = Math.max(0, (count * (count - 1)) / 2);
  const { tiedPairs, lostVariance } = countTies(known);
  const variance = (2 * pairs * (2 * count + 5) - lostVariance) / 18;
  const z = s === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return {
    count,
    s,
    variance,
    z,
    p: normalTwoSided(z),
    tauA: pairs > 0 ? s / pairs : null,
    tauB: pairs > tiedPairs ? s / Math.sqrt(pairs * (pairs - tiedPairs)) : null,
  };
}

/**
 * The line of Theil (1950) and Sen (1968): its slope is the median of the slopes of all pairs, in units of the values a
 * step; it goes through the median value at the median place. Values that are not finite are missing, the others keep
 * their places. Null below two values. Keeps all pairs in memory: meant for up to some thousand values.
 */
export function computeTheilSenLine(values: ArrayLike<number>): TheilSenLine | null {
  const places = Array.from({ length: values.length }, (_, i) => i).filter((i) => Number.isFinite(values[i]!));
  if (places.length < 2) return null;
  const slopes = new Float64Array((places.length * (places.length - 1)) / 2);
  let next = 0;
  for (let later = 1; later < places.length; later++) {
    const j = places[later]!;
    for (let earlier = 0; earlier < later; earlier++) {
      const i = places[earlier]!;
      slopes[next++] = (values[j]! - values[i]!) / (j - i);
    }
  }
  const slopePerStep = findMedian(slopes);
  const known = Float64Array.from(places, (i) => values[i]!);
  return { slopePerStep, intercept: findMedian(known) - slopePerStep * findMedian(Float64Array.from(places)) };
}

/** Pairs of equal values, and what they take from 18 times the variance. */
function countTies(known: Float64Array): { tiedPairs: number; lostVariance: number } {
  const sorted = known.toSorted();
  let tiedPairs = 0;
  let lostVariance = 0;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    const size = end - start;
    tiedPairs += (size * (size - 1)) / 2;
    lostVariance += size * (size - 1) * (2 * size + 5);
  }
  return { tiedPairs, lostVariance };
}

function findMedian(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
