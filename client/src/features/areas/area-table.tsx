import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountVerdict } from '@liaowang/shared/analysis/hotspots/change/compare-counts';
import type { DenominatorKind } from '@liaowang/shared/schemas/area-set';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import type { AreaRow } from './area-rows.ts';
import type { AreaColumn, AreaView } from './area-view.ts';
import { formatAreaChange, formatAreaWeek, formatRate } from './area-words.ts';
import styles from './areas.module.css';

interface AreaTableProps {
  rows: readonly AreaRow[];
  sort: AreaView['sort'];
  denominatorKind: DenominatorKind | null;
  selectedId: number | null;
  hoveredId: number | null;
  onSort: (column: AreaColumn) => void;
  onSelect: (areaId: number | null) => void;
  onHover: (areaId: number | null) => void;
}

const FIGURES: readonly Exclude<AreaColumn, 'name'>[] = ['count', 'before', 'year', 'week', 'rate'];

/** ↑ and ↓ go from row to row; the page must not scroll under them. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...(event.currentTarget.closest('tbody')?.querySelectorAll<HTMLElement>('[data-area]') ?? [])];
  const at = buttons.indexOf(event.currentTarget);
  event.preventDefault();
  buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
}

/** What may be said, as a mark of the cell: shape and colour. */
function Verdict({ verdict, children }: { verdict: CountVerdict | undefined; children: ReactNode }) {
  const isCalled = verdict === 'more' || verdict === 'fewer';
  return (
    <span className={styles.figure} data-verdict={isCalled ? verdict : undefined}>
      {isCalled && <span aria-hidden="true">{verdict === 'more' ? '▲' : '▼'}</span>}
      {children}
    </span>
  );
}

/** One figure of a row. */
function AreaCell({
  column,
  row: { figures, rate, rateInterval },
}: {
  column: Exclude<AreaColumn, 'name'>;
  row: AreaRow;
}) {
  const { t } = useTranslation();
  switch (column) {
    case 'count':
      return formatNumber(figures.count);
    case 'before':
      return <Verdict verdict={figures.before?.verdict}>{formatAreaChange(t, figures.before)}</Verdict>;
    case 'year':
      return <Verdict verdict={figures.lastYear?.verdict}>{formatAreaChange(t, figures.lastYear)}</Verdict>;
    case 'week':
      return <Verdict verdict={figures.week?.verdict}>{formatAreaWeek(figures.week)}</Verdict>;
    case 'rate':
      return rate === null ? (
        UNKNOWN
      ) : (
        <span title={formatRate({ rate, rateInterval }) ?? undefined}>{formatNumber(rate, 1)}</span>
      );
  }
}

/** Areas with their figures; each column sorts. The name is the row's button and fills the row. */
export function AreaTable({
  rows,
  sort,
  denominatorKind,
  selectedId,
  hoveredId,
  onSort,
  onSelect,
  onHover,
}: AreaTableProps) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  // Chosen on the map or by a link, it may stand out of sight.
  useEffect(() => {
    const row = body.current?.querySelector<HTMLElement>('[aria-current]');
    const box = row?.closest<HTMLElement>('[data-rows]');
    if (!row || !box) return;
    // Only the rows: the page would scroll the rest of the panel away.
    const head = body.current?.parentElement?.querySelector('thead')?.getBoundingClientRect().height ?? 0;
    const [top, bottom] = [row.offsetTop - head, row.offsetTop + row.offsetHeight];
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  }, [selectedId]);
  const figures = denominatorKind === null ? FIGURES.filter((column) => column !== 'rate') : FIGURES;
  const titleOf = (column: AreaColumn): string =>
    column === 'rate' ? t(`areas.rate.${denominatorKind ?? 'residents'}`) : t(`areas.column.${column}`);
  return (
    <table className={styles.table} aria-label={t('areas.table')}>
      <colgroup>
        <col />
        {figures.map((column) => (
          <col key={column} className={styles[column]} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {(['name', ...figures] as const).map((column) => {
            const isSorted = sort.column === column;
            const title = titleOf(column);
            return (
              <th
                key={column}
                scope="col"
                aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
              >
                <button type="button" className={styles.sort} onClick={() => onSort(column)}>
                  {title}
                  <span aria-hidden="true">{isSorted ? (sort.descending ? '↓' : '↑') : ''}</span>
                </button>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row) => {
          const isSelected = row.areaId !== null && row.areaId === selectedId;
          return (
            <tr
              key={row.areaId ?? 'outside'}
              data-outside={row.areaId === null || undefined}
              data-hovered={(row.areaId !== null && row.areaId === hoveredId) || undefined}
              aria-current={isSelected || undefined}
              onMouseEnter={() => onHover(row.areaId)}
              onMouseLeave={() => onHover(null)}
            >
              <th scope="row">
                {row.areaId === null ? (
                  <span className={styles.name}>{row.name}</span>
                ) : (
                  <button
                    type="button"
                    className={styles.name}
                    data-area={row.areaId}
                    title={row.name}
                    aria-pressed={isSelected}
                    onKeyDown={moveFocus}
                    onClick={() => onSelect(isSelected ? null : row.areaId)}
                  >
                    {row.name}
                  </button>
                )}
              </th>
              {figures.map((column) => (
                <td key={column} data-column={column}>
                  <AreaCell column={column} row={row} />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
