import { Checkbox, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SortKey } from '../lib/sort-rows.ts';
import styles from './column-table.module.css';
import { FigureTable, SortHead } from './figure-table.tsx';
import { RowButton } from './row-button.tsx';
import { TableRows } from './virtual-rows.tsx';

/** A finger needs more; the true height is measured (figure-table.module.css). */
const ROW_HEIGHT_PX = matchMedia('(pointer: coarse)').matches ? 44 : 27;

export interface TableColumn<Row, Id extends string> {
  id: Id;
  /** In the reader's language. */
  name: string;
  /** Design pixels; of the first, which has what is left, the least. */
  widthPx: number;
  cell: (row: Row) => ReactNode;
  sortKey: (row: Row) => SortKey;
}

export interface TableSort<Id extends string> {
  column: Id;
  descending: boolean;
}

/** How a table is sorted once a head was clicked: by its column, or the other way round. */
const turnSort = <Id extends string>(sort: TableSort<Id>, column: Id): TableSort<Id> => ({
  column,
  descending: sort.column === column && !sort.descending,
});

/** Boxes before the names by which several rows are chosen. */
export interface Ticks<Row> {
  ticked: ReadonlySet<number>;
  /** What the box of a row is called. */
  labelOf: (row: Row) => string;
  allLabel: string;
  onTick: (rows: readonly Row[], isTicked: boolean) => void;
}

interface ColumnTableProps<Row, Id extends string> {
  label: string;
  rows: readonly Row[];
  /** Must stay the same function while the rows do. */
  keyOf: (row: Row) => number;
  /** The first names the row. */
  columns: readonly TableColumn<Row, Id>[];
  sort: TableSort<Id>;
  onSort: (sort: TableSort<Id>) => void;
  /** The row that is open, or chosen on the map: it is scrolled into sight. */
  chosenKey: number | null;
  onChoose: (row: Row) => void;
  ticks?: Ticks<Row> | undefined;
}

/** Entries as rows that may be many, sorted by the heads of their columns; a click on a row chooses it. */
export function ColumnTable<Row, Id extends string>({
  label,
  rows,
  keyOf,
  columns,
  sort,
  onSort,
  chosenKey,
  onChoose,
  ticks,
}: ColumnTableProps<Row, Id>) {
  const { t } = useTranslation();
  const [first, ...others] = columns;
  if (!first) return null;
  const tickedCount = ticks ? rows.filter((row) => ticks.ticked.has(keyOf(row))).length : 0;
  return (
    <div className={styles.scroll}>
      <FigureTable
        bleeds
        stickyHeader
        layout="fixed"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        className={styles.table}
        style={{ '--columns-px': columns.reduce((sum, { widthPx }) => sum + widthPx, 0) }}
      >
        <colgroup>
          <col />
          {others.map(({ id, widthPx }) => (
            <col key={id} style={{ width: `calc(${widthPx} * var(--px))` }} />
          ))}
        </colgroup>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ id, name }) => (
              <SortHead
                key={id}
                name={name}
                sorted={sort.column === id ? (sort.descending ? 'descending' : 'ascending') : null}
                title={t('common.sortBy', { name })}
                onSort={() => onSort(turnSort(sort, id))}
                before={
                  id === first.id &&
                  ticks && (
                    <Checkbox
                      className={styles.tick ?? ''}
                      mr="xs"
                      aria-label={ticks.allLabel}
                      checked={tickedCount > 0 && tickedCount === rows.length}
                      indeterminate={tickedCount > 0 && tickedCount < rows.length}
                      onChange={() => ticks.onTick(rows, tickedCount < rows.length)}
                    />
                  )
                }
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <TableRows rows={rows} keyOf={keyOf} rowHeightPx={ROW_HEIGHT_PX} chosenKey={chosenKey}>
          {(row, place) => {
            const key = keyOf(row);
            const isTicked = ticks?.ticked.has(key) ?? false;
            return (
              <Table.Tr key={key} {...place} aria-current={key === chosenKey || undefined}>
                <Table.Th scope="row">
                  <span className={styles.name}>
                    {ticks && (
                      <Checkbox
                        className={styles.tick ?? ''}
                        aria-label={ticks.labelOf(row)}
                        checked={isTicked}
                        onChange={() => ticks.onTick([row], !isTicked)}
                      />
                    )}
                    <RowButton pressed={key === chosenKey} onClick={() => onChoose(row)}>
                      {first.cell(row)}
                    </RowButton>
                  </span>
                </Table.Th>
                {others.map(({ id, cell }) => (
                  <Table.Td key={id}>{cell(row)}</Table.Td>
                ))}
              </Table.Tr>
            );
          }}
        </TableRows>
      </FigureTable>
    </div>
  );
}
