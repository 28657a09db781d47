import { Table } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RevisitAreas } from '@liaowang/shared/schemas/revisit';
import { FigureTable, SortHead } from '../../components/figure-table.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { TableRows } from '../../components/virtual-rows.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { UNKNOWN, formatDuration, formatShare } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useWindowAreas } from './revisit.api.ts';

type AreaRow = RevisitAreas[number];
type Column = 'seenShare' | 'meanAgeSeconds' | 'maxGapSeconds';

/** The worst first: little seen, or long unseen. An area without a value was never seen: the worst of all. */
function sortByColumn(areas: RevisitAreas, column: Column): AreaRow[] {
  const neglect = (area: AreaRow): number => (column === 'seenShare' ? -area.seenShare : (area[column] ?? Infinity));
  // Both endless: equal, where their difference is no number.
  return [...areas].sort((a, b) => (neglect(a) === neglect(b) ? 0 : neglect(b) - neglect(a)));
}

const keyOf = (area: AreaRow): string => area.areaId;

interface RevisitAreasTableProps {
  jobId: string;
  nameOf: (areaId: string) => string;
  selectedAreaId: string | null;
  onOpen: (areaId: string) => void;
}

const COLUMNS: readonly Column[] = ['seenShare', 'meanAgeSeconds', 'maxGapSeconds'];

/** Areas by a window's grid, the least watched first; a click on a column sorts by it. */
export function RevisitAreasTable({ jobId, nameOf, selectedAreaId, onOpen }: RevisitAreasTableProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const areas = useWindowAreas(jobId);
  const [column, setColumn] = useState<Column>('seenShare');
  const sorted = useMemo(() => sortByColumn(areas.data ?? [], column), [areas.data, column]);
  const formatSeconds = (seconds: number | null): string =>
    seconds === null ? UNKNOWN : formatDuration(seconds * 1000, language);
  if (areas.error)
    return (
      <Note
        tone="error"
        title={t('revisit.areasFailed')}
        text={errorText(t, areas.error)}
        action={{ label: t('common.retry'), onClick: () => void areas.refetch() }}
      />
    );
  if (areas.isLoading) return <SkeletonRows rows={4} label={t('common.loading')} />;
  if (sorted.length === 0) return <Note title={t('revisit.noAreas')} />;
  return (
    <FigureTable aria-rowcount={sorted.length + 1}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('revisit.area')}</Table.Th>
          {COLUMNS.map((name) => (
            <SortHead
              key={name}
              name={t(`revisit.column.${name}`)}
              sorted={column === name ? 'descending' : null}
              onSort={() => setColumn(name)}
            >
              <HowNote label={t(`revisit.column.${name}`)} text={t(`revisit.how.${name}`)} />
            </SortHead>
          ))}
        </Table.Tr>
      </Table.Thead>
      <TableRows rows={sorted} keyOf={keyOf} rowHeightPx={26}>
        {(area, place) => (
          <Table.Tr key={area.areaId} {...place} aria-current={area.areaId === selectedAreaId || undefined}>
            <Table.Th scope="row" w="100%" maw={0}>
              <RowButton onClick={() => onOpen(area.areaId)}>{nameOf(area.areaId)}</RowButton>
            </Table.Th>
            <Table.Td>{formatShare(area.seenShare)}</Table.Td>
            <Table.Td>{formatSeconds(area.meanAgeSeconds)}</Table.Td>
            <Table.Td>{formatSeconds(area.maxGapSeconds)}</Table.Td>
          </Table.Tr>
        )}
      </TableRows>
    </FigureTable>
  );
}
