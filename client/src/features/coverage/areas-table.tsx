import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FigureTable, SortHead } from '../../components/figure-table.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { TableRows } from '../../components/virtual-rows.tsx';
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

const keyOf = (row: AreaRow): string => row.areaId;

/** Areas of responsibility with their figures. The name is the row's button and fills the row. */
export function AreasTable({ rows, columns, sort, selectedId, formatHour, onSort, onSelect }: AreasTableProps) {
  const { t } = useTranslation();
  /** Room enough to say how each figure comes about. */
  const isWide = columns.length > 6;
  return (
    <FigureTable
      bleeds
      stickyHeader
      layout="fixed"
      className={styles.table}
      aria-label={t('coverage.areas.title')}
      aria-rowcount={rows.length + 1}
      data-columns={columns.length}
    >
      <colgroup>
        {columns.map((column) => (
          <col key={column} className={styles[column]} />
        ))}
      </colgroup>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => {
            const name = t(`coverage.column.${column}`);
            if (column === 'trend')
              return (
                <Table.Th key={column} scope="col">
                  <span className={styles.heading}>
                    {name}
                    {isWide && <HowNote label={name} text={t(`coverage.how.${HOW[column]}`)} />}
                  </span>
                </Table.Th>
              );
            return (
              <SortHead
                key={column}
                name={name}
                sorted={sort?.column === column ? (sort.descending ? 'descending' : 'ascending') : null}
                title={t('common.sortBy', { name })}
                onSort={() => onSort(column)}
              >
                {column !== 'name' && isWide && <HowNote label={name} text={t(`coverage.how.${HOW[column]}`)} />}
              </SortHead>
            );
          })}
        </Table.Tr>
      </Table.Thead>
      <TableRows rows={rows} keyOf={keyOf} rowHeightPx={26} chosenKey={selectedId}>
        {(row, place) => (
          <Table.Tr
            key={row.areaId}
            {...place}
            data-kind={row.kind}
            aria-current={row.areaId === selectedId || undefined}
          >
            <Table.Th scope="row">
              <RowButton title={row.name} pressed={row.areaId === selectedId} onClick={() => onSelect(row.areaId)}>
                {row.name}
              </RowButton>
            </Table.Th>
            {columns.map(
              (column) =>
                column !== 'name' && (
                  <Table.Td key={column} data-column={column}>
                    {CELLS[column](row, formatHour)}
                  </Table.Td>
                ),
            )}
          </Table.Tr>
        )}
      </TableRows>
    </FigureTable>
  );
}
