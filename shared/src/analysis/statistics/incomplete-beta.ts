import { computeBetaFraction } from './beta-fraction.ts';

/*
 * The regularised incomplete beta function as C. Loader's saddle-point form ("Fast and Accurate Computation of Binomial
 * Probabilities", 2000; as in R's dbinom) times a continued fraction (DLMF 8.17.22). Differences of log-gammas would lose
 * nine digits at a million trials; this keeps about twelve.
 */

/** A chance of success and that of failure, both given since 1 − p loses what is small. */
export interface SuccessChance {
  readonly p: number;
  readonly q: number;
}

/** From here the series of the Stirling error is exact to double precision. */
const STIRLING_FROM = 16;

/** I_p(a, b), 0–1, for a, b > 0, whole or not. */
export function regularizedBeta(a: number, b: number, { p, q }: SuccessChance): number {
  if (p <= 0) return 0;
  if (q <= 0) return 1;
  // The continued fraction converges quickly only for the smaller side.
  return p < (a + 1) / (a + b + 2)
    ? computePrefix(a, b, p, q) * computeBetaFraction(a, b, p)
    : 1 - computePrefix(b, a, q, p) * computeBetaFraction(b, a, q);
}

/** p^a q^b / (a B(a, b)). */
function computePrefix(a: number, b: number, p: number, q: number): number {
  const n = a + b;
  const exponent =
    computeStirlingError(n) -
    computeStirlingError(a) -
    computeStirlingError(b) -
    computeDeviance(a, n * p) -
    computeDeviance(b, n * q);
  return Math.exp(exponent) * Math.sqrt(b / (2 * Math.PI * a * n));
}

/** log Γ(n + 1) less Stirling's approximation, n > 0. */
function computeStirlingError(n: number): number {
  if (n < STIRLING_FROM) {
    // log Γ(n + 1) = log Γ(n + 1 + steps) − log((n + 1) … (n + steps)).
    const steps = Math.ceil(STIRLING_FROM - n);
    let product = 1;
    for (let k = 1; k <= steps; k++) product *= n + k;
    const far = n + steps;
    return (
      computeStirlingError(far) + (far + 0.5) * Math.log(far) - Math.log(product) - (n + 0.5) * Math.log(n) - steps
    );
  }
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
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
