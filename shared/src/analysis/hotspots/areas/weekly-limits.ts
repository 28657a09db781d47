import { DEFAULT_LEAST_CHANGE, type CountVerdict } from '../change/compare-counts.ts';
import { regularizedBeta } from '../../statistics/incomplete-beta.ts';
import { narrowAlpha, widenP } from '../../statistics/student-distribution.ts';

/** Weeks from which what is usual is measured: a year, so that every season is in it; and the fewest that say anything. */
export const BASELINE_WEEKS = 52;
export const LEAST_BASELINE_WEEKS = 12;

/** With fewer, one event more or less would make the verdict; a hotspot asks as many. */
const LEAST_EVENTS = 5;
const ALPHA = 0.05;

/** What an area's own past weeks say of its newest one. */
export interface WeeklyLimits {
  /** Events of the newest week, and weeks that it is held against. */
  readonly count: number;
  readonly weeks: number;
  /** Events a week in those. */
  readonly mean: number;
  /** Smallest and largest count of a week that is usual (95 %): a week outside is out of its limits. */
  readonly low: number;
  readonly high: number;
  /** Two-sided, 0–1: at most 5 % exactly where the week is out of its limits. */
  readonly p: number;
  /** Variance over mean of a week that limits and p allow for, 1 or more. */
  readonly dispersion: number;
  /** Of this area alone. `too-few`: fewer than {@link LEAST_EVENTS} in all these weeks. */
  readonly verdict: CountVerdict;
}

interface WeeklyLimitsOptions {
  /** The dispersion that is allowed for at least: that of all areas, as few events of one show none. */
  readonly leastDispersion: number;
  /** A count nearer to the mean than this share of it is worth no verdict, 0–1. */
  readonly leastChange?: number;
}

/**
 * Control limits of a week's count from the area's own past weeks: a u chart for over-dispersed counts (as Laney 2002 widens
 * its limits). A week is negative binomial with the mean m of the W past weeks and the variance φ·m·(1 + 1/W), which allows
 * for how well the mean is known; φ is the larger of the area's own dispersion ({@link measureWeeklyDispersion}) and
 * `leastDispersion`, and its own few degrees of freedom widen p as Student's t does. An area without events counts as if it
 * had had one. False alarms by simulation: docs/hotspots.md. Null with fewer than {@link LEAST_BASELINE_WEEKS}.
 */
export function computeWeeklyLimits(
  count: number,
  past: ArrayLike<number>,
  { leastDispersion, leastChange = DEFAULT_LEAST_CHANGE }: WeeklyLimitsOptions,
): WeeklyLimits | null {
  const weeks = past.length;
  if (weeks < LEAST_BASELINE_WEEKS) return null;
  const total = sum(past);
  const usual = Math.max(1, total) / weeks;
  const dispersion = Math.max(1, leastDispersion, measureWeeklyDispersion(past) ?? 1);
  const degreesOfFreedom = weeks - 1;
  // The size k of a negative binomial whose variance m + m²/k is φ·m·(1 + 1/W).
  const size = usual / (dispersion * (1 + 1 / weeks) - 1);
  const chance = { p: usual / (usual + size), q: size / (usual + size) };
  const upperTail = (n: number): number => (n === 0 ? 1 : regularizedBeta(n, size, chance));
  const lowerTail = (n: number): number => regularizedBeta(size, n + 1, { p: chance.q, q: chance.p });
  const tail = narrowAlpha(ALPHA, degreesOfFreedom) / 2;
  let beyond = 1;
  while (upperTail(Math.ceil(usual) + beyond) > tail) beyond *= 2;
  const high = findLast((n) => upperTail(n) > tail, 0, Math.ceil(usual) + beyond);
  const low = lowerTail(0) > tail ? 0 : findLast((n) => lowerTail(n) <= tail, 0, Math.ceil(usual)) + 1;
  const p = widenP(Math.min(1, 2 * Math.min(upperTail(count), lowerTail(count))), degreesOfFreedom);
  const mean = total / weeks;
  const isLarge = Math.abs(count - mean) >= leastChange * mean;
  const verdict =
    total + count < LEAST_EVENTS
      ? 'too-few'
      : p > ALPHA || !isLarge
        ? 'no-change-shown'
        : count > mean
          ? 'more'
          : 'fewer';
  return { count, weeks, mean, low, high, p, dispersion, verdict };
}

/**
 * Pearson's statistic of weeks about their mean over its degrees of freedom (McCullagh & Nelder 1989, §4.5). A trend, a
 * season and a wandering level count as what is usual here, unlike in statistics/dispersion.ts: it is a single week that
 * is judged, and where past weeks wandered it may too. Null without events.
 */
export function measureWeeklyDispersion(weeks: ArrayLike<number>): number | null {
  const mean = sum(weeks) / weeks.length;
  if (!(mean > 0)) return null;
  let squares = 0;
  for (let week = 0; week < weeks.length; week++) squares += (weeks[week]! - mean) ** 2 / mean;
  return squares / (weeks.length - 1);
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** The last whole number from `low` on for which a condition holds that holds for `low` and ceases to hold at `high` at the latest. */
function findLast(holds: (n: number) => boolean, low: number, high: number): number {
  let [first, last] = [low, high];
  while (last - first > 1) {
    const middle = (first + last) >> 1;
    if (holds(middle)) first = middle;
    else last = middle;
  }
  return first;
}
