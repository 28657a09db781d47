import { computeBetaFraction } from './beta-fraction.ts';

/** Counts of mean μ whose variance is μ + μ²/k. */
export interface NegativeBinomial {
  readonly mean: number;
  /** k: the smaller, the more the counts differ beyond chance; Infinity = Poisson. */
  readonly dispersion: number;
}

/** Tails of one count, or of a sum of independent counts; both include the value itself. */
export interface SumTails {
  /** P(sum ≥ value), 0–1. */
  greater(value: number): number;
  /** P(sum ≤ value), 0–1. */
  less(value: number): number;
}

/** Where ln k is looked for. At the upper end the variance of counts of mean 1 is 1.0001: Poisson. */
const LOG_DISPERSION_RANGE = [-9, 9] as const;
/** Halvings of that range: k to fourteen digits. */
const BISECTIONS = 54;

/**
 * The negative binomial with the mean of these counts and the dispersion of maximum likelihood given that mean. The
 * likelihood has one maximum (Levin & Reeds 1977, Annals of Statistics 5, 79–87), found where its slope is 0. Counts that
 * vary no more than Poisson counts do give Poisson, as do none at all or only zeros. Throws RangeError for what is no count
 * (whole and not negative).
 */
export function fitNegativeBinomial(counts: ArrayLike<number>): NegativeBinomial {
  const n = counts.length;
  const frequencies = new Map<number, number>();
  let total = 0;
  for (let i = 0; i < n; i++) {
    const count = counts[i]!;
    if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError('counts must be whole and not negative');
    frequencies.set(count, (frequencies.get(count) ?? 0) + 1);
    total += count;
  }
  const mean = n > 0 ? total / n : 0;
  if (mean === 0) return { mean, dispersion: Infinity };
  const largerThan = countLarger(frequencies, n);
  const slope = (dispersion: number): number => {
    let sum = -n * Math.log1p(mean / dispersion);
    for (let value = 0; value < largerThan.length; value++) sum += largerThan[value]! / (dispersion + value);
    return sum;
  };
  let [low, high]: [number, number] = [...LOG_DISPERSION_RANGE];
  if (slope(Math.exp(high)) >= 0) return { mean, dispersion: Infinity };
  for (let k = 0; k < BISECTIONS; k++) {
    const middle = (low + high) / 2;
    if (slope(Math.exp(middle)) > 0) low = middle;
    else high = middle;
  }
  return { mean, dispersion: Math.exp((low + high) / 2) };
}

/** Entry v is how many counts are larger than v; the last entry is not 0. */
function countLarger(frequencies: ReadonlyMap<number, number>, n: number): Float64Array {
  let largest = 0;
  for (const count of frequencies.keys()) largest = Math.max(largest, count);
  const larger = new Float64Array(largest);
  let left = n;
  for (let value = 0; value < largest; value++) {
    left -= frequencies.get(value) ?? 0;
    larger[value] = left;
  }
  return larger;
}

/**
 * Tails of the sum of `terms` independent counts of this distribution, for sums from 0 to `largest`: again negative binomial,
 * of mean terms × mean and dispersion terms × dispersion. Tabulated by ratios from the most likely sum outwards and closed by
 * the continued fraction beyond the table, so without log-gammas; relative error below 1e-10. The tails throw RangeError
 * for a value that is not a whole number from 0 to `largest`.
 */
export function tabulateSumTails({ mean, dispersion }: NegativeBinomial, terms: number, largest: number): SumTails {
  const sumMean = terms * mean;
  const size = terms * dispersion;
  /** Odds of one more: P(s + 1) / P(s). */
  const share = dispersion === Infinity ? 0 : mean / (mean + dispersion);
  const ratio =
    dispersion === Infinity
      ? (s: number): number => sumMean / (s + 1)
      : (s: number): number => (share * (size + s)) / (s + 1);
  // One more than the mean at least, so that what lies beyond the table only falls.
  const end = Math.max(largest, Math.ceil(sumMean)) + 1;
  const mode = Math.max(
    0,
    Math.min(end - 1, dispersion === Infinity ? Math.floor(sumMean) : Math.floor((share * size - 1) / (1 - share)) + 1),
  );
  const relative = new Float64Array(end + 1);
  relative[mode] = 1;
  for (let s = mode; s < end; s++) relative[s + 1] = relative[s]! * ratio(s);
  for (let s = mode - 1; s >= 0; s--) relative[s] = relative[s + 1]! / ratio(s);

  const beyond =
    relative[end]! * (dispersion === Infinity ? sumFallingRatios(sumMean, end) : computeBetaFraction(end, size, share));
  const greater = new Float64Array(end);
  const less = new Float64Array(end);
  let total = beyond;
  for (let s = end - 1; s >= 0; s--) greater[s] = total += relative[s]!;
  let below = 0;
  for (let s = 0; s < end; s++) less[s] = below += relative[s]!;

  const read = (table: Float64Array, value: number): number => {
    if (!(Number.isSafeInteger(value) && value >= 0 && value <= largest))
      throw new RangeError(`the sum must be a whole number from 0 to ${largest}`);
    return total > 0 ? Math.min(1, table[value]! / total) : 1;
  };
  return { greater: (value) => read(greater, value), less: (value) => read(less, value) };
}

/** 1 + λ/(s+1) + λ²/((s+1)(s+2)) + …: a Poisson tail from s on in units of P(s); s > λ. */
function sumFallingRatios(lambda: number, s: number): number {
  let sum = 1;
  let term = 1;
  for (let k = s + 1; ; k++) {
    term *= lambda / k;
    if (sum + term === sum) return sum;
    sum += term;
  }
}
