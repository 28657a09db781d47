import type { TFunction } from 'i18next';
import type { EnvelopeTest } from '@liaowang/shared/analysis/hotspots/clustering/envelope-test';
import type { ClusteringFound } from '@liaowang/shared/analysis/hotspots/clustering/test-clustering';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { SIGNIFICANT_P } from './near-repeat.ts';
import { formatPValue } from './zone-words.ts';

/** What a test says: on which side of 0 the function lies where that is statistically significant. */
export function findSide({ p, isAbove }: Pick<EnvelopeTest, 'p' | 'isAbove'>): 'above' | 'below' | 'notShown' {
  if (p > SIGNIFICANT_P) return 'notShown';
  return isAbove ? 'above' : 'below';
}

/** The nearest-neighbour index, against random, and against the city's other incidents, a sentence each. */
export function describeClustering(
  t: TFunction,
  { nearest, atRandom, againstOthers, radiiMeters }: ClusteringFound,
): { nearest: string; atRandom: string; againstOthers: string } {
  const at = (test: EnvelopeTest): { p: string; distance: string } => ({
    p: formatPValue('p', test.p),
    distance: formatDistance(radiiMeters[test.at]!),
  });
  const { observedMeters, edgeCorrected } = nearest;
  const tell = ({ expectedMeters, index, z, p }: typeof edgeCorrected) => ({
    expected: formatDistance(expectedMeters),
    index: formatNumber(index, 2),
    z: formatNumber(z, 2),
    p: formatPValue('p', p),
  });
  const plain = tell(nearest);
  return {
    nearest: t('zones.clustering.nearest', {
      observed: formatDistance(observedMeters),
      ...tell(edgeCorrected),
      plainExpected: plain.expected,
      plainIndex: plain.index,
      plainZ: plain.z,
    }),
    atRandom: t(`zones.clustering.atRandom.${findSide(atRandom)}`, at(atRandom)),
    againstOthers:
      againstOthers === null
        ? t('zones.clustering.noOthers')
        : t(`zones.clustering.againstOthers.${findSide(againstOthers)}`, {
            ...at(againstOthers),
            others: formatNumber(againstOthers.otherCount),
          }),
  };
}
