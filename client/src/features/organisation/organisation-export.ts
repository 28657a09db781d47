import type { TFunction } from 'i18next';
import { writeCsv } from '../../lib/csv.ts';
import type { Table } from '../../lib/table.ts';
import { writeXlsx } from '../../lib/xlsx.ts';
import { buildOfficeTree } from './office-tree.ts';
import type { Office } from './office.ts';

export const EXPORT_FORMATS = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Six decimals: 0.1 m, for other programs. */
const DEGREE_DIGITS = 6;

/** Every branch with its stations below it, as a table. */
export function buildOfficesTable(offices: readonly Office[], t: TFunction): Table {
  const inOrder = buildOfficeTree(offices).flatMap(({ office, stations }) => [
    { office, branch: office },
    ...stations.map((station) => ({ office: station.office, branch: office })),
  ]);
  const head = (
    column: 'kind' | 'branch' | 'lng' | 'lat' | 'name' | 'nameEn' | 'code',
    width: number,
    digits?: number,
  ) => ({ header: t(`organisation.column.${column}`), width, ...(digits === undefined ? {} : { digits }) });
  const lines = ['contact', 'openingHours', 'statisticalCode', 'policeCode', 'gridCode'] as const;
  return {
    title: t('organisation.fileTitle'),
    columns: [
      head('kind', 10),
      head('name', 26),
      head('nameEn', 26),
      head('code', 16),
      head('branch', 22),
      head('lng', 12, DEGREE_DIGITS),
      head('lat', 12, DEGREE_DIGITS),
      ...lines.map((field) => ({ header: t(`organisation.field.${field}`), width: 18 })),
    ],
    rows: inOrder.map(({ office, branch }) => [
      t(`organisation.kind.${office.kind}`),
      office.name.zh,
      office.name.en,
      office.code,
      branch.name.zh,
      ...office.position,
      ...lines.map((field) => office[field]),
    ]),
  };
}

/** The table as a file. */
export async function createOfficesFile(format: ExportFormat, offices: readonly Office[], t: TFunction): Promise<Blob> {
  const table = buildOfficesTable(offices, t);
  return format === 'csv' ? new Blob([writeCsv(table)], { type: 'text/csv;charset=utf-8' }) : writeXlsx([table]);
}
