import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountVerdict } from '@liaowang/shared/analysis/hotspots/change/compare-counts';
import type { DenominatorKind } from '@liaowang/shared/schemas/area-set';
import { FigureTable, SortHead } from '../../components/figure-table.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { TableRows, type TableRowPlace } from '../../components/virtual-rows.tsx';
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
const FIGURES_WITHOUT_RATE = FIGURES.filter((column) => column !== 'rate');

const TONES = { more: 'worse', fewer: 'better' } as const;

/** What may be said, as a mark of the cell: shape and colour. */
function Verdict({ verdict, children }: { verdict: CountVerdict | undefined; children: ReactNode }) {
  const isCalled = verdict === 'more' || verdict === 'fewer';
  return (
    <span className={styles.figure} data-tone={isCalled ? TONES[verdict] : undefined}>
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

interface AreaTableRowProps {
  row: AreaRow;
  place: TableRowPlace;
  figures: typeof FIGURES;
  isSelected: boolean;
  isHovered: boolean;
  onSelect: (areaId: number | null) => void;
  onHover: (areaId: number | null) => void;
}

function AreaTableRow({ row, place, figures, isSelected, isHovered, onSelect, onHover }: AreaTableRowProps) {
  return (
    <Table.Tr
      {...place}
      data-outside={row.areaId === null || undefined}
      data-hovered={isHovered || undefined}
      aria-current={isSelected || undefined}
      onMouseEnter={() => onHover(row.areaId)}
      onMouseLeave={() => onHover(null)}
    >
      <Table.Th scope="row">
        {row.areaId === null ? (
          row.name
        ) : (
          <RowButton title={row.name} pressed={isSelected} onClick={() => onSelect(isSelected ? null : row.areaId)}>
            {row.name}
          </RowButton>
        )}
      </Table.Th>
      {figures.map((column) => (
        <Table.Td key={column} data-column={column}>
          <AreaCell column={column} row={row} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

const keyOf = (row: AreaRow): number | string => row.areaId ?? 'outside';

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
  const figures = denominatorKind === null ? FIGURES_WITHOUT_RATE : FIGURES;
  const titleOf = (column: AreaColumn): string =>
    column === 'rate' ? t(`areas.rate.${denominatorKind ?? 'residents'}`) : t(`areas.column.${column}`);
  return (
    <FigureTable
      bleeds
      stickyHeader
      layout="fixed"
      className={styles.table}
      aria-label={t('areas.table')}
      aria-rowcount={rows.length + 1}
    >
      <colgroup>
        <col />
        {figures.map((column) => (
          <col key={column} className={styles[column]} />
        ))}
      </colgroup>
      <Table.Thead>
        <Table.Tr>
          {(['name', ...figures] as const).map((column) => (
            <SortHead
              key={column}
              name={titleOf(column)}
              sorted={sort.column === column ? (sort.descending ? 'descending' : 'ascending') : null}
              onSort={() => onSort(column)}
            />
          ))}
        </Table.Tr>
      </Table.Thead>
      <TableRows rows={rows} keyOf={keyOf} rowHeightPx={26} chosenKey={selectedId}>
        {(row, place) => (
          <AreaTableRow
            key={keyOf(row)}
            row={row}
            place={place}
            figures={figures}
            isSelected={row.areaId !== null && row.areaId === selectedId}
            isHovered={row.areaId !== null && row.areaId === hoveredId}
            onSelect={onSelect}
            onHover={onHover}
          />
        )}
      </TableRows>
    </FigureTable>
  );
}
