import { useTranslation } from 'react-i18next';
import type { ClusteringFound } from '@liaowang/shared/analysis/hotspots/clustering/test-clustering';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatDistance, formatNumber } from '../../lib/format.ts';
import styles from './clustering-panel.module.css';
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
    <section className={styles.panel} aria-label={t('zones.kind.clustering')}>
      <h3>
        {t('zones.clustering.othersTitle')}
        <HowNote label={t('zones.clustering.othersTitle')} text={t('zones.clustering.how.others')} />
      </h3>
      <p className={styles.sentence}>{words.againstOthers}</p>
      {againstOthers && (
        <EnvelopeChart test={againstOthers} radiiMeters={radiiMeters} label={t('zones.clustering.difference')} />
      )}
      <h3>
        {t('zones.clustering.randomTitle')}
        <HowNote label={t('zones.clustering.randomTitle')} text={t('zones.clustering.how.random')} />
      </h3>
      <p className={styles.sentence}>{words.atRandom}</p>
      <EnvelopeChart test={atRandom} radiiMeters={radiiMeters} label="L(r) − r" />
      <p className={styles.note}>{t('zones.clustering.randomNote')}</p>
      <h3>
        {t('zones.clustering.nearestTitle')}
        <HowNote label={t('zones.clustering.nearestTitle')} text={t('zones.clustering.how.nearest')} />
      </h3>
      <p className={styles.sentence}>{words.nearest}</p>
      <p className={styles.note}>
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
      </p>
    </section>
  );
}
