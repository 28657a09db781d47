import { Table, type TableProps } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './figure-table.module.css';

const CLASSES = {
  table: styles.table,
  thead: styles.thead,
  tbody: styles.tbody,
  tr: styles.tr,
  th: styles.th,
  td: styles.td,
} as const;

interface FigureTableProps extends Omit<TableProps, 'classNames'> {
  /** Rows reach the edges of the panel; figures keep its margin. */
  bleeds?: boolean;
}

/**
 * Mantine’s table with names on the left and figures on the right. Its rows and cells are `Table.Tr`, `Table.Th`
 * and `Table.Td`; `TableRows` is the body of those that may be long or are walked by keys. Sheets that are printed have tables of their own (`paper.module.css`): ink, millimetres, no theme.
 */
export function FigureTable({ bleeds = false, ...props }: FigureTableProps) {
  return <Table tabularNums classNames={CLASSES} mod={{ bleeds }} {...props} />;
}

interface SortHeadProps {
  name: string;
  /** How its column is sorted now. */
  sorted: 'ascending' | 'descending' | null;
  title?: string;
  onSort: () => void;
  /** Before the name, e.g. a box that ticks all rows. */
  before?: ReactNode;
  /** Behind the name, e.g. how the figure is computed. */
  children?: ReactNode;
}

/** The head of a column that can be sorted by. */
export function SortHead({ name, sorted, title, onSort, before, children }: SortHeadProps) {
  return (
    <Table.Th scope="col" aria-sort={sorted ?? undefined}>
      <span className={styles.head}>
        {before}
        <button type="button" className={styles.sort} title={title} onClick={onSort}>
          {name}
          <span aria-hidden="true">{sorted && (sorted === 'descending' ? '↓' : '↑')}</span>
        </button>
        {children}
      </span>
    </Table.Th>
  );
}
