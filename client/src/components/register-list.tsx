import { Box, Group, Text } from '@mantine/core';
import { IconFilter, IconPlus } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fetched } from '../lib/fetched.ts';
import { formatNumber } from '../lib/format.ts';
import { sortRows } from '../lib/sort-rows.ts';
import type { Table } from '../lib/table.ts';
import { createTableFile } from '../lib/table-file.ts';
import { ColumnTable, type Ticks, type TableColumn, type TableSort } from './column-table.tsx';
import { TextField } from './field.tsx';
import { Fetching } from './fetching.tsx';
import { IconButton } from './icon-button.tsx';
import { Note } from './note.tsx';
import styles from './register-list.module.css';
import { TableExport } from './table-export.tsx';
import { TextButton } from './text-button.tsx';

const SKELETON_ROWS = 9;

interface RegisterListProps<Row, Id extends string> {
  /** What the register is called. */
  title: string;
  of: Pick<Fetched<readonly Row[]>, 'data' | 'error' | 'refetch'>;
  /** What to do where nothing is registered. */
  noneText: string;
  keyOf: (row: Row) => number;
  columns: readonly TableColumn<Row, Id>[];
  sort: TableSort<Id>;
  onSort: (sort: TableSort<Id>) => void;
  search: { label: string; text: string; textOf: (row: Row) => string; onChange: (text: string) => void };
  /** Conditions beside the text. `keeps` must stay the same function while they do. */
  filter: { isOn: boolean; keeps: (row: Row) => boolean; fields: ReactNode; onClear: () => void };
  chosenKey: number | null;
  onChoose: (row: Row) => void;
  ticks?: Ticks<Row> | undefined;
  /** Between the tools and the rows. */
  aside?: ReactNode;
  /** What is shown, as a file; its name begins with the city's. */
  file: { cityName: string; toTable: (rows: readonly Row[]) => Table };
  /** Left out where nothing can be added: of a past day. */
  add?: { label: string; onAdd: () => void } | undefined;
  /** Below the rows: what is said of the chosen one. */
  children?: ReactNode;
}

/** A register as a list: found by words and conditions, sorted, saved as a file. */
export function RegisterList<Row, Id extends string>({
  title,
  of,
  noneText,
  keyOf,
  columns,
  sort,
  onSort,
  search,
  filter,
  chosenKey,
  onChoose,
  ticks,
  aside,
  file,
  add,
  children,
}: RegisterListProps<Row, Id>) {
  const { t } = useTranslation();
  const [isFiltering, setIsFiltering] = useState(filter.isOn);
  const { data } = of;
  const { textOf } = search;
  // Sorted once, then looked through: a letter more costs no order anew.
  const sorted = useMemo(() => {
    const { sortKey } = columns.find(({ id }) => id === sort.column) ?? columns[0]!;
    return sortRows(data ?? [], sortKey, sort.descending).map((row) => ({ row, text: textOf(row).toLowerCase() }));
  }, [data, columns, sort, textOf]);
  const { keeps } = filter;
  const found = useMemo(() => {
    const words = search.text.toLowerCase().split(/\s+/).filter(Boolean);
    return sorted
      .filter(({ row, text }) => keeps(row) && words.every((word) => text.includes(word)))
      .map(({ row }) => row);
  }, [sorted, search.text, keeps]);

  if (!data) return <Fetching of={of} failed={t('entry.list.failed', { title })} rows={SKELETON_ROWS} />;
  const addButton = add && (
    <TextButton tone="primary" onClick={add.onAdd}>
      <IconPlus />
      {add.label}
    </TextButton>
  );
  return (
    <div className={styles.register} data-fills>
      <Group px={14} pb="sm" wrap="nowrap" gap="sm">
        <Box flex={1} miw={0}>
          <TextField
            label={search.label}
            isLabelHidden
            placeholder={search.label}
            value={search.text}
            onChange={search.onChange}
          />
        </Box>
        <IconButton
          label={t('entry.list.filter')}
          expanded={isFiltering}
          pressed={filter.isOn}
          onClick={() => setIsFiltering(!isFiltering)}
        >
          <IconFilter />
        </IconButton>
        <TableExport
          note={t('entry.list.exportNote', { count: found.length })}
          nameParts={[file.cityName, title]}
          blocked={found.length === 0 ? t('entry.list.empty') : undefined}
          create={(format) => createTableFile(format, file.toTable(found))}
        />
        {addButton}
      </Group>
      {isFiltering && (
        <Group gap="md" grow wrap="nowrap" align="flex-start" px={14} pb="sm">
          {filter.fields}
        </Group>
      )}
      <Group px={14} pb="xs" justify="space-between" gap="sm">
        <Text size="xs" c="dimmed" role="status" className="lw-number">
          {t('entry.list.count', { shown: formatNumber(found.length), total: formatNumber(data.length) })}
        </Text>
        {aside}
      </Group>
      {found.length > 0 ? (
        <ColumnTable
          label={title}
          rows={found}
          keyOf={keyOf}
          columns={columns}
          sort={sort}
          onSort={onSort}
          chosenKey={chosenKey}
          onChoose={onChoose}
          ticks={ticks}
        />
      ) : data.length === 0 ? (
        <Note title={t('entry.list.none')} text={noneText} />
      ) : (
        <Note title={t('entry.list.empty')} action={{ label: t('entry.list.clear'), onClick: filter.onClear }} />
      )}
      {children}
    </div>
  );
}
