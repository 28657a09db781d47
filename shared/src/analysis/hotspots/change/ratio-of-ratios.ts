import { isLargeChange, type CountVerdict } from './compare-counts.ts';
import type { Dispersion } from '../../statistics/dispersion.ts';
import { findStudentQuantile } from '../../statistics/student-distribution.ts';

/** A change beside the change of something it is compared with. */
export interface RatioOfRatios {
  /** (now / before) of the one over (now / before) of the other; 1 = both changed alike. */
  readonly ratio: number;
  /** The 95 % interval. */
  readonly interval: { readonly low: number; readonly high: number };
  /** As in a count comparison. */
  readonly dispersion: number | null;
  readonly verdict: Exclude<CountVerdict, 'too-few'>;
}

/**
 * The ratio of two rate ratios of independent counts with Woolf's (1955) interval on the log scale, its variance multiplied
 * by the dispersion of the counts of each pair (quasi-Poisson) and Student's t for how well that is known; half an event is added to each
 * count where one is 0 (Haldane 1956, Anscombe 1956). Both pairs must be of windows equally long in the same proportion. A
 * ratio nearer to 1 than leastChange gives no verdict. Null if both counts of a pair are 0. Throws RangeError for counts that
 * are no whole numbers ≥ 0.
 */
export function compareRatios(
  one: { now: number; before: number },
  other: { now: number; before: number },
  {
    dispersion,
    otherDispersion = dispersion,
    leastChange,
  }: { dispersion: Dispersion | null; otherDispersion?: Dispersion | null; leastChange: number },
): RatioOfRatios | null {
  const counts = [one.now, one.before, other.now, other.before];
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0))
    throw new RangeError('counts must be whole numbers');
  if (one.now + one.before === 0 || other.now + other.before === 0) return null;
  const extra = counts.includes(0) ? 0.5 : 0;
  const [a, b, c, d] = counts.map((count) => count + extra) as [number, number, number, number];
  const ratio = (a * d) / (b * c);
  const factors = [dispersion, otherDispersion].map((each) => each?.factor ?? 1) as [number, number];
  const degreesOfFreedom = Math.min(...[dispersion, otherDispersion].map((each) => each?.degreesOfFreedom ?? Infinity));
  const margin =
    findStudentQuantile(0.025, degreesOfFreedom) *
    Math.sqrt(factors[0] * (1 / a + 1 / b) + factors[1] * (1 / c + 1 / d));
  const interval = { low: ratio * Math.exp(-margin), high: ratio * Math.exp(margin) };
  const isLarge = isLargeChange(ratio, leastChange);
  return {
    ratio,
    interval,
    dispersion: dispersion?.factor ?? null,
    verdict: isLarge && interval.low > 1 ? 'more' : isLarge && interval.high < 1 ? 'fewer' : 'no-change-shown',
  };
}
