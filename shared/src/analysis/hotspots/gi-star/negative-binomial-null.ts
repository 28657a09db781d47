import { adjustRepeatedPValues } from '../../statistics/benjamini-hochberg.ts';
import { binomialUpperTail } from '../../statistics/binomial-distribution.ts';
import { fitNegativeBinomial, tabulateSumTails, type NegativeBinomial } from '../../statistics/negative-binomial.ts';
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
export function assessByNegativeBinomial(
  values: Float64Array,
  { counts, sums }: NeighbourSums,
  z: Float64Array,
): GiStar & { unevenness: UnevenCounts } {
  const fit = fitNegativeBinomial(values);
  const tails = tabulate(fit, counts, sums);
  const pick = (above: Float64Array, below: Float64Array): Float64Array =>
    z.map((score, i) => (score > 0 ? above[tails.entryOf(i)]! : score < 0 ? below[tails.entryOf(i)]! : 1));
  const q = pick(adjustRepeatedPValues(tails.greater, tails.places), adjustRepeatedPValues(tails.less, tails.places));
  return { z, p: pick(tails.greater, tails.less), q, bins: binByLevel(z, q), unevenness: describe(values, fit) };
}

/** Tails of every sum that some neighbourhood has, number of neighbours by number of neighbours: places share them by the thousand. */
interface TailTable {
  readonly greater: Float64Array;
  readonly less: Float64Array;
  /** Places of each entry. */
  readonly places: Int32Array;
  /** The entry of a place. */
  entryOf(place: number): number;
}

function tabulate(fit: NegativeBinomial, counts: Int32Array, sums: Float64Array): TailTable {
  const largest: number[] = [];
  for (let i = 0; i < counts.length; i++) largest[counts[i]!] = Math.max(largest[counts[i]!] ?? 0, sums[i]!);
  const starts = new Int32Array(largest.length);
  let length = 0;
  largest.forEach((sum, neighbours) => {
    starts[neighbours] = length;
    length += sum + 1;
  });
  const entryOf = (place: number): number => starts[counts[place]!]! + sums[place]!;
  const places = new Int32Array(length);
  for (let i = 0; i < counts.length; i++) places[entryOf(i)]!++;
  const [greater, less] = [new Float64Array(length), new Float64Array(length)];
  largest.forEach((sum, neighbours) => {
    const table = tabulateSumTails(fit, neighbours, sum);
    for (let value = 0; value <= sum; value++) {
      const entry = starts[neighbours]! + value;
      if (places[entry] === 0) continue;
      greater[entry] = table.greater(value);
      less[entry] = table.less(value);
    }
  });
  return { greater, less, places, entryOf };
}

function describe(values: Float64Array, fit: NegativeBinomial): UnevenCounts {
  return {
    mean: fit.mean,
    dispersion: fit.dispersion === Infinity ? null : fit.dispersion,
    heavyTail: findHeavyTail(values, fit),
  };
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
