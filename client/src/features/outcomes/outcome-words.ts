import type { TFunction } from 'i18next';
import type { OutcomeChange, OutcomeComparison } from '@liaowang/shared/schemas/hotspot-outcome';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import { formatChange, formatInterval } from '../../lib/format-ratio.ts';

/** No upper limit. */
export const NO_LIMIT = '∞';

/** Incidents a week, with one decimal. */
export function formatRate(count: number, days: number): string {
  return formatNumber((count / days) * 7, 1);
}

/** Whether so little of the window has passed that a rate of it means nothing: not even a day. */
export function isTooEarly({ duringDays }: Pick<OutcomeComparison, 'duringDays'>): boolean {
  return duringDays < 1;
}

/** The change of a window and its interval, as a table has them; `—` where there is none, or too early. */
export function tellChange(compared: OutcomeComparison): { change: string; interval: string } {
  const { rateRatio } = compared;
  return isTooEarly(compared)
    ? { change: UNKNOWN, interval: UNKNOWN }
    : {
        change: rateRatio === null ? UNKNOWN : formatChange(rateRatio),
        interval: formatInterval(compared.interval, NO_LIMIT),
      };
}

const VERDICT_WORDS = {
  more: 'significant',
  fewer: 'significant',
  'no-change-shown': 'noChange',
  'too-few': 'tooFew',
} as const;

/** A change in plain words, e.g. `减少了 31%，95% 区间 −52%…−4%：偶然不大可能解释`. */
export function describeComparison(t: TFunction, compared: OutcomeComparison): string {
  const { before, during, rateRatio, verdict } = compared;
  if (isTooEarly(compared)) return t('outcome.words.tooEarly');
  if (before + during === 0) return t('outcome.words.none');
  const chance = t(`outcome.words.${VERDICT_WORDS[verdict]}`);
  if (rateRatio === null) return t('outcome.words.fromNone', { count: during, chance });
  return t('outcome.words.change', {
    change: describeRatio(t, rateRatio),
    interval: formatInterval(compared.interval, NO_LIMIT),
    chance,
  });
}

/** `减少了 31%`, `没有变化`. */
function describeRatio(t: TFunction, ratio: number): string {
  const percent = Math.round((ratio - 1) * 100);
  if (percent === 0) return t('outcome.words.same');
  return percent > 0
    ? t('outcome.words.more', { percent: formatNumber(percent) })
    : t('outcome.words.fewer', { percent: -percent });
}

/** The hotspot's change against that of its comparison, in plain words. */
export function describeNetChange(
  t: TFunction,
  { ratio, interval, verdict }: NonNullable<OutcomeChange['netChange']>,
): string {
  return t('outcome.words.net', {
    change: describeRatio(t, ratio),
    interval: formatInterval(interval, NO_LIMIT),
    chance: t(`outcome.words.${VERDICT_WORDS[verdict]}`),
  });
}

/** By how much the days vary beyond chance in each zone, which the intervals allow for. */
export function describeDispersion(t: TFunction, { hotspot, buffer, comparison }: OutcomeChange): string {
  const tell = (compared: OutcomeComparison | null): string =>
    compared?.dispersion == null ? UNKNOWN : formatNumber(compared.dispersion, 1);
  return t('outcome.words.dispersion', { hotspot: tell(hotspot), buffer: tell(buffer), comparison: tell(comparison) });
}
