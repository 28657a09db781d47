import { Checkbox, Group, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { FigureTable } from '../../components/figure-table.tsx';
import { TableRows } from '../../components/virtual-rows.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { UNKNOWN, formatShare } from '../../lib/format.ts';
import { ChangeTag } from './change-tag.tsx';
import { MEASURES, sortByChange, type ComparisonRow, type Measure } from './comparison.ts';
import styles from './plans.module.css';

interface ComparisonTableProps {
  /** Null while they are worked out. */
  rows: readonly ComparisonRow[] | null;
  nameOf: (areaId: string) => string;
}

/** Rows shown before somebody asks for all: those that change come first. */
const FIRST_ROWS = 8;

const keyOf = (row: ComparisonRow): string => row.areaId;

/** Every area before and after, what changes most first. */
export function ComparisonTable({ rows, nameOf }: ComparisonTableProps) {
  const { t } = useTranslation();
  const [measure, setMeasure] = useState<Measure>('ground');
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  if (rows === null) return <SkeletonRows rows={5} label={t('plans.computing')} />;
  const wanted = sortByChange(rows, measure).filter((row) => !onlyChanged || row[measure].change !== 0);
  const shown = showsAll ? wanted : wanted.slice(0, FIRST_ROWS);
  const share = (value: number | null): string => (value === null ? UNKNOWN : formatShare(value));
  return (
    <div>
      <Group justify="space-between" gap="var(--lw-space-xs) var(--lw-space-md)" mb="xs">
        <Choice
          label={t('plans.measureLabel')}
          value={measure}
          onChange={setMeasure}
          options={MEASURES.map((value) => ({ value, label: t(`plans.measure.${value}`) }))}
        />
        <Checkbox
          label={t('plans.table.onlyChanged')}
          checked={onlyChanged}
          onChange={(event) => setOnlyChanged(event.currentTarget.checked)}
        />
      </Group>
      {shown.length === 0 ? (
        <Note title={t('plans.table.noneChanged')} />
      ) : (
        <FigureTable
          layout="fixed"
          highlightOnHover
          className={styles.areas}
          aria-label={t('plans.table.label')}
          aria-rowcount={shown.length + 1}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('plans.table.area')}</Table.Th>
              <Table.Th scope="col">{t('plans.table.before')}</Table.Th>
              <Table.Th scope="col">{t('plans.table.after')}</Table.Th>
              <Table.Th scope="col">{t('plans.table.change')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <TableRows rows={shown} keyOf={keyOf} rowHeightPx={26}>
            {(row, place) => (
              <Table.Tr key={row.areaId} {...place}>
                <Table.Th scope="row" title={nameOf(row.areaId)}>
                  {nameOf(row.areaId)}
                </Table.Th>
                <Table.Td>{share(row[measure].before)}</Table.Td>
                <Table.Td>{share(row[measure].after)}</Table.Td>
                <Table.Td>
                  <ChangeTag change={row[measure].change} />
                </Table.Td>
              </Table.Tr>
            )}
          </TableRows>
        </FigureTable>
      )}
      {shown.length < wanted.length && (
        <TextButton onClick={() => setShowsAll(true)}>
          {t('plans.table.more', { count: wanted.length - shown.length })}
        </TextButton>
      )}
    </div>
  );
}
