import { Table } from '@mantine/core';
import { useCallback, useMemo, type ReactNode } from 'react';
import { useVirtualRows, type RowMark } from './use-virtual-rows.ts';

/** What each row's element takes: its place among all, of which few are mounted. */
export type TableRowPlace = RowMark & { 'aria-rowindex': number };
export type ListRowPlace = RowMark & { 'aria-posinset': number; 'aria-setsize': number };

interface RowsProps<Row, Place> {
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
  /** The usual height of a row in design pixels. */
  rowHeightPx: number;
  /** The key of a row that is chosen elsewhere, as on the map: it is scrolled into sight. */
  chosenKey?: string | number | null | undefined;
  /** The key of a row that holds what somebody is writing: it stays mounted. */
  openKey?: string | number | null;
  /** Whether a row is the head of a group, which sticks to the top. */
  isHead?: (row: Row) => boolean;
  children: (row: Row, place: Place, index: number) => ReactNode;
}

function useRows<T extends HTMLElement, Row>({
  rows,
  keyOf,
  rowHeightPx,
  chosenKey,
  openKey,
  isHead,
}: Omit<RowsProps<Row, never>, 'children'>) {
  const find = (key: string | number | null | undefined): number =>
    key == null ? -1 : rows.findIndex((row) => keyOf(row) === key);
  return useVirtualRows<T>({
    count: rows.length,
    keyOf: useCallback((index) => keyOf(rows[index]!), [rows, keyOf]),
    rowHeightPx,
    headIndexes: useMemo(
      () => (isHead ? rows.flatMap((row, index) => (isHead(row) ? [index] : [])) : []),
      [rows, isHead],
    ),
    chosenIndex: find(chosenKey),
    openIndex: find(openKey),
  });
}

interface TableRowsProps<Row> extends RowsProps<Row, TableRowPlace> {
  /** Rows of heads above them. */
  headRows?: 0 | 1;
}

/**
 * The body of a table that may be long: mounts the rows that are seen. Its table says how many
 * there are by `aria-rowcount`. ↑ ↓ Page Up/Down Home End go from row to row.
 */
export function TableRows<Row>({ headRows = 1, ...props }: TableRowsProps<Row>) {
  const { parts, markOf, container } = useRows<HTMLTableSectionElement, Row>(props);
  return (
    <Table.Tbody {...container}>
      {parts.map((part) => {
        if (part.kind === 'space')
          return <tr key={`before ${part.before}`} aria-hidden style={{ height: part.heightPx }} />;
        const { index } = part;
        return props.children(props.rows[index]!, { ...markOf(index), 'aria-rowindex': index + 1 + headRows }, index);
      })}
    </Table.Tbody>
  );
}

interface ListRowsProps<Row> extends RowsProps<Row, ListRowPlace> {
  /** Whether their order means something. */
  ordered?: boolean;
  className?: string | undefined;
  label?: string | undefined;
}

/** A list that may be long: mounts the rows that are seen, `li` each. Its keys are those of {@link TableRows}. */
export function ListRows<Row>({ ordered = false, className = 'lw-list', label, ...props }: ListRowsProps<Row>) {
  const { parts, markOf, container } = useRows<HTMLUListElement, Row>(props);
  const List = (ordered ? 'ol' : 'ul') as 'ul';
  return (
    <List className={className} aria-label={label} {...container}>
      {parts.map((part) => {
        if (part.kind === 'space')
          return <li key={`before ${part.before}`} role="presentation" style={{ height: part.heightPx }} />;
        const { index } = part;
        const place = { ...markOf(index), 'aria-posinset': index + 1, 'aria-setsize': props.rows.length };
        return props.children(props.rows[index]!, place, index);
      })}
    </List>
  );
}
