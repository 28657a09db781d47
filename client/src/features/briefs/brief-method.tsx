import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { OBSERVER_KINDS, type CoverageSettings, type ObserverKind } from '@liaowang/shared/schemas/coverage-settings';
import { formatArea, formatDate, formatDistance, formatMinuteOfDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import type { BriefContent } from './brief-content.ts';
import styles from '../../components/paper.module.css';

function describeObserver(t: TFunction, kind: ObserverKind, { observers }: CoverageSettings): string {
  const { counts, rangeMeters, nightFactor } = observers[kind];
  const name = kind === 'lookout' ? t('layers.lookouts') : t(`unitKind.${kind}`);
  if (!counts) return t('brief.method.notCounted', { kind: name });
  return t('brief.method.range', {
    kind: name,
    range: rangeMeters === null ? t('brief.method.ownRange') : formatDistance(rangeMeters),
    factor: nightFactor,
  });
}

/** In plain words: what counts as seen, what as demand, what the record holds, and what none of it says. */
export function BriefMethod({ content: { settings, demand, window, timeZone } }: { content: BriefContent }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const {
    nightStartMinute,
    nightEndMinute,
    demand: { source, severityWeights, categories },
  } = settings;
  const separator = language === 'en' ? '; ' : '；';
  const list = OBSERVER_KINDS.map((kind) => describeObserver(t, kind, settings)).join(separator);
  const points = [
    t('brief.method.share'),
    t('brief.method.ground'),
    nightStartMinute === nightEndMinute
      ? t('brief.method.noNight', { list })
      : t('brief.method.ranges', {
          list,
          start: formatMinuteOfDay(nightStartMinute),
          end: formatMinuteOfDay(nightEndMinute),
        }),
    t('brief.method.demand', {
      from: formatDate(parseInstant(demand.from), timeZone),
      to: formatDate(parseInstant(demand.to), timeZone),
      source: source === 'any' ? t('brief.method.anySource') : t(`source.${source}`),
      count: demand.incidentCount,
      ...severityWeights,
      cell: demand.cellMeters,
    }) +
      (categories === null
        ? ''
        : ` ${t('brief.method.categories', { list: categories.map((category) => t(`category.${category}`)).join(separator) })}`),
    t('brief.method.window', { recorded: window.recordedHours, hours: window.hours }),
    t('brief.method.gaps', { size: formatArea(settings.minGapSquareMeters, language) }),
    ...(window.isSimulated ? [t('brief.method.simulated')] : []),
    t('brief.method.limits'),
  ];
  return (
    <>
      <h2>{t('brief.methodTitle')}</h2>
      <ul className={styles.method}>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </>
  );
}
