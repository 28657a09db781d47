import { binomialLowerTail, binomialUpperTail, type SuccessChance } from './statistics/binomial-distribution.ts';

/** Events counted over a time. */
export interface ExposedCount {
  readonly count: number;
  readonly days: number;
}

export interface CountComparison {
  /** Events a day now over events a day then; null if there were none then. */
  readonly rateRatio: number | null;
  /** Limits of the 95 % interval of the ratio; null for no events in either window. */
  readonly low: number | null;
  /** Null if there is no upper limit: no events then. */
  readonly high: number | null;
  /** Two-sided, 0–1. */
  readonly p: number;
  readonly verdict: 'more' | 'fewer' | 'chance explains it';
}

const ALPHA = 0.05;
/** Odds beyond e^±60 are those of counts that nobody counts. */
const LOG_ODDS_LIMIT = 60;
/** Halving 120 this often leaves less than a rounding error. */
const HALVINGS = 62;

/**
 * Compares the rates of two windows by the exact conditional test of two Poisson counts (Przyborowski & Wilenski 1940):
 * given their sum, the count now is binomial. The interval is that of Clopper & Pearson (1934); p is twice the smaller
 * tail, so that it is at most 5 % exactly if the interval leaves out 1 (Fay 2010; the "central" p, not that of R's
 * poisson.test). Events that come in series make both too sure. Throws RangeError unless counts are whole numbers ≥ 0
 * and days positive and finite.
 */
export function compareCounts(now: ExposedCount, before: ExposedCount): CountComparison {
  for (const { count, days } of [now, before]) {
    if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError('counts must be whole numbers');
    if (!(days > 0 && days < Infinity)) throw new RangeError('days must be positive and finite');
  }
  const total = now.count + before.count;
  if (total === 0) return { rateRatio: null, low: null, high: null, p: 1, verdict: 'chance explains it' };
  const exposure = now.days / before.days;
  const upperTail = (chance: SuccessChance): number => binomialUpperTail(now.count, total, chance);
  const lowerTail = (chance: SuccessChance): number => binomialLowerTail(now.count, total, chance);
  const sameRate = toChance(Math.log(exposure));
  const [tooMany, tooFew] = [upperTail(sameRate), lowerTail(sameRate)];
  const p = Math.min(1, 2 * Math.min(tooMany, tooFew));
  return {
    rateRatio: before.count === 0 ? null : now.count / before.count / exposure,
    low: now.count === 0 ? 0 : findOddsRatio((chance) => upperTail(chance) < ALPHA / 2) / exposure,
    high: before.count === 0 ? null : findOddsRatio((chance) => lowerTail(chance) >= ALPHA / 2) / exposure,
    p,
    verdict: p > ALPHA ? 'chance explains it' : tooMany < tooFew ? 'more' : 'fewer',
  };
}

function toChance(logOdds: number): SuccessChance {
  return { p: 1 / (1 + Math.exp(-logOdds)), q: 1 / (1 + Math.exp(logOdds)) };
}

/** p/q at which a condition that holds for small odds ceases to hold. */
function findOddsRatio(holds: (chance: SuccessChance) => boolean): number {
  let [low, high] = [-LOG_ODDS_LIMIT, LOG_ODDS_LIMIT];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (holds(toChance(middle))) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
