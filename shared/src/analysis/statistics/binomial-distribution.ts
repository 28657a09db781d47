/*
 * Tails of the binomial distribution as incomplete beta functions: C. Loader's saddle-point form of the probability
 * ("Fast and Accurate Computation of Binomial Probabilities", 2000; as in R's dbinom) times a continued fraction (DLMF
 * 8.17.22). Differences of log-gammas would lose nine digits at a million trials; this keeps about twelve.
 */
import { computeBetaFraction } from './beta-fraction.ts';

/** A chance of success and that of failure, both given since 1 − p loses what is small. */
export interface SuccessChance {
  readonly p: number;
  readonly q: number;
}

const HALF_LOG_TWO_PI = 0.9189385332046728;
/** From here the series of the Stirling error is exact to double precision. */
const STIRLING_FROM = 16;

/** P(X ≥ k) of k or more successes in n trials, 0–1; n and k whole, n ≥ 0. */
export function binomialUpperTail(k: number, n: number, { p, q }: SuccessChance): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  if (p <= 0) return 0;
  if (q <= 0) return 1;
  // The continued fraction converges quickly only for the smaller side.
  return k + 1 > p * (n + 3) ? sumTail(k, n, p, q) : 1 - sumTail(n - k + 1, n, q, p);
}

/** P(X ≤ k) of k or fewer successes in n trials, 0–1; n and k whole, n ≥ 0. */
export function binomialLowerTail(k: number, n: number, { p, q }: SuccessChance): number {
  return binomialUpperTail(n - k, n, { p: q, q: p });
}

/** P(X ≥ k) for k beyond the mean, 1 ≤ k ≤ n: I_p(k, n − k + 1). */
function sumTail(k: number, n: number, p: number, q: number): number {
  return computeProbability(k, n, p, q) * q * computeBetaFraction(k, n - k + 1, p);
}

/** P(X = k), Loader's form. */
function computeProbability(k: number, n: number, p: number, q: number): number {
  if (k === n) return Math.exp(n * computeLog(p, q));
  const exponent = computeStirlingError(n) - computeStirlingError(k) - computeStirlingError(n - k) - computeDeviance(k, n * p) - computeDeviance(n - k, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}

function computeLog(p: number, q: number): number {
  return p < 0.5 ? Math.log(p) : Math.log1p(-q);
}

/** log n! less Stirling's approximation, n ≥ 1. */
function computeStirlingError(n: number): number {
  if (n >= STIRLING_FROM) {
    const square = n * n;
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
  }
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - HALF_LOG_TWO_PI;
}

/** count·log(count/mean) + mean − count, without loss where the two are close. */
function computeDeviance(count: number, mean: number): number {
  const difference = count - mean;
  if (Math.abs(difference) >= 0.1 * (count + mean)) return count * Math.log(count / mean) - difference;
  const ratio = difference / (count + mean);
  let sum = difference * ratio;
  let term = 2 * count * ratio;
  for (let odd = 3; ; odd += 2) {
    term *= ratio * ratio;
    const next = sum + term / odd;
    if (next === sum) return sum;
    sum = next;
  }
}
