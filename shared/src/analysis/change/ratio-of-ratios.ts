/** A change beside the change of something it is compared with. */
export interface RatioOfRatios {
  /** (now / before) of the one over (now / before) of the other; 1 = both changed alike. */
  readonly ratio: number;
  /** Limits of the 95 % interval. */
  readonly low: number;
  readonly high: number;
  readonly verdict: 'more' | 'fewer' | 'chance explains it';
}

/** Two-sided 95 % point of the normal distribution. */
const Z_95 = 1.959964;

/**
 * The ratio of two rate ratios of independent Poisson counts with Woolf's (1955) interval on the log scale; half an event
 * is added to each count where one is 0 (Haldane 1956, Anscombe 1956). Both pairs must be of windows equally long in the
 * same proportion. Null if both counts of a pair are 0. Throws RangeError for counts that are no whole numbers ≥ 0.
 */
export function compareRatios(one: { now: number; before: number }, other: { now: number; before: number }): RatioOfRatios | null {
  const counts = [one.now, one.before, other.now, other.before];
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) throw new RangeError('counts must be whole numbers');
  if (one.now + one.before === 0 || other.now + other.before === 0) return null;
  const extra = counts.includes(0) ? 0.5 : 0;
  const [a, b, c, d] = counts.map((count) => count + extra) as [number, number, number, number];
  const log = Math.log((a * d) / (b * c));
  const margin = Z_95 * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  const [low, high] = [Math.exp(log - margin), Math.exp(log + margin)];
  return { ratio: (a * d) / (b * c), low, high, verdict: low > 1 ? 'more' : high < 1 ? 'fewer' : 'chance explains it' };
}
