import { useTranslation } from 'react-i18next';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { PaperMap, PaperPage } from '../../../components/paper.tsx';
import paper from '../../../components/paper.module.css';
import {
  describeDispersion,
  describeInterval,
  describeSeason,
  describeVerdict,
} from '../../../features/change/change-words.ts';
import { describeFilter, describeMethod, formatWindow } from '../../../features/records/evidence-words.ts';
import { describeUnevenness } from '../../../features/zones/unevenness-words.ts';
import { computeHeldFigures, findAreaShare } from '../../../features/zones/zone-figures.ts';
import { describeEvidence, formatDensity } from '../../../features/zones/zone-words.ts';
import { formatArea, formatDate, formatNumber, formatShare } from '../../../lib/format.ts';
import { formatChange } from '../../../lib/format-ratio.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { usePlaceName } from '../../../features/place-names/place-name.ts';
import type { PrintPicture } from '../../../features/print/use-print-map.ts';
import { BriefHeader } from './brief-header.tsx';
import styles from './brief.module.css';
import { PaperBars } from './paper-bars.tsx';
import { PaperHours } from './paper-hours.tsx';
import { RecordsTable } from './records-table.tsx';
import type { BriefFacts } from './use-brief-facts.ts';
import type { ZonesBrief } from './zones-brief.ts';

const PAGES = 2;
/** What there is room for. */
const LISTED_ZONES = 14;
const SQUARE_METERS_PER_KM2 = 1e6;

/** What the zones hold, and whether the method says more than plain counts. */
function Lead({ brief: { answer } }: { brief: ZonesBrief }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { result, baseline } = answer.found;
  const { zones, incidentCount, heldCount } = result;
  const { heldShare, areaShare, timesMean } = computeHeldFigures({
    incidentCount,
    heldCount,
    areaShare: findAreaShare(result),
  });
  const sentences =
    zones.length === 0
      ? [t('zoneBrief.none', { count: formatNumber(incidentCount) })]
      : [
          t('zoneBrief.lead', {
            incidents: formatNumber(incidentCount),
            count: zones.length,
            held: formatShare(heldShare),
            area: formatShare(areaShare),
            times: timesMean === null ? '—' : formatNumber(timesMean, 1),
          }),
        ];
  if (baseline && baseline.incidentCount > 0)
    sentences.push(
      t('zoneBrief.baseline', {
        area: formatShare(areaShare),
        held: formatShare(baseline.heldCount / baseline.incidentCount),
      }),
    );
  if (result.unevenness) sentences.push(...describeUnevenness(t, result.unevenness));
  if (answer.found.monthsLeftOut > 0)
    sentences.push(t('incident.monthsLeftOut', { number: formatNumber(answer.found.monthsLeftOut) }));
  if (result.warning) sentences.push(t(`zones.warning.${result.warning.code}.title`));
  return <p className={paper.lead}>{sentences.join(language === 'en' ? ' ' : '')}</p>;
}

function ZonesTable({ brief: { answer }, timeZone }: { brief: ZonesBrief; timeZone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const placeName = usePlaceName();
  const { zones } = answer.found.result;
  if (zones.length === 0) return null;
  return (
    <>
      <h2>{t('zoneBrief.zones')}</h2>
      <table className={paper.table} data-dense>
        <thead>
          <tr>
            <th scope="col">{t('zoneBrief.column.zone')}</th>
            <th scope="col">{t('zoneBrief.column.incidents')}</th>
            <th scope="col">{t('zoneBrief.column.area')}</th>
            <th scope="col">{t('zoneBrief.column.density')}</th>
            <th scope="col">{t('zoneBrief.column.evidence')}</th>
          </tr>
        </thead>
        <tbody>
          {zones.slice(0, LISTED_ZONES).map(({ rank, labelPoint, incidentCount, areaSquareMeters, evidence }) => (
            <tr key={rank}>
              <th scope="row">
                {rank}. {placeName(labelPoint)}
              </th>
              <td>{formatNumber(incidentCount)}</td>
              <td>{formatArea(areaSquareMeters, language)}</td>
              <td>{formatDensity(incidentCount / (areaSquareMeters / SQUARE_METERS_PER_KM2))}</td>
              <td>{describeEvidence(evidence, { t, timeZone })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {zones.length > LISTED_ZONES && (
        <p className={paper.fine}>{t('brief.left', { count: zones.length - LISTED_ZONES })}</p>
      )}
    </>
  );
}

/** Against the window before, and what the season would bring. */
function Change({ brief: { comparison, before }, timeZone }: { brief: ZonesBrief; timeZone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (!comparison || !before) return null;
  const { now, before: earlier, comparison: ratio, season, monthsLeftOut } = comparison;
  const sentences = [
    t('zoneBrief.change', {
      from: formatDate(before.fromMs, timeZone),
      to: formatDate(before.toMs - 1, timeZone),
      before: formatNumber(earlier.count),
      now: formatNumber(now.count),
      change: ratio.rateRatio === null ? '—' : formatChange(ratio.rateRatio),
      interval: describeInterval(t, ratio),
    }),
    `${describeVerdict(t, ratio)}${language === 'en' ? '.' : '。'}`,
    describeDispersion(t, ratio),
    ...(monthsLeftOut > 0 ? [t('incident.monthsLeftOut', { number: formatNumber(monthsLeftOut) })] : []),
    ...Object.values(describeSeason(t, season, now.count)).filter((words) => words !== null),
  ];
  return (
    <>
      <h2>{t('zoneBrief.changeTitle')}</h2>
      <p className={styles.words}>{sentences.join(language === 'en' ? ' ' : '')}</p>
    </>
  );
}

interface ZonesSheetProps {
  facts: BriefFacts;
  brief: ZonesBrief;
  records: readonly HotspotRecord[];
  picture: PrintPicture;
}

/** Two A4 pages about the zones that a method found in a window. */
export function ZonesSheet({ facts, brief, records, picture }: ZonesSheetProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { timeZone, association, isDemo } = facts;
  const { method, filter } = brief.answer;
  const page = { pages: PAGES, association, isDemo };
  const withoutHour = brief.vague.days + brief.vague.months;
  return (
    <article className={paper.sheet} lang={language}>
      <PaperPage number={1} {...page}>
        <BriefHeader facts={facts} title={t('zoneBrief.heading')} />
        <Lead brief={brief} />
        <p className={paper.fine}>
          {t('zoneBrief.asked', {
            window: formatWindow(filter, timeZone),
            filter: describeFilter(t, filter, language),
            method: describeMethod(t, method),
          })}
        </p>
        <PaperMap
          address={picture.address}
          hasFailed={picture.hasFailed}
          legend={
            <ul className={paper.legend}>
              <li>
                <span className={styles.outlineKey} />
                {t('zoneBrief.legend.zone')}
              </li>
              <li>
                <span className={styles.dotKey} />
                {t('zoneBrief.legend.incident')}
              </li>
            </ul>
          }
        />
        <ZonesTable brief={brief} timeZone={timeZone} />
        <Change brief={brief} timeZone={timeZone} />
        <h2>{t('zoneBrief.weeks')}</h2>
        <PaperBars bars={brief.weeks} label={t('zoneBrief.weeks')} />
        {brief.vague.months > 0 && (
          <p className={paper.fine}>{t('zones.vague.noDay', { number: formatNumber(brief.vague.months) })}</p>
        )}
      </PaperPage>
      <PaperPage number={2} {...page}>
        <h2>{t('zoneBrief.hours')}</h2>
        <PaperHours counts={brief.hours} />
        {withoutHour > 0 && (
          <p className={paper.fine}>{t('zones.vague.noHour', { number: formatNumber(withoutHour) })}</p>
        )}
        <RecordsTable records={records} timeZone={timeZone} />
        <h2>{t('brief.methodTitle')}</h2>
        <ul className={paper.method}>
          <li>{t(`records.how.${method.kind}`)}</li>
          <li>{t('change.how.ratio').split('\n\n').slice(0, 2).join(' ')}</li>
          <li>{t('zoneBrief.limits.reports')}</li>
          <li>{t(filter.source === 'reported' ? 'zoneBrief.limits.reported' : 'zoneBrief.limits.found')}</li>
          <li>{t('zoneBrief.limits.use')}</li>
        </ul>
      </PaperPage>
    </article>
  );
}
