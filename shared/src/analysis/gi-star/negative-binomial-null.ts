import { adjustBenjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { binomialUpperTail } from '../statistics/binomial-distribution.ts';
import { fitNegativeBinomial, tabulateSumTails, type NegativeBinomial, type SumTails } from '../statistics/negative-binomial.ts';
import { binByLevel, type GiStar, type NeighbourSums } from './gi-star.ts';

/** How uneven counts are, and whether a negative binomial says so well enough. */
export interface UnevenCounts {
  readonly mean: number;
  /** k of the variance μ + μ²/k; null = no more uneven than chance (Poisson). */
  readonly dispersion: number | null;
  /** The fullest places beside what the fit expects; null where they are no more than it expects. */
  readonly heavyTail: { readonly atLeast: number; readonly found: number; readonly expected: number } | null;
}

/** The tail is looked at from the count that the fit expects in this many places at most. */
const TAIL_PLACES = 5;
/** Chance of a heavy tail by mistake. */
const HEAVY_TAIL_LEVEL = 0.001;

/**
 * Takes every place as an independent negative binomial count with the mean and dispersion of these very places: the sum of
 * m of them is negative binomial again, so its tails are exact, one table for each number of neighbours. p is that of the
 * sum or more where z is above 0, of the sum or less elsewhere; q is adjusted over all places for each side. Throws
 * RangeError for values that are no counts.
 */
export function assessByNegativeBinomial(values: Float64Array, { counts, sums }: NeighbourSums, z: Float64Array): GiStar & { unevenness: UnevenCounts } {
  const fit = fitNegativeBinomial(values);
  const largest = new Map<number, number>();
  for (let i = 0; i < counts.length; i++) largest.set(counts[i]!, Math.max(largest.get(counts[i]!) ?? 0, sums[i]!));
  const tables = new Map<number, SumTails>();
  for (const [neighbours, sum] of largest) tables.set(neighbours, tabulateSumTails(fit, neighbours, sum));
  const greater = Float64Array.from(sums, (sum, i) => tables.get(counts[i]!)!.greater(sum));
  const less = Float64Array.from(sums, (sum, i) => tables.get(counts[i]!)!.less(sum));
  const [qGreater, qLess] = [adjustBenjaminiHochberg(greater), adjustBenjaminiHochberg(less)];
  const pick = (above: Float64Array, below: Float64Array): Float64Array => Float64Array.from(z, (score, i) => (score > 0 ? above[i]! : score < 0 ? below[i]! : 1));
  const q = pick(qGreater, qLess);
  return { z, p: pick(greater, less), q, bins: binByLevel(z, q), unevenness: describe(values, fit) };
}

function describe(values: Float64Array, fit: NegativeBinomial): UnevenCounts {
  return { mean: fit.mean, dispersion: fit.dispersion === Infinity ? null : fit.dispersion, heavyTail: findHeavyTail(values, fit) };
}

/** Whether more places are as full as the fullest that the fit expects than chance gives. */
function findHeavyTail(values: Float64Array, fit: NegativeBinomial): UnevenCounts['heavyTail'] {
  const most = values.reduce((largest, value) => Math.max(largest, value), 0);
  const one = tabulateSumTails(fit, 1, most);
  let atLeast = 1;
  while (atLeast < most && values.length * one.greater(atLeast) > TAIL_PLACES) atLeast++;
  const chance = one.greater(atLeast);
  const found = values.reduce((sum, value) => sum + (value >= atLeast ? 1 : 0), 0);
  const isHeavy = binomialUpperTail(found, values.length, { p: chance, q: 1 - chance }) <= HEAVY_TAIL_LEVEL;
  return isHeavy ? { atLeast, found, expected: values.length * chance } : null;
}
