import { regularizedBeta, type SuccessChance } from './incomplete-beta.ts';

/** P(X ≥ k) of k or more successes in n trials, 0–1; n and k whole, n ≥ 0. */
export function binomialUpperTail(k: number, n: number, chance: SuccessChance): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  return regularizedBeta(k, n - k + 1, chance);
}

/** P(X ≤ k) of k or fewer successes in n trials, 0–1; n and k whole, n ≥ 0. */
export function binomialLowerTail(k: number, n: number, { p, q }: SuccessChance): number {
  return binomialUpperTail(n - k, n, { p: q, q: p });
}
