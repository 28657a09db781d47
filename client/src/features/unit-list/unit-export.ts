import type { TFunction } from 'i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { Unit } from '@liaowang/shared/schemas/unit';
import { callApi, type ApiAnswer } from '../../lib/call-api.ts';
import { formatIsoLocal } from '../../lib/iso-time.ts';
import { computeNearbyDistanceMeters } from '../../lib/nearest.ts';
import type { Cell, Column, Table } from '../../lib/table.ts';
import { createTableFile, type TableFormat } from '../../lib/table-file.ts';
import { readUnit, type UnitFacts } from './find-units.ts';
import type { UnitColumn } from './unit-view.ts';

/** What a file of units is written with. */
export interface ExportWords {
  t: TFunction;
  timeZone: string;
  localName: (name: Unit['name']) => string;
  branchName: (branchId: number | null) => string;
}

type ExportedUnits = ApiAnswer<'POST /units/exports'>['features'];

const WIDTHS: Partial<Record<UnitColumn, number>> = { branch: 18, contact: 26 };

function buildTable(
  features: ExportedUnits,
  columns: readonly UnitColumn[],
  { here, ...facts }: UnitFacts,
  { t, timeZone, localName, branchName }: ExportWords,
): Table {
  const headOf = (column: UnitColumn): Column => ({
    header: t(`unitList.fileColumn.${column}`),
    ...(column === 'distance' || column === 'battery' ? { digits: 0 } : {}),
    ...(column === 'speed' ? { digits: 1 } : {}),
    width: WIDTHS[column] ?? 12,
  });
  const cellOf = (column: UnitColumn, { geometry, properties: unit }: ExportedUnits[number]): Cell => {
    switch (column) {
      case 'state':
        return t(`unitState.${unit.state}`);
      case 'kind':
        return t(`unitKind.${unit.kind}`);
      case 'branch':
        return branchName(unit.branchId);
      case 'speed': {
        // The stream alone carries it.
        const speed = readUnit(unit.id, { ...facts, here: null }).speedMetersPerSecond;
        return speed === null ? null : speed * 3.6;
      }
      case 'battery':
        return unit.batteryPercent;
      case 'contact':
        return unit.contactAt === null ? null : formatIsoLocal(parseInstant(unit.contactAt), timeZone);
      case 'distance':
        return here && geometry ? computeNearbyDistanceMeters(here, geometry.coordinates) : null;
    }
  };
  return {
    title: t('unitList.title'),
    columns: [{ header: t('unitList.column.name'), width: 24 }, ...columns.map(headOf)],
    rows: features.map((feature) => [
      localName(feature.properties.name),
      ...columns.map((column) => cellOf(column, feature)),
    ]),
  };
}

/** A file of these units with these columns, as the server has them now; the audit log keeps who took it. @throws ApiError when the server refuses or is away */
export async function createUnitsFile(
  format: TableFormat,
  units: readonly Unit[],
  columns: readonly UnitColumn[],
  facts: UnitFacts,
  words: ExportWords,
): Promise<Blob> {
  const { features } = await callApi('POST /units/exports', { body: { unitIds: units.map(({ id }) => id) } });
  const byId = new Map(features.map((feature) => [feature.properties.id, feature]));
  const inOrder = units.flatMap(({ id }) => byId.get(id) ?? []);
  return createTableFile(format, buildTable(inOrder, columns, facts, words));
}
