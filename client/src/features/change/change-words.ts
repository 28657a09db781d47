import type { TFunction } from 'i18next';
import type { CountComparison } from '@liaowang/shared/analysis/compare-counts';
import { formatNumber } from '../../lib/format.ts';

/** A change in per cent with its sign: `+31%`, `−12%`, `±0%`. */
export function formatChange(ratio: number): string {
  const percent = Math.round((ratio - 1) * 100);
  return percent === 0 ? '±0%' : percent > 0 ? `+${formatNumber(percent)}%` : `−${formatNumber(-percent)}%`;
}

/** Limits of a ratio as changes: `−5% … +80%`; an open end is said. */
export function describeInterval(t: TFunction, { low, high }: { low: number | null; high: number | null }): string {
  return `${formatChange(low ?? 0)} … ${high === null ? t('change.noLimit') : formatChange(high)}`;
}

/** The change in plain words. */
export function describeVerdict(t: TFunction, { rateRatio, verdict }: Pick<CountComparison, 'rateRatio' | 'verdict'>): string {
  if (verdict === 'chance explains it') return t('change.verdict.chance');
  if (rateRatio === null) return t('change.verdict.new');
  return t(verdict === 'more' ? 'change.verdict.more' : 'change.verdict.fewer');
}
