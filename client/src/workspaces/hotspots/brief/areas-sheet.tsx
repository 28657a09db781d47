import { useTranslation } from 'react-i18next';
import type { AreaTableRow } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import { PaperMap, PaperPage } from '../../../components/paper.tsx';
import paper from '../../../components/paper.module.css';
import { buildAreaRows, sortAreaRows, type AreaRow } from '../../../features/areas/area-rows.ts';
import { formatAreaChange, formatAreaWeek } from '../../../features/areas/area-words.ts';
import type { CountedAreas } from '../../../features/areas/areas.store.ts';
import { describeFilter, formatWindow } from '../../../features/records/evidence-words.ts';
import { UNKNOWN, formatNumber } from '../../../lib/format.ts';
import { useLanguage, useLocalName } from '../../../lib/use-language.ts';
import type { PrintPicture } from '../../../features/print/use-print-map.ts';
import { BriefHeader } from './brief-header.tsx';
import type { BriefFacts } from './use-brief-facts.ts';

const PAGES = 2;
/** What there is room for on each page. */
const ROWS = [14, 34] as const;

interface AreasSheetProps {
  facts: BriefFacts;
  counted: CountedAreas;
  filter: IncidentFilter;
  picture: PrintPicture;
}

const MARKS = { more: '▲ ', fewer: '▼ ', 'no-change-shown': '', 'too-few': '' } as const;

function Rows({ rows, counted: { set } }: { rows: readonly AreaRow[]; counted: CountedAreas }) {
  const { t } = useTranslation();
  const kind = set.denominatorKind;
  const marked = (verdict: keyof typeof MARKS | undefined, text: string): string =>
    `${verdict ? MARKS[verdict] : ''}${text}`;
  return (
    <table className={paper.table} data-dense>
      <thead>
        <tr>
          <th scope="col">{t('areas.column.name')}</th>
          <th scope="col">{t('areas.column.count')}</th>
          <th scope="col">{t('areas.column.before')}</th>
          <th scope="col">{t('areas.column.year')}</th>
          <th scope="col">{t('areas.column.week')}</th>
          {kind !== null && <th scope="col">{t(`areas.rate.${kind}`)}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ areaId, name, figures, rate }) => (
          <tr key={areaId ?? 'outside'}>
            <th scope="row">{name}</th>
            <td>{formatNumber(figures.count)}</td>
            <td>{marked(figures.before?.verdict, formatAreaChange(t, figures.before))}</td>
            <td>{marked(figures.lastYear?.verdict, formatAreaChange(t, figures.lastYear))}</td>
            <td>{marked(figures.week?.verdict, formatAreaWeek(figures.week))}</td>
            {kind !== null && <td>{rate === null ? UNKNOWN : formatNumber(rate, 1)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Two A4 pages about the incidents of areas: those with most first, with the same figures and marks as on the screen. */
export function AreasSheet({ facts, counted, filter, picture }: AreasSheetProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useLocalName();
  const { timeZone, association, isDemo } = facts;
  const { set, table } = counted;
  const rows = sortAreaRows(
    buildAreaRows(set, table, { nameOf, outside: t('areas.outside') }),
    { column: 'count', descending: true },
    language,
  );
  const tell = (pick: (row: AreaTableRow) => string | undefined, verdict: 'more' | 'fewer'): number =>
    table.rows.filter((row) => pick(row) === verdict).length;
  const page = { pages: PAGES, association, isDemo };
  const left = rows.length - ROWS[0] - ROWS[1];
  return (
    <article className={paper.sheet} lang={language}>
      <PaperPage number={1} {...page}>
        <BriefHeader facts={facts} title={t('areas.brief.title', { name: nameOf(set.name) })} />
        <p className={paper.lead}>
          {t('areas.brief.lead', {
            areas: table.rows.length,
            incidents: formatNumber(table.total.count),
            more: tell(({ before }) => before?.verdict, 'more'),
            fewer: tell(({ before }) => before?.verdict, 'fewer'),
            weekMore: tell(({ week }) => week?.verdict, 'more'),
            weekFewer: tell(({ week }) => week?.verdict, 'fewer'),
          })}
        </p>
        <p className={paper.fine}>
          {t('areas.brief.asked', {
            window: formatWindow(filter, timeZone),
            filter: describeFilter(t, filter, language),
          })}
        </p>
        <PaperMap
          address={picture.address}
          hasFailed={picture.hasFailed}
          legend={
            <ul className={paper.legend}>
              <li>{t('areas.brief.legend')}</li>
            </ul>
          }
        />
        <Rows rows={rows.slice(0, ROWS[0])} counted={counted} />
      </PaperPage>
      <PaperPage number={2} {...page}>
        {rows.length > ROWS[0] && <Rows rows={rows.slice(ROWS[0], ROWS[0] + ROWS[1])} counted={counted} />}
        {left > 0 && <p className={paper.fine}>{t('brief.left', { count: left })}</p>}
        <h2>{t('brief.methodTitle')}</h2>
        <ul className={paper.method}>
          {table.monthsLeftOut > 0 && (
            <li>{t('incident.monthsLeftOut', { number: formatNumber(table.monthsLeftOut) })}</li>
          )}
          {table.severalCount > 0 && <li>{t('areas.several', { number: formatNumber(table.severalCount) })}</li>}
          <li>{t('areas.how.before')}</li>
          <li>{t('areas.how.year')}</li>
          <li>{t('areas.how.week')}</li>
          {set.denominatorKind !== null && <li>{t('areas.how.rate')}</li>}
          <li>{t('zoneBrief.limits.reports')}</li>
        </ul>
      </PaperPage>
    </article>
  );
}
