import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ClusteringFound } from '@liaowang/shared/analysis/hotspots/clustering/test-clustering';
import { SectionHead } from '../../components/section-head.tsx';
import { UNKNOWN, formatDistance, formatNumber } from '../../lib/format.ts';
import { describeClustering } from './clustering-words.ts';
import { EnvelopeChart } from './envelope-chart.tsx';
import type { ClusteringMethod } from './finding-method.ts';

interface ClusteringPanelProps {
  found: ClusteringFound;
  method: ClusteringMethod;
}

/** Whether incidents are clustered at all: against chance, and against where the city's other incidents are. */
export function ClusteringPanel({ found, method }: ClusteringPanelProps) {
  const { t } = useTranslation();
  const { atRandom, againstOthers, radiiMeters, eventCount, sampledCount } = found;
  const isSampled =
    sampledCount < eventCount || (againstOthers !== null && againstOthers.sampledOthers < againstOthers.otherCount);
  const words = describeClustering(t, found);
  return (
    <Stack component="section" gap="sm" aria-label={t('zones.kind.clustering')}>
      <SectionHead how={t('zones.clustering.how.others')}>{t('zones.clustering.othersTitle')}</SectionHead>
      <Text c="bright">{words.againstOthers}</Text>
      {againstOthers && (
        <EnvelopeChart test={againstOthers} radiiMeters={radiiMeters} label={t('zones.clustering.difference')} />
      )}
      <SectionHead how={t('zones.clustering.how.random')}>{t('zones.clustering.randomTitle')}</SectionHead>
      <Text c="bright">{words.atRandom}</Text>
      <EnvelopeChart test={atRandom} radiiMeters={radiiMeters} label="L(r) − r" />
      <Text size="xs" c="dimmed">
        {t('zones.clustering.randomNote')}
      </Text>
      <SectionHead how={t('zones.clustering.how.nearest')}>{t('zones.clustering.nearestTitle')}</SectionHead>
      <Text c="bright">{words.nearest}</Text>
      <Text size="xs" c="dimmed">
        {t('zones.clustering.basis', {
          events: formatNumber(eventCount),
          permutations: formatNumber(method.permutations),
          seed: method.seed,
        })}
        {isSampled &&
          t('zones.clustering.sampled', {
            reach: formatDistance(radiiMeters.at(-1)!),
            sampled: formatNumber(sampledCount),
            sampledOthers: againstOthers ? formatNumber(againstOthers.sampledOthers) : UNKNOWN,
          })}
      </Text>
    </Stack>
  );
}
