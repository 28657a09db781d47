import type { TFunction } from 'i18next';
import type { AreaComparison, AreaWeek } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import type { AreaRow } from './area-rows.ts';
import { formatChange, formatInterval } from '../../lib/format-ratio.ts';

/** A change in a cell: `+31%`, 「新有」 where there was none, or that it is not known. */
export function formatAreaChange(t: TFunction, comparison: AreaComparison | null): string {
  if (!comparison || comparison.comparison.interval === null) return UNKNOWN;
  const { rateRatio } = comparison.comparison;
  return rateRatio === null ? t('areas.newHere') : formatChange(rateRatio);
}

/** The newest week beside what is usual: `12 (3–9)`. */
export function formatAreaWeek(week: AreaWeek | null): string {
  if (!week) return UNKNOWN;
  const { count, low, high } = week.limits;
  return `${formatNumber(count)} (${formatNumber(low)}–${formatNumber(high)})`;
}

/** A rate with its interval: `20.0 (12.1–31.0)`; null where there is none. */
export function formatRate({ rate, rateInterval }: Pick<AreaRow, 'rate' | 'rateInterval'>): string | null {
  return rate === null || rateInterval === null
    ? null
    : `${formatNumber(rate, 1)} (${formatNumber(rateInterval.low, 1)}–${formatNumber(rateInterval.high, 1)})`;
}

/** A comparison in a sentence: both counts, the change with its interval, and what may be said among so many areas. */
export function describeAreaChange(
  t: TFunction,
  { count, comparison, q, verdict }: AreaComparison,
  now: number,
): string {
  if (comparison.interval === null) return t('areas.sentence.nothing');
  const change = comparison.rateRatio === null ? t('areas.newHere') : formatChange(comparison.rateRatio);
  return t('areas.sentence.change', {
    now: formatNumber(now),
    before: formatNumber(count),
    change,
    interval: formatInterval(comparison.interval, t('areas.noLimit')),
    verdict: t(`areas.verdict.${verdict}`),
    q: formatQ(q),
    dispersion: comparison.dispersion === null ? UNKNOWN : formatNumber(comparison.dispersion, 1),
  });
}

/** The newest week beside the area's own past weeks, in a sentence. */
export function describeAreaWeek(t: TFunction, { limits, q, verdict }: AreaWeek): string {
  const { count, low, high, mean, weeks, dispersion } = limits;
  const isOutside = count > high || count < low;
  const said =
    verdict === 'more' || verdict === 'fewer'
      ? t(`areas.weekVerdict.${verdict}`)
      : verdict === 'too-few'
        ? t('areas.verdict.too-few')
        : isOutside
          ? t('areas.weekVerdict.alone')
          : t('areas.weekVerdict.within');
  return t('areas.sentence.week', {
    count: formatNumber(count),
    low: formatNumber(low),
    high: formatNumber(high),
    mean: formatNumber(mean, 1),
    weeks,
    said,
    q: formatQ(q),
    dispersion: formatNumber(dispersion, 1),
  });
}

/** A q with the digits that tell on which side of 5 % it lies. */
export function formatQ(q: number): string {
  return q < 0.001 ? '< 0.001' : `= ${q.toFixed(3)}`;
}
