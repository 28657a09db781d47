import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { Mark } from '../../components/mark.tsx';
import { PaperMap, PaperPage, momentText } from '../../components/paper.tsx';
import { formatDuration, formatShare } from '../../lib/format.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { findOldestGap, roundToMinute, type BriefContent } from './brief-content.ts';
import { BriefMatrix } from './brief-matrix.tsx';
import { BriefMethod } from './brief-method.tsx';
import { BranchesTable, GapsTable, HeadTable, KeyAreasTable } from './brief-tables.tsx';
import styles from '../../components/paper.module.css';

const PAGES = 2;

/** What the figures say, in sentences. */
function Lead({ content: { figures, gaps } }: { content: BriefContent }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const oldest = findOldestGap(gaps);
  const place = figures.areas.find(({ areaId }) => areaId === oldest?.areaId);
  const sentences: string[] = [];
  if (figures.keyAreaShare !== null) sentences.push(t('brief.lead', { share: formatShare(figures.keyAreaShare) }));
  if (figures.keyAreaShareHourAgo !== null)
    sentences.push(t('brief.leadHourAgo', { share: formatShare(figures.keyAreaShareHourAgo) }));
  sentences.push(gaps.total === 0 ? t('brief.leadNoGap') : t('brief.leadGaps', { count: gaps.total }));
  if (oldest && place) {
    const words = {
      name: localName(place.name),
      duration: formatDuration(roundToMinute(parseInstant(gaps.computedAt) - parseInstant(oldest.openedAt)), language),
    };
    sentences.push(oldest.openedEarlier ? t('brief.leadOldestAtLeast', words) : t('brief.leadOldest', words));
  }
  sentences.push(t('brief.leadObservers', { lookouts: figures.observers.lookouts, units: figures.observers.units }));
  if (figures.isNight) sentences.push(t('brief.leadNight'));
  return <p className={styles.lead}>{sentences.join(language === 'en' ? ' ' : '')}</p>;
}

function MapLegend({ hasUnits }: { hasUnits: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.legend}>
      <li>
        <span className={styles.tint} />
        {t('brief.mapLegend.observed')}
      </li>
      <li>
        <Mark shape="hatch" color="#a03e73" />
        {t('brief.mapLegend.gap')}
      </li>
      <li>
        <Mark shape="outline" color="#54687c" />
        {t('brief.mapLegend.keyArea')}
      </li>
      <li>
        <Mark shape="hexagon" color="#177554" />
        {t('brief.mapLegend.lookout')}
      </li>
      {hasUnits && (
        <li>
          <span className={styles.dot} />
          {t('brief.mapLegend.unit')}
        </li>
      )}
    </ul>
  );
}

interface BriefSheetProps {
  content: BriefContent;
  /** Address of the picture; null while it is drawn. */
  mapAddress: string | null;
  hasMapFailed: boolean;
  hasUnits: boolean;
}

/** Two A4 pages about coverage at one moment. */
export function BriefSheet({ content, mapAddress, hasMapFailed, hasUnits }: BriefSheetProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const { timeZone, window, comparison } = content;
  const page = { pages: PAGES, association: content.association, isDemo: content.isDemo };
  const moment = (instant: string): string => momentText(parseInstant(instant), timeZone);
  return (
    <article className={styles.sheet} lang={useLanguage()}>
      <PaperPage number={1} {...page}>
        <header className={styles.header}>
          <h1>
            {localName(content.city)} {t('brief.heading')}
          </h1>
          <p>
            {localName(content.association)}
            <br />
            {t('brief.madeAt', { time: momentText(content.madeAtMs, timeZone) })} ·{' '}
            {t('brief.madeBy', { role: t(`role.${content.role}`) })}
          </p>
        </header>
        <Lead content={content} />
        <h2>{t('brief.figures')}</h2>
        <HeadTable content={content} />
        <p className={styles.fine}>
          {t('brief.figuresNote', {
            from: moment(window.from),
            to: moment(window.to),
            before: moment(comparison.from),
            until: moment(comparison.to),
          })}
        </p>
        <PaperMap address={mapAddress} hasFailed={hasMapFailed} legend={<MapLegend hasUnits={hasUnits} />} />
        <KeyAreasTable content={content} />
      </PaperPage>
      <PaperPage number={2} {...page}>
        <BranchesTable content={content} />
        <GapsTable content={content} />
        <BriefMatrix content={content} />
        <BriefMethod content={content} />
      </PaperPage>
    </article>
  );
}
