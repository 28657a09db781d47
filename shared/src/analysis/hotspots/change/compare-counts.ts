import type { Dispersion } from '../../statistics/dispersion.ts';
import { findRoot } from '../../statistics/find-root.ts';
import { regularizedBeta, type SuccessChance } from '../../statistics/incomplete-beta.ts';
import { narrowAlpha, widenP } from '../../statistics/student-distribution.ts';

/** Events counted over a time. */
export interface ExposedCount {
  readonly count: number;
  readonly days: number;
}

/**
 * What a comparison allows to be said. `no-change-shown`: the difference may be chance, or is smaller than the least that
 * counts; `too-few`: so few events that even all of them in one window would show nothing.
 */
export const COUNT_VERDICTS = ['more', 'fewer', 'no-change-shown', 'too-few'] as const;
export type CountVerdict = (typeof COUNT_VERDICTS)[number];

export interface CountComparison {
  /** Events a day now over events a day then; null if there were none then. */
  readonly rateRatio: number | null;
  /** The 95 % interval of the ratio; `high` null = no upper limit: no events then. Null for no events in either window. */
  readonly interval: { readonly low: number; readonly high: number | null } | null;
  /** Two-sided, 0–1. */
  readonly p: number;
  /** By how much counts vary beyond Poisson, 1 or more; null = it could not be measured, and p and interval are too sure. */
  readonly dispersion: number | null;
  readonly verdict: CountVerdict;
}

export interface CountComparisonOptions {
  /** Null = not known: counts are taken as Poisson. */
  readonly dispersion: Dispersion | null;
  /** A ratio nearer to 1 than this is no change worth a verdict, 0–1. */
  readonly leastChange?: number;
}

/** Our own choice: what nobody would plan a shift by. */
export const DEFAULT_LEAST_CHANGE = 0.1;

const ALPHA = 0.05;
const ROUNDING = 1e-12;
/** Odds beyond e^±60 are those of counts that nobody counts. */
const LOG_ODDS_LIMIT = 60;

/**
 * Compares the rates of two windows by the conditional test of two counts (Przyborowski & Wilenski 1940): given their sum,
 * the count now is binomial. The interval is that of Clopper & Pearson (1934); p is twice the smaller tail, so that it is at
 * most 5 % exactly if the interval leaves out 1 (Fay 2010; the "central" p, not that of R's poisson.test).
 *
 * Counts of real registers vary more than Poisson counts. With a dispersion φ (quasi-likelihood, McCullagh & Nelder 1989,
 * §4.5 and §9.2) so many events tell as much as count/φ independent ones, which enter the same test (incomplete beta functions
 * of real arguments); that φ itself was measured with few degrees of freedom is allowed for by Student's t in place of the
 * normal distribution. For φ = 1 and no such doubt the test is exact. False alarms at a nominal 5 %, simulated on Poisson,
 * negative binomial and serially correlated days: see docs/hotspots.md.
 *
 * Throws RangeError unless counts are whole numbers ≥ 0 and days positive and finite.
 */
export function compareCounts(
  now: ExposedCount,
  before: ExposedCount,
  { dispersion, leastChange = DEFAULT_LEAST_CHANGE }: CountComparisonOptions,
): CountComparison {
  for (const { count, days } of [now, before]) {
    if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError('counts must be whole numbers');
    if (!(days > 0 && days < Infinity)) throw new RangeError('days must be positive and finite');
  }
  const factor = dispersion?.factor ?? 1;
  const degreesOfFreedom = dispersion?.degreesOfFreedom ?? Infinity;
  const said = { dispersion: dispersion?.factor ?? null };
  if (now.count + before.count === 0) return { rateRatio: null, interval: null, p: 1, ...said, verdict: 'too-few' };
  const [a, b] = [now.count / factor, before.count / factor];
  const exposure = now.days / before.days;
  const upperTail = (chance: SuccessChance): number => (a === 0 ? 1 : regularizedBeta(a, b + 1, chance));
  const lowerTail = ({ p, q }: SuccessChance): number => (b === 0 ? 1 : regularizedBeta(b, a + 1, { p: q, q: p }));
  const sameRate = toChance(Math.log(exposure));
  const [tooMany, tooFew] = [upperTail(sameRate), lowerTail(sameRate)];
  const p = widenP(Math.min(1, 2 * Math.min(tooMany, tooFew)), degreesOfFreedom);
  const alpha = narrowAlpha(ALPHA, degreesOfFreedom);
  const low = a === 0 ? 0 : findOddsRatio(upperTail, alpha / 2, 1) / exposure;
  const high = b === 0 ? null : findOddsRatio(lowerTail, alpha / 2, -1) / exposure;
  const rateRatio = before.count === 0 ? null : now.count / before.count / exposure;

  const total = a + b;
  const canTell = 2 * Math.min(sameRate.p ** total, sameRate.q ** total) <= alpha;
  const isLarge = rateRatio === null || isLargeChange(rateRatio, leastChange);
  const verdict = !canTell
    ? 'too-few'
    : p > ALPHA || !isLarge
      ? 'no-change-shown'
      : tooMany < tooFew
        ? 'more'
        : 'fewer';
  return { rateRatio, interval: { low, high }, p, ...said, verdict };
}

/** Whether a ratio is at least so far from 1; 900 after 1,000 are ten per cent fewer, though 1 − 0.9 is rounded to less. */
export function isLargeChange(ratio: number, leastChange: number): boolean {
  return Math.abs(ratio - 1) >= leastChange - ROUNDING;
}

function toChance(logOdds: number): SuccessChance {
  return { p: 1 / (1 + Math.exp(-logOdds)), q: 1 / (1 + Math.exp(logOdds)) };
}

/** p/q at which a tail, which rises or falls with p, is `wanted`. Logarithms of both are nearly straight in the log-odds. */
function findOddsRatio(tail: (chance: SuccessChance) => number, wanted: number, direction: 1 | -1): number {
  const logWanted = Math.log(wanted);
  const logOdds = findRoot(
    (x) => direction * (logWanted - Math.log(Math.max(Number.MIN_VALUE, tail(toChance(x))))),
    -LOG_ODDS_LIMIT,
    LOG_ODDS_LIMIT,
  );
  return Math.exp(logOdds);
}
