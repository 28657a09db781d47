import type { TFunction } from 'i18next';
import type { UnevenCounts } from '@liaowang/shared/analysis/hotspots/gi-star/negative-binomial-null';
import { formatNumber } from '../../lib/format.ts';

/** How uneven the counts are that a method took for chance, and whether they are heavier-tailed than its model. */
export function describeUnevenness(t: TFunction, { mean, dispersion, heavyTail }: UnevenCounts): string[] {
  const meanText = formatNumber(mean, mean < 10 ? 2 : 0);
  const fitted =
    dispersion === null
      ? t('zones.unevenness.poisson', { mean: meanText })
      : t('zones.unevenness.fitted', {
          mean: meanText,
          dispersion: Number(dispersion.toPrecision(2)),
          times: formatNumber(1 + mean / dispersion, 1),
        });
  if (heavyTail === null) return [fitted];
  const { atLeast, found, expected } = heavyTail;
  return [
    fitted,
    t('zones.unevenness.heavyTail', {
      atLeast: formatNumber(atLeast),
      found: formatNumber(found),
      expected: formatNumber(expected, 1),
    }),
  ];
}
