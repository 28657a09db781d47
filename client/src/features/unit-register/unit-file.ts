import type { TFunction } from 'i18next';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { Table } from '../../lib/table.ts';

/** The register as a table for a file: a line for each unit, its devices in one cell. */
export function toUnitTable(
  units: readonly RegisteredUnit[],
  t: TFunction,
  branchName: (branchId: number | null) => string,
): Table {
  const column = (name: 'kind' | 'branch', width: number) => ({ header: t(`unitRegister.column.${name}`), width });
  return {
    title: t('unitRegister.title'),
    columns: [
      { header: t('unitRegister.fileColumn.id'), digits: 0 },
      { header: t('unitRegister.nameZh'), width: 24 },
      { header: t('unitRegister.nameEn'), width: 28 },
      column('kind', 14),
      column('branch', 18),
      { header: t('unitRegister.fileColumn.range'), digits: 0 },
      { header: t('unitRegister.fileColumn.devices'), width: 40 },
    ],
    rows: units.map(({ id, name, kind, branchId, detectionRangeMeters, devices }) => [
      id,
      name.zh,
      name.en,
      t(`unitKind.${kind}`),
      branchName(branchId),
      detectionRangeMeters,
      devices.map(({ protocol, externalId }) => `${protocol} ${externalId}`).join('; '),
    ]),
  };
}
