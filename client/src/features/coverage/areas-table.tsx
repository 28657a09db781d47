import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatShare } from '../../lib/format.ts';
import type { AreaColumn, AreaRow, AreaSort, SortColumn } from './area-rows.ts';
import styles from './areas-table.module.css';
import { ShareChange } from './share-change.tsx';
import { computeSparkline } from './sparkline.ts';

const TREND_WIDTH = 56;
const TREND_HEIGHT = 16;

interface AreasTableProps {
  rows: readonly AreaRow[];
  columns: readonly AreaColumn[];
  sort: AreaSort;
  selectedId: string;
  /** An instant as a short text in the city's time. */
  formatHour: (instant: string) => string;
  onSort: (column: SortColumn) => void;
  onSelect: (areaId: string) => void;
}

function Trend({ values }: { values: AreaRow['trend'] }) {
  const path = computeSparkline(values, TREND_WIDTH, TREND_HEIGHT);
  if (path === '') return <>{UNKNOWN}</>;
  return (
    <svg className={styles.trend} viewBox={`-2 -2 ${TREND_WIDTH + 4} ${TREND_HEIGHT + 4}`} aria-hidden="true">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

const share = (value: number | null): string => (value === null ? UNKNOWN : formatShare(value));

const CELLS: Record<
  Exclude<AreaColumn, 'name'>,
  (row: AreaRow, formatHour: AreasTableProps['formatHour']) => ReactNode
> = {
  share: (row) => share(row.share),
  incidentShare: (row) => share(row.incidentShare),
  householdShare: (row) => share(row.householdShare),
  windowShare: (row) => share(row.windowShare),
  change: (row) => (row.change === null ? UNKNOWN : <ShareChange change={row.change} />),
  trend: (row) => <Trend values={row.trend} />,
  worstHour: (row, formatHour) =>
    row.worstHour ? (
      <>
        {formatShare(row.worstHour.meanShare)} <small>{formatHour(row.worstHour.hour)}</small>
      </>
    ) : (
      UNKNOWN
    ),
  gapCount: (row) => (row.gapCount === 0 ? <span className={styles.none}>0</span> : row.gapCount),
};

/** What each column's figures mean, beside its heading. */
const HOW = {
  share: 'share',
  incidentShare: 'incidentShare',
  householdShare: 'householdShare',
  windowShare: 'window',
  change: 'change',
  trend: 'trend',
  worstHour: 'worstHour',
  gapCount: 'gapCount',
} as const;

/** ↑ and ↓ go from row to row; the page must not scroll under them. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...(event.currentTarget.closest('tbody')?.querySelectorAll<HTMLElement>('[data-area]') ?? [])];
  const at = buttons.indexOf(event.currentTarget);
  event.preventDefault();
  buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
}

/** Areas of responsibility with their figures. The name is the row's button and fills the row. */
export function AreasTable({ rows, columns, sort, selectedId, formatHour, onSort, onSelect }: AreasTableProps) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  // Chosen on the map or by a link, it may stand out of sight.
  useEffect(() => {
    body.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);
  return (
    <table className={styles.table} aria-label={t('coverage.areas.title')} data-columns={columns.length}>
      <colgroup>
        {columns.map((column) => (
          <col key={column} className={styles[column]} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => {
            const name = t(`coverage.column.${column}`);
            const isSorted = sort?.column === column;
            return (
              <th
                key={column}
                scope="col"
                aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
              >
                <span className={styles.heading}>
                  {column === 'trend' ? (
                    name
                  ) : (
                    <button
                      type="button"
                      className={styles.sort}
                      title={t('coverage.areas.sortBy', { name })}
                      onClick={() => onSort(column)}
                    >
                      {name}
                      <span aria-hidden="true" className={styles.arrow}>
                        {isSorted ? (sort.descending ? '↓' : '↑') : ''}
                      </span>
                    </button>
                  )}
                  {column !== 'name' && columns.length > 6 && (
                    <HowNote label={name} text={t(`coverage.how.${HOW[column]}`)} />
                  )}
                </span>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row) => (
          <tr key={row.areaId} data-kind={row.kind} aria-current={row.areaId === selectedId || undefined}>
            <th scope="row">
              <button
                type="button"
                className={styles.name}
                data-area={row.areaId}
                title={row.name}
                aria-pressed={row.areaId === selectedId}
                onKeyDown={moveFocus}
                onClick={() => onSelect(row.areaId)}
              >
                {row.name}
              </button>
            </th>
            {columns.map(
              (column) =>
                column !== 'name' && (
                  <td key={column} data-column={column}>
                    {CELLS[column](row, formatHour)}
                  </td>
                ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
