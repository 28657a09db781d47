import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import {
  UNKNOWN,
  formatArea,
  formatClock,
  formatDate,
  formatDistance,
  formatDuration,
  formatNumber,
  formatShare,
} from '../../lib/format.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import {
  findHeadRows,
  findWorstRows,
  roundToMinute,
  type BriefContent,
  type BriefRow,
  type BriefShare,
} from './brief-content.ts';
import styles from '../../components/paper.module.css';

/** A4 has room for so many. */
const ROOM = { keyAreas: 16, branches: 26, gaps: 12 } as const;
const MEASURES = ['ground', 'incidents', 'households'] as const;

const shareText = (share: number | null): string => (share === null ? UNKNOWN : formatShare(share));

/** `+2.1`, `−0.4`; a change that rounds to nothing has no sign. */
function changeText(change: number | null): string {
  if (change === null) return UNKNOWN;
  const points = Math.abs(change * 100).toFixed(1);
  return points === '0.0' ? points : `${change > 0 ? '+' : '−'}${points}`;
}

function useRowName(): (name: LocalizedName | null) => string {
  const { t } = useTranslation();
  const localName = useLocalName();
  return (name) => (name === null ? t('brief.total') : localName(name));
}

const shareCells = ({ now, window, change }: BriefShare, key: string) => [
  <td key={`${key}-now`} className={styles.first}>
    {shareText(now)}
  </td>,
  <td key={`${key}-window`}>{shareText(window)}</td>,
  <td key={`${key}-change`}>{changeText(change)}</td>,
];

/** Now, over the window and its change: for all key areas, the jurisdiction and the chosen area. */
export function HeadTable({ content }: { content: BriefContent }) {
  const { t } = useTranslation();
  const nameOf = useRowName();
  return (
    <table className={styles.table} data-head>
      <thead>
        <tr>
          <th rowSpan={2} scope="col">
            {t('brief.column.area')}
          </th>
          {MEASURES.map((measure) => (
            <th key={measure} colSpan={3} scope="colgroup" className={styles.group}>
              {t(`brief.${measure}`)}
            </th>
          ))}
        </tr>
        <tr>
          {MEASURES.flatMap((measure) => [
            <th key={`${measure}-now`} scope="col" className={styles.first}>
              {t('brief.now')}
            </th>,
            <th key={`${measure}-window`} scope="col">
              {t('brief.window')}
            </th>,
            <th key={`${measure}-change`} scope="col">
              {t('brief.change')}
            </th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {findHeadRows(content).map((row) => (
          <tr key={row.areaId}>
            <th scope="row">{nameOf(row.name)}</th>
            {MEASURES.flatMap((measure) => shareCells(row[measure], measure))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** When and how low the worst hour was, e.g. `63.1% 11-22 03:00`. */
function worstText({ worstHour }: BriefRow, timeZone: string): string {
  if (worstHour === null) return UNKNOWN;
  const atMs = parseInstant(worstHour.hour);
  return `${formatShare(worstHour.meanShare)}  ${formatDate(atMs, timeZone).slice(5)} ${formatClock(atMs, timeZone).slice(0, 5)}`;
}

/** Key areas, least seen first. */
export function KeyAreasTable({ content }: { content: BriefContent }) {
  const { t } = useTranslation();
  const nameOf = useRowName();
  const { rows, left } = findWorstRows(content, 'key-area', ROOM.keyAreas);
  return (
    <>
      <h2>{t('brief.keyAreas')}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('brief.column.keyArea')}</th>
            <th scope="col">{t('brief.now')}</th>
            <th scope="col">{t('brief.incidents')}</th>
            <th scope="col">{t('brief.households')}</th>
            <th scope="col">{t('brief.window')}</th>
            <th scope="col">{t('brief.change')}</th>
            <th scope="col">{t('brief.gaps')}</th>
            <th scope="col">{t('brief.worst')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.areaId}>
              <th scope="row">{nameOf(row.name)}</th>
              <td>{shareText(row.ground.now)}</td>
              <td>{shareText(row.incidents.now)}</td>
              <td>{shareText(row.households.now)}</td>
              <td>{shareText(row.ground.window)}</td>
              <td>{changeText(row.ground.change)}</td>
              <td>{row.gapCount}</td>
              <td>{worstText(row, content.timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className={styles.fine}>{t('brief.left', { count: left })}</p>}
    </>
  );
}

/** Branches in two columns, least seen first. */
export function BranchesTable({ content }: { content: BriefContent }) {
  const { t } = useTranslation();
  const nameOf = useRowName();
  const { rows, left } = findWorstRows(content, 'branch', ROOM.branches);
  if (rows.length === 0) return null;
  const half = Math.ceil(rows.length / 2);
  return (
    <>
      <h2>{t('brief.branches')}</h2>
      <div className={styles.pair}>
        {[rows.slice(0, half), rows.slice(half)]
          .filter((part) => part.length > 0)
          .map((part) => (
            <table key={part[0]?.areaId} className={styles.table} data-dense>
              <thead>
                <tr>
                  <th scope="col">{t('brief.kind.branch')}</th>
                  <th scope="col">{t('brief.now')}</th>
                  <th scope="col">{t('brief.incidents')}</th>
                  <th scope="col">{t('brief.window')}</th>
                  <th scope="col">{t('brief.change')}</th>
                </tr>
              </thead>
              <tbody>
                {part.map((row) => (
                  <tr key={row.areaId}>
                    <th scope="row">{nameOf(row.name)}</th>
                    <td>{shareText(row.ground.now)}</td>
                    <td>{shareText(row.incidents.now)}</td>
                    <td>{shareText(row.ground.window)}</td>
                    <td>{changeText(row.ground.change)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
      </div>
      {left > 0 && <p className={styles.fine}>{t('brief.left', { count: left })}</p>}
    </>
  );
}

/** The gaps that matter most, with who could see to them. */
export function GapsTable({ content }: { content: BriefContent }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const { gaps, total } = content.gaps;
  const names = new Map(content.figures.areas.map(({ areaId, name }) => [areaId, name]));
  const shown = gaps.slice(0, ROOM.gaps);
  if (shown.length === 0)
    return (
      <>
        <h2>{t('brief.topGaps')}</h2>
        <p>{t('brief.noGaps')}</p>
      </>
    );
  const nameIn = (found: LocalizedName | undefined): string => (found ? localName(found) : UNKNOWN);
  return (
    <>
      <h2>{t('brief.topGaps')}</h2>
      <table className={styles.table} data-dense data-gaps>
        <thead>
          <tr>
            <th scope="col">{t('brief.column.keyArea')}</th>
            <th scope="col">{t('brief.size')}</th>
            <th scope="col">{t('brief.openFor')}</th>
            <th scope="col">{t('brief.demand')}</th>
            <th scope="col">{t('brief.households')}</th>
            <th scope="col">{t('brief.lookout')}</th>
            <th scope="col">{t('brief.patrol')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((gap) => {
            const duration = formatDuration(
              roundToMinute(parseInstant(content.gaps.computedAt) - parseInstant(gap.openedAt)),
              language,
            );
            const patrol = gap.nearestPatrols[0];
            return (
              <tr key={gap.gapId}>
                <th scope="row">{nameIn(names.get(gap.areaId))}</th>
                <td>{formatArea(gap.areaSquareMeters, language)}</td>
                <td>{gap.openedEarlier ? t('brief.atLeast', { duration }) : duration}</td>
                <td>{formatNumber(gap.incidentWeight, 1)}</td>
                <td>{formatNumber(gap.households)}</td>
                <td>
                  {gap.nearestLookout
                    ? `${nameIn(content.lookoutNames.get(gap.nearestLookout.lookoutId))} ${formatDistance(gap.nearestLookout.distanceMeters)}`
                    : t('brief.none')}
                </td>
                <td>
                  {patrol
                    ? t('brief.patrolValue', {
                        name: nameIn(content.unitNames.get(patrol.unitId)),
                        distance: formatDistance(patrol.distanceMeters),
                        duration: formatDuration(roundToMinute(patrol.travelSeconds * 1_000), language),
                      })
                    : t('brief.none')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {total > shown.length && <p className={styles.fine}>{t('brief.left', { count: total - shown.length })}</p>}
    </>
  );
}
