import type { Dispersion } from '../../statistics/dispersion.ts';
import { compareRatios, type RatioOfRatios } from './ratio-of-ratios.ts';

export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

export type SeasonalExpectation =
  | {
      readonly kind: 'expected';
      /** Earlier years of which the record holds both windows, two at least. */
      readonly years: number;
      /** Events now if they had changed from window to window as in those years. */
      readonly expectedNow: number;
      /** The change beside that of those years. */
      readonly change: RatioOfRatios;
    }
  /** Only one earlier year holds both windows: one year is no season. */
  | { readonly kind: 'one-year'; readonly expectedNow: number }
  /** The windows are whole years apart: the season is the same in both. */
  | { readonly kind: 'same-season' }
  /** The record holds no earlier year of both windows, or nothing happened in them. */
  | { readonly kind: 'unknown' };

/** 52 weeks: the same weekdays, and a day and a quarter short of a year, which is little within a season. */
const YEAR_MS = 364 * 86_400_000;
/** Windows this near to whole years apart are of one season. */
const SAME_SEASON_MS = 15 * 86_400_000;
const MAX_YEARS = 10;

/**
 * What the season alone would make of the count before: the two windows are moved back by 52 weeks at a time as long as
 * the record (from `recordFromMs` on) holds both, and the counts there are summed. `countIn` counts the events of the
 * same filter. A trend over the years shows as a season here. One earlier year is no season: what
 * it would make of the count is told, without a verdict.
 */
export function computeSeasonalExpectation(
  now: TimeSpan,
  before: TimeSpan,
  { recordFromMs, ...options }: { recordFromMs: number; dispersion: Dispersion | null; leastChange: number },
  countIn: (span: TimeSpan) => number,
): SeasonalExpectation {
  const apartMs = Math.abs(now.fromMs - before.fromMs);
  const years = Math.round(apartMs / YEAR_MS);
  if (years > 0 && Math.abs(apartMs - years * YEAR_MS) <= SAME_SEASON_MS) return { kind: 'same-season' };
  const past = { years: 0, now: 0, before: 0 };
  const earliestMs = Math.min(now.fromMs, before.fromMs);
  for (let year = 1; year <= MAX_YEARS && earliestMs - year * YEAR_MS >= recordFromMs; year++) {
    const moved = ({ fromMs, toMs }: TimeSpan): TimeSpan => ({
      fromMs: fromMs - year * YEAR_MS,
      toMs: toMs - year * YEAR_MS,
    });
    past.years++;
    past.now += countIn(moved(now));
    past.before += countIn(moved(before));
  }
  const observed = { now: countIn(now), before: countIn(before) };
  if (past.years === 0 || past.before === 0) return { kind: 'unknown' };
  const expectedNow = (observed.before * past.now) / past.before;
  if (past.years === 1) return { kind: 'one-year', expectedNow };
  const change = compareRatios(observed, past, options);
  return change === null ? { kind: 'unknown' } : { kind: 'expected', years: past.years, expectedNow, change };
}
