import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { Facts } from '../../components/facts.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { formatArea, formatNumber } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { describeFilter, describeMethod, formatWindow, listFigures } from './evidence-words.ts';
import styles from './record-detail.module.css';
import { CHECK_TONES, describeCheck } from './record-words.ts';

/** What a record rests on, in a sentence and as facts, and whether that still stands. */
export function EvidenceSection({ hotspot, actions }: { hotspot: HotspotRecord; actions: ReactNode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { evidence, check } = hotspot;
  return (
    <section className={styles.section} aria-label={t('review.evidence')}>
      <h3>
        {t('review.evidence')}
        <HowNote label={t('review.evidence')} text={t(`review.how.${evidence.method.kind}`)} />
      </h3>
      <p>
        {t('review.sentence', {
          window: formatWindow(evidence.filter, timeZone),
          area: formatArea(evidence.areaSquareMeters, language),
          incidents: t('review.incidents', {
            count: evidence.incidentCount,
            number: formatNumber(evidence.incidentCount),
          }),
          method: describeMethod(t, evidence.method),
        })}
      </p>
      <Facts
        facts={[
          { label: t('review.filter'), value: describeFilter(t, evidence.filter, language), wide: true },
          ...listFigures(t, evidence, timeZone),
        ]}
      />
      <p className={styles.check}>
        <StatusTag tone={check ? CHECK_TONES[check.state] : 'quiet'}>{describeCheck(t, check, timeZone)}</StatusTag>
        <HowNote label={t('review.checkTitle')} text={t('review.how.check')} />
      </p>
      <div className={styles.buttons} data-start>
        {actions}
      </div>
    </section>
  );
}
