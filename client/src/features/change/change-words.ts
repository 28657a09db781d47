import type { TFunction } from 'i18next';
import type { CountComparison } from '@liaowang/shared/analysis/hotspots/change/compare-counts';
import type { SeasonalExpectation } from '@liaowang/shared/analysis/hotspots/change/seasonal-expectation';
import { formatNumber } from '../../lib/format.ts';
import { formatChange, formatInterval } from '../../lib/format-ratio.ts';

/** Limits of a ratio as changes: `−5% … +80%`; an open end is said. */
export function describeInterval(
  t: TFunction,
  { interval }: { interval: { low: number; high: number | null } | null },
): string {
  return formatInterval(interval, t('change.noLimit'));
}

/** The largest p that is called. */
const ALPHA = 0.05;

/** What the comparison allows to be said, in plain words. */
export function describeVerdict(
  t: TFunction,
  { rateRatio, verdict, p }: Pick<CountComparison, 'rateRatio' | 'verdict' | 'p'>,
): string {
  if (verdict === 'too-few') return t('change.verdict.tooFew');
  if (verdict === 'no-change-shown') return t(p <= ALPHA ? 'change.verdict.small' : 'change.verdict.none');
  if (rateRatio === null) return t('change.verdict.new');
  return t(verdict === 'more' ? 'change.verdict.more' : 'change.verdict.fewer');
}

/** How far counts vary beyond chance, which interval and verdict allow for. */
export function describeDispersion(t: TFunction, { dispersion }: Pick<CountComparison, 'dispersion'>): string {
  return dispersion === null
    ? t('change.dispersion.unknown')
    : t('change.dispersion.measured', { factor: formatNumber(dispersion, 1) });
}

/** What the season would have made of the count, and whether the change goes beyond it. */
export function describeSeason(
  t: TFunction,
  season: SeasonalExpectation,
  now: number,
): { text: string; verdict: string | null } {
  switch (season.kind) {
    case 'same-season':
      return { text: t('change.season.same'), verdict: null };
    case 'unknown':
      return { text: t('change.season.unknown'), verdict: null };
    case 'one-year':
      return {
        text: t('change.season.oneYear', { expected: formatNumber(season.expectedNow), now: formatNumber(now) }),
        verdict: null,
      };
    case 'expected': {
      const { years, expectedNow, change } = season;
      const text = t('change.season.expected', {
        count: years,
        expected: formatNumber(expectedNow),
        now: formatNumber(now),
        change: formatChange(change.ratio),
        interval: describeInterval(t, change),
      });
      return {
        text,
        verdict:
          change.verdict === 'no-change-shown'
            ? t('change.season.chance')
            : t(change.verdict === 'more' ? 'change.season.more' : 'change.season.fewer'),
      };
    }
  }
}
