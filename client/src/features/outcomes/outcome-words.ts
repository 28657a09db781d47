import type { TFunction } from 'i18next';
import type { OutcomeChange, OutcomeComparison } from '@liaowang/shared/schemas/hotspot-outcome';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';

/** `−31%`, `+12%`, `0%` of a ratio. */
export function formatChange(ratio: number): string {
  const percent = Math.round((ratio - 1) * 100);
  return percent === 0 ? '0%' : percent > 0 ? `+${formatNumber(percent)}%` : `−${-percent}%`;
}

/** `−52%…−4%`; ∞ where there is no upper limit, — where there is no interval. */
export function formatInterval({ low, high }: Pick<OutcomeComparison, 'low' | 'high'>): string {
  if (low === null) return UNKNOWN;
  return `${formatChange(low)}…${high === null ? '∞' : formatChange(high)}`;
}

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
  return isTooEarly(compared) ? { change: UNKNOWN, interval: UNKNOWN } : { change: rateRatio === null ? UNKNOWN : formatChange(rateRatio), interval: formatInterval(compared) };
}

/** A change in plain words, e.g. `减少了 31%，95% 区间 −52%…−4%：偶然不大可能解释`. */
export function describeComparison(t: TFunction, compared: OutcomeComparison): string {
  const { before, during, rateRatio, verdict } = compared;
  if (isTooEarly(compared)) return t('outcome.words.tooEarly');
  if (before + during === 0) return t('outcome.words.none');
  const chance = t(verdict === 'chance explains it' ? 'outcome.words.chance' : 'outcome.words.notChance');
  if (rateRatio === null) return t('outcome.words.fromNone', { count: during, chance });
  return t('outcome.words.change', { change: describeRatio(t, rateRatio), interval: formatInterval(compared), chance });
}

/** `减少了 31%`, `没有变化`. */
function describeRatio(t: TFunction, ratio: number): string {
  const percent = Math.round((ratio - 1) * 100);
  if (percent === 0) return t('outcome.words.same');
  return percent > 0 ? t('outcome.words.more', { percent: formatNumber(percent) }) : t('outcome.words.fewer', { percent: -percent });
}

/** The hotspot's change against that of its comparison, in plain words. */
export function describeNetChange(t: TFunction, { ratio, low, high }: NonNullable<OutcomeChange['netChange']>): string {
  const chance = t(low <= 1 && high >= 1 ? 'outcome.words.chance' : 'outcome.words.notChance');
  return t('outcome.words.net', { change: describeRatio(t, ratio), interval: formatInterval({ low, high }), chance });
}
