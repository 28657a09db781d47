import type { TFunction } from 'i18next';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { BranchName } from '../../entities/places/branch-name.ts';
import type { Table } from '../../lib/table.ts';

/** The register as a table for a file: a line for each unit, its devices in one cell. */
export function toUnitTable(units: readonly RegisteredUnit[], t: TFunction, branchName: BranchName): Table {
  return {
    title: t('unitRegister.title'),
    columns: [
      { header: t('unitRegister.fileColumn.id'), digits: 0 },
      { header: t('entry.list.nameZh'), width: 24 },
      { header: t('entry.list.nameEn'), width: 28 },
      { header: t('unitRegister.column.kind'), width: 14 },
      { header: t('entry.list.branch'), width: 18 },
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
