import { Table } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '@liaowang/shared/schemas/unit';
import { FigureTable, SortHead } from '../../components/figure-table.tsx';
import { Mark } from '../../components/mark.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { TableRows, type TableRowPlace } from '../../components/virtual-rows.tsx';
import { useOpenCalls } from '../../entities/alerts/open-calls.ts';
import { CALL_LOOK, UNIT_LOOK, UNIT_STATE_TONE } from '../../entities/units/unit-look.ts';
import { UNKNOWN, formatDistance, formatDuration, formatSpeed } from '../../lib/format.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { goToThing } from '../../map/go-to.ts';
import { useSelectedId, useViewStore } from '../../map/view.store.ts';
import { readUnit, type UnitFacts, type UnitReading } from './find-units.ts';
import type { SortColumn, UnitColumn, UnitView } from './unit-view.ts';
import styles from './unit-list.module.css';

/** A finger needs more; the true height is measured (figure-table.module.css). */
const ROW_HEIGHT_PX = matchMedia('(pointer: coarse)').matches ? 44 : 27;
/** In design pixels; the name has the rest. */
const COLUMN_WIDTHS_PX: Record<UnitColumn, number> = {
  state: 70,
  kind: 84,
  branch: 112,
  speed: 70,
  battery: 62,
  contact: 94,
  distance: 74,
};

interface CellProps {
  column: UnitColumn;
  unit: Unit;
  reading: UnitReading;
  serverMs: number;
  branchName: (branchId: number | null) => string;
}

function Cell({ column, unit, reading, serverMs, branchName }: CellProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const known = (value: number | null, format: (value: number) => string) => (value === null ? UNKNOWN : format(value));
  switch (column) {
    case 'state':
      return <StatusTag tone={UNIT_STATE_TONE[reading.state]}>{t(`unitState.${reading.state}`)}</StatusTag>;
    case 'kind':
      return t(`unitKind.${unit.kind}`);
    case 'branch':
      return branchName(unit.branchId);
    case 'speed':
      return known(reading.speedMetersPerSecond, formatSpeed);
    case 'battery':
      return known(reading.batteryPercent, (percent) => `${Math.round(percent)}%`);
    case 'contact':
      return known(reading.contactMs, (atMs) => formatDuration(serverMs - atMs, language));
    case 'distance':
      return known(reading.distanceMeters, formatDistance);
  }
}

interface RowProps extends Omit<CellProps, 'column' | 'reading' | 'serverMs'> {
  place: TableRowPlace;
  facts: UnitFacts;
  columns: readonly UnitColumn[];
  isSelected: boolean;
  isCalling: boolean;
}

function Row({ place, unit, facts, columns, isSelected, isCalling, branchName }: RowProps) {
  const localName = useLocalName();
  const reading = readUnit(unit.id, facts);
  const select = () => (isSelected ? useViewStore.getState().select(null) : goToThing({ kind: 'unit', id: unit.id }));
  return (
    <Table.Tr {...place} aria-current={isSelected || undefined}>
      <Table.Th scope="row">
        <RowButton title={localName(unit.name)} pressed={isSelected} onClick={select}>
          <Mark
            {...UNIT_LOOK[unit.kind]}
            {...(isCalling && CALL_LOOK)}
            size={12}
            opacity={isCalling || reading.state === 'fresh' ? 1 : 0.5}
          />{' '}
          {localName(unit.name)}
        </RowButton>
      </Table.Th>
      {columns.map((column) => (
        <Table.Td key={column}>
          <Cell column={column} unit={unit} reading={reading} serverMs={facts.serverMs} branchName={branchName} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

const keyOf = ({ id }: Unit): number => id;

interface UnitTableProps {
  units: readonly Unit[];
  facts: UnitFacts;
  view: UnitView;
  branchName: (branchId: number | null) => string;
  onSort: (column: SortColumn) => void;
}

/** Units as rows: a click selects one on the map, and what is selected there is scrolled into sight. */
export function UnitTable({ units, facts, view, branchName, onSort }: UnitTableProps) {
  const { t } = useTranslation();
  const selectedId = useSelectedId('unit');
  const calls = useOpenCalls();
  const sortOf = useCallback(
    (column: SortColumn) => (view.sort.column === column ? (view.sort.descending ? 'descending' : 'ascending') : null),
    [view.sort],
  );
  return (
    <div className={styles.scroll}>
      <FigureTable
        bleeds
        stickyHeader
        layout="fixed"
        aria-label={t('unitList.title')}
        aria-rowcount={units.length + 1}
        className={styles.table}
        style={{ '--columns-px': view.columns.reduce((sum, column) => sum + COLUMN_WIDTHS_PX[column], 0) }}
      >
        <colgroup>
          <col />
          {view.columns.map((column) => (
            <col key={column} style={{ width: `calc(${COLUMN_WIDTHS_PX[column]} * var(--px))` }} />
          ))}
        </colgroup>
        <Table.Thead>
          <Table.Tr>
            {(['name', ...view.columns] as const).map((column) => (
              <SortHead
                key={column}
                name={t(`unitList.column.${column}`)}
                sorted={sortOf(column)}
                onSort={() => onSort(column)}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <TableRows rows={units} keyOf={keyOf} rowHeightPx={ROW_HEIGHT_PX} chosenKey={selectedId}>
          {(unit, place) => (
            <Row
              key={unit.id}
              place={place}
              unit={unit}
              facts={facts}
              columns={view.columns}
              isSelected={unit.id === selectedId}
              isCalling={calls.has(unit.id)}
              branchName={branchName}
            />
          )}
        </TableRows>
      </FigureTable>
    </div>
  );
}
