import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { HotspotOutcome } from '@liaowang/shared/schemas/hotspot-outcome';
import type { HotspotDetail } from '@liaowang/shared/schemas/hotspot-record';
import { PaperMap, PaperPage } from '../../../components/paper.tsx';
import paper from '../../../components/paper.module.css';
import {
  describeComparison,
  describeDispersion,
  describeNetChange,
  formatRate,
  isTooEarly,
  tellChange,
} from '../../../features/outcomes/outcome-words.ts';
import { describeFilter, describeMethod, formatWindow, listFigures } from '../../../features/records/evidence-words.ts';
import { describeCheck, describeEvent } from '../../../features/records/record-words.ts';
import { UNKNOWN, formatArea, formatDate, formatNumber } from '../../../lib/format.ts';
import { useLanguage, useLocalName } from '../../../lib/use-language.ts';
import type { PrintPicture } from '../../../features/print/use-print-map.ts';
import { useRecordName } from '../use-record-name.ts';
import { BriefHeader } from './brief-header.tsx';
import styles from './brief.module.css';
import { PaperBars } from './paper-bars.tsx';
import type { BriefFacts } from './use-brief-facts.ts';

const PAGES = 2;
/** What there is room for: the newest. */
const LISTED_EVENTS = 12;

function Facts({ detail: { hotspot }, timeZone }: { detail: HotspotDetail; timeZone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const { status, owner, nextReviewOn, confirmedAt, check, evidence } = hotspot;
  const facts: Array<[label: string, value: string, isWide?: boolean]> = [
    [t('zoneBrief.column.status'), t(`records.status.${status}`)],
    [t('zoneBrief.owner'), owner ? localName(owner.name) : UNKNOWN],
    [t('zoneBrief.column.nextReview'), nextReviewOn ?? UNKNOWN],
    [t('zoneBrief.confirmed'), confirmedAt ? formatDate(parseInstant(confirmedAt), timeZone) : UNKNOWN],
    [t('zoneBrief.column.check'), describeCheck(t, check, timeZone), true],
    [t('zoneBrief.filter'), describeFilter(t, evidence.filter, language), true],
    ...listFigures(t, evidence, timeZone).map(({ label, value }): [string, string] => [label, value]),
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value, isWide]) => (
        <div key={label} data-wide={isWide || undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Before and since, here, around and elsewhere, and what that can and cannot show. */
function Outcome({ outcome, timeZone }: { outcome: HotspotOutcome; timeZone: string }) {
  const { t } = useTranslation();
  const { during, weeks, windows, dosage } = outcome;
  const rows = [
    ['hotspot', during.hotspot],
    ['buffer', during.buffer],
    ['comparison', during.comparison],
  ] as const;
  const dayOf = (instant: string): string => formatDate(parseInstant(instant), timeZone);
  return (
    <>
      <h2>
        {t('zoneBrief.outcome', {
          from: dayOf(windows.during.from),
          to: formatDate(parseInstant(windows.during.to) - 1, timeZone),
        })}
      </h2>
      <p className={styles.words}>
        {t('outcome.change.reported', { words: describeComparison(t, during.hotspot) })}{' '}
        {during.netChange && !isTooEarly(during.hotspot) && describeNetChange(t, during.netChange)}
      </p>
      <table className={paper.table} data-dense>
        <thead>
          <tr>
            <th scope="col">{t('outcome.change.zone')}</th>
            <th scope="col">{t('outcome.change.before')}</th>
            <th scope="col">{t('outcome.window.during')}</th>
            <th scope="col">{t('outcome.change.change')}</th>
            <th scope="col">{t('outcome.change.interval')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([zone, compared]) => (
            <tr key={zone}>
              <th scope="row">{t(`outcome.zone.${zone}`)}</th>
              {compared === null ? (
                <td colSpan={4}>{t('outcome.change.noComparison')}</td>
              ) : (
                <>
                  <td>
                    {formatNumber(compared.before)} ({formatRate(compared.before, compared.beforeDays)})
                  </td>
                  <td>
                    {formatNumber(compared.during)} ({formatRate(compared.during, compared.duringDays)})
                  </td>
                  <td>{tellChange(compared).change}</td>
                  <td>{tellChange(compared).interval}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={paper.fine}>
        {t('outcome.change.perWeek')} {describeDispersion(t, during)}{' '}
        {t('zoneBrief.dosage', {
          before: dosage.before.minutesAWeek === null ? UNKNOWN : formatNumber(dosage.before.minutesAWeek),
          during: dosage.during.minutesAWeek === null ? UNKNOWN : formatNumber(dosage.during.minutesAWeek),
        })}
      </p>
      <h2>{t('zoneBrief.reportedWeeks')}</h2>
      <PaperBars
        label={t('zoneBrief.reportedWeeks')}
        bars={weeks.map(({ weekStart, reported }) => ({ label: dayOf(weekStart), count: reported }))}
      />
      {weeks.some(({ patrolMinutes }) => patrolMinutes !== null) && (
        <>
          <h2>{t('zoneBrief.minutesWeeks')}</h2>
          <PaperBars
            label={t('zoneBrief.minutesWeeks')}
            bars={weeks.map(({ weekStart, patrolMinutes }) => ({
              label: dayOf(weekStart),
              count: Math.round(patrolMinutes ?? 0),
              isPartial: patrolMinutes === null,
            }))}
          />
        </>
      )}
      <ul className={styles.caveats}>
        {outcome.caveats.map((caveat) => (
          <li key={caveat}>{t(`outcome.caveat.${caveat}`)}</li>
        ))}
      </ul>
    </>
  );
}

/** Who decided what and why; comments stay in the system. */
function History({ detail: { events }, timeZone }: { detail: HotspotDetail; timeZone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const decisions = events
    .filter(({ kind }) => kind !== 'comment' && kind !== 'attachment' && kind !== 'attachment-removed')
    .sort((a, b) => b.eventId - a.eventId)
    .slice(0, LISTED_EVENTS);
  return (
    <>
      <h2>{t('zoneBrief.history')}</h2>
      <ul className={paper.method}>
        {decisions.map((event) => (
          <li key={event.eventId}>
            {formatDate(parseInstant(event.at), timeZone)} · {describeEvent(t, event, language, localName)}
            {event.text && ` · ${event.text}`}
          </li>
        ))}
      </ul>
    </>
  );
}

interface RecordSheetProps {
  facts: BriefFacts;
  detail: HotspotDetail;
  /** Null = it could not be worked out. */
  outcome: HotspotOutcome | null;
  picture: PrintPicture;
}

/** Two A4 pages about one hotspot: what it rests on, what was decided, and what came of it. */
export function RecordSheet({ facts, detail, outcome, picture }: RecordSheetProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useRecordName();
  const { hotspot } = detail;
  const { evidence } = hotspot;
  const { timeZone, association, isDemo } = facts;
  const page = { pages: PAGES, association, isDemo };
  return (
    <article className={paper.sheet} lang={language}>
      <PaperPage number={1} {...page}>
        <BriefHeader facts={facts} title={t('zoneBrief.recordHeading', { name: nameOf(hotspot) })} />
        <p className={paper.lead}>
          {t('records.sentence', {
            window: formatWindow(evidence.filter, timeZone),
            area: formatArea(evidence.areaSquareMeters, language),
            incidents: t('records.incidents', {
              count: evidence.incidentCount,
              number: formatNumber(evidence.incidentCount),
            }),
            method: describeMethod(t, evidence.method),
          })}
        </p>
        <Facts detail={detail} timeZone={timeZone} />
        <PaperMap
          address={picture.address}
          hasFailed={picture.hasFailed}
          legend={
            <ul className={paper.legend}>
              <li>
                <span className={styles.recordKey} />
                {t('zoneBrief.legend.record')}
              </li>
            </ul>
          }
        />
        <History detail={detail} timeZone={timeZone} />
      </PaperPage>
      <PaperPage number={2} {...page}>
        {outcome ? <Outcome outcome={outcome} timeZone={timeZone} /> : <p>{t('zoneBrief.noOutcome')}</p>}
        <h2>{t('brief.methodTitle')}</h2>
        <ul className={paper.method}>
          <li>{t(`records.how.${evidence.method.kind}`)}</li>
          <li>{t('outcome.how.change').replaceAll('\n\n', ' ')}</li>
          <li>{t('outcome.how.found').replaceAll('\n\n', ' ')}</li>
          <li>{t('zoneBrief.limits.reports')}</li>
          <li>{t('zoneBrief.limits.use')}</li>
        </ul>
      </PaperPage>
    </article>
  );
}
