import type { TFunction } from 'i18next';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { formatDutyHours } from '../../entities/lookouts/duty-text.ts';
import { describeRange } from '../../entities/lookouts/shape-text.ts';
import type { BranchName } from '../../entities/places/branch-name.ts';
import type { Language } from '../../lib/format.ts';
import type { Table } from '../../lib/table.ts';

/** The register as a table for a file. */
export function toLookoutTable(
  lookouts: readonly LookoutFeature[],
  { t, language, branchName }: { t: TFunction; language: Language; branchName: BranchName },
): Table {
  return {
    title: t('lookoutRegister.title'),
    columns: [
      { header: t('lookoutRegister.column.number'), digits: 0 },
      { header: t('entry.list.nameZh'), width: 24 },
      { header: t('entry.list.nameEn'), width: 28 },
      { header: t('entry.list.branch'), width: 18 },
      { header: t('lookoutRegister.file.longitude'), digits: 6 },
      { header: t('lookoutRegister.file.latitude'), digits: 6 },
      { header: t('lookoutRegister.column.hours'), width: 14 },
      { header: t('lookoutRegister.file.rangeMeters'), digits: 0 },
      { header: t('lookoutRegister.column.range'), width: 28 },
      { header: t('lookoutRegister.column.reason'), width: 16 },
      { header: t('lookoutRegister.column.board'), width: 14 },
      { header: t('lookoutRegister.field.supplies'), width: 32 },
    ],
    rows: lookouts.map(({ geometry: { coordinates }, properties }) => [
      properties.number,
      properties.name.zh,
      properties.name.en,
      branchName(properties.branchId),
      coordinates[0],
      coordinates[1],
      formatDutyHours(properties) ?? t('lookout.allDay'),
      properties.detectionRangeMeters,
      describeRange(t, properties, language),
      properties.siteReason === null ? null : t(`lookoutRegister.siteReason.${properties.siteReason}`),
      properties.noticeBoardInspectedOn,
      properties.supplies,
    ]),
  };
}
