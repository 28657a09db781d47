import type { TFunction } from 'i18next';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { BranchName } from '../../entities/places/branch-name.ts';
import { measureGround } from '../../entities/places/ground-handles.ts';
import type { Table } from '../../lib/table.ts';

/** The register as a table for a file. */
export function toKeyAreaTable(keyAreas: readonly KeyArea[], t: TFunction, branchName: BranchName): Table {
  return {
    title: t('keyAreaRegister.title'),
    columns: [
      { header: t('keyAreaRegister.column.code'), width: 16 },
      { header: t('entry.list.nameZh'), width: 24 },
      { header: t('entry.list.nameEn'), width: 28 },
      { header: t('keyAreaRegister.column.kind'), width: 14 },
      { header: t('entry.list.branch'), width: 18 },
      { header: t('keyAreaRegister.squareMeters'), digits: 0 },
    ],
    rows: keyAreas.map(({ code, name, kind, branchId, geometry }) => [
      code,
      name.zh,
      name.en,
      t(`keyArea.kind.${kind}`),
      branchName(branchId),
      measureGround(geometry),
    ]),
  };
}
