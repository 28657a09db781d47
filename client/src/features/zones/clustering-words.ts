import type { TFunction } from 'i18next';
import type { EnvelopeTest } from '@liaowang/shared/analysis/clustering/envelope-test';
import type { ClusteringFound } from '@liaowang/shared/analysis/clustering/test-clustering';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { SIGNIFICANT_P } from './near-repeat.ts';
import { formatPValue } from './zone-words.ts';

/** What a test says: on which side of 0 the function lies where that is statistically significant. */
export function findSide({ p, isAbove }: Pick<EnvelopeTest, 'p' | 'isAbove'>): 'above' | 'below' | 'notShown' {
  if (p > SIGNIFICANT_P) return 'notShown';
  return isAbove ? 'above' : 'below';
}

/** The nearest-neighbour index, against random, and against the city's other incidents, a sentence each. */
export function describeClustering(t: TFunction, { nearest, atRandom, againstOthers, radiiMeters }: ClusteringFound): { nearest: string; atRandom: string; againstOthers: string } {
  const at = (test: EnvelopeTest): { p: string; distance: string } => ({ p: formatPValue('p', test.p), distance: formatDistance(radiiMeters[test.at]!) });
  return {
    nearest: t('zones.clustering.nearest', {
      observed: formatDistance(nearest.observedMeters), expected: formatDistance(nearest.expectedMeters), index: formatNumber(nearest.index, 2), z: formatNumber(nearest.z, 2), p: formatPValue('p', nearest.p),
    }),
    atRandom: t(`zones.clustering.atRandom.${findSide(atRandom)}`, at(atRandom)),
    againstOthers: againstOthers === null ? t('zones.clustering.noOthers') : t(`zones.clustering.againstOthers.${findSide(againstOthers)}`, { ...at(againstOthers), others: formatNumber(againstOthers.otherCount) }),
  };
}
