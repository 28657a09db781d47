import { useTranslation } from 'react-i18next';
import type { Unit } from '@liaowang/shared/schemas/unit';
import { TableExport } from '../../components/table-export.tsx';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import type { UnitFacts } from './find-units.ts';
import { createUnitsFile } from './unit-export.ts';
import type { UnitColumn } from './unit-view.ts';

interface ExportButtonProps {
  units: readonly Unit[];
  columns: readonly UnitColumn[];
  facts: UnitFacts;
}

/** Saves what the list shows as a file. */
export function ExportButton({ units, columns, facts }: ExportButtonProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branchName = useBranchName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const city = useJurisdiction().data?.name;
  return (
    <TableExport
      note={t('unitList.exportNote', { count: units.length })}
      nameParts={[city ? localName(city) : '', t('unitList.title')]}
      blocked={units.length === 0 ? t('unitList.empty') : undefined}
      create={(format) => createUnitsFile(format, units, columns, facts, { t, timeZone, localName, branchName })}
    />
  );
}
