import type { MannKendall } from '../../statistics/mann-kendall.ts';

/** What a place has been over time, and becomes: Esri's categories of emerging hot spots. */
export const EMERGING_CATEGORIES = [
  'new-hot-spot',
  'consecutive-hot-spot',
  'intensifying-hot-spot',
  'persistent-hot-spot',
  'diminishing-hot-spot',
  'sporadic-hot-spot',
  'oscillating-hot-spot',
  'historical-hot-spot',
  'new-cold-spot',
  'consecutive-cold-spot',
  'intensifying-cold-spot',
  'persistent-cold-spot',
  'diminishing-cold-spot',
  'sporadic-cold-spot',
  'oscillating-cold-spot',
  'historical-cold-spot',
  'none',
] as const;

export type EmergingCategory = (typeof EMERGING_CATEGORIES)[number];

type Pattern =
  | 'new'
  | 'consecutive'
  | 'intensifying'
  | 'persistent'
  | 'diminishing'
  | 'sporadic'
  | 'oscillating'
  | 'historical';

/** At which a trend of z is one. */
const TREND_ALPHA = 0.05;

/**
 * The category of a place by its bins (−3 to 3, oldest first; all but 0 are significant) and the Mann–Kendall trend of
 * its z (Esri, "How Emerging Hot Spot Analysis works"). Where Esri's rules overlap, the last step decides first: a
 * place that is hot now is a kind of hot spot, and only one that is neither hot nor cold now can be historical.
 */
export function findEmergingCategory(bins: ArrayLike<number>, trend: Pick<MannKendall, 'z' | 'p'>): EmergingCategory {
  const signs = Array.from(bins, Math.sign);
  const change = trend.p <= TREND_ALPHA ? Math.sign(trend.z) : 0;
  const last = signs.at(-1) ?? 0;
  if (last > 0) return `${findPresentPattern(signs, change)}-hot-spot`;
  const mirrored = signs.map((sign) => -sign);
  if (last < 0) return `${findPresentPattern(mirrored, -change)}-cold-spot`;
  const pastHot = findPastPattern(signs);
  if (pastHot !== null) return `${pastHot}-hot-spot`;
  const pastCold = findPastPattern(mirrored);
  return pastCold === null ? 'none' : `${pastCold}-cold-spot`;
}

/** The pattern of a place that is hot (sign 1) at the last step. */
function findPresentPattern(signs: readonly number[], change: number): Pattern {
  const hotCount = countHot(signs);
  if (isMostly(hotCount, signs)) return change > 0 ? 'intensifying' : change < 0 ? 'diminishing' : 'persistent';
  if (signs.includes(-1)) return 'oscillating';
  if (hotCount === 1) return 'new';
  const finalRun = signs.length - 1 - signs.lastIndexOf(0);
  return finalRun === hotCount ? 'consecutive' : 'sporadic';
}

/** The hot pattern of a place that is neither hot nor cold at the last step, if it has one. */
function findPastPattern(signs: readonly number[]): Pattern | null {
  const hotCount = countHot(signs);
  if (hotCount === 0) return null;
  if (isMostly(hotCount, signs)) return 'historical';
  return signs.includes(-1) ? null : 'sporadic';
}

function countHot(signs: readonly number[]): number {
  return signs.filter((sign) => sign > 0).length;
}

/** At least 90 % of the steps, in whole numbers: 0.9 × 10 must be 9. */
function isMostly(hotCount: number, signs: readonly number[]): boolean {
  return 10 * hotCount >= 9 * signs.length;
}
