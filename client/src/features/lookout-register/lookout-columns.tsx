import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { TableColumn } from '../../components/column-table.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { formatDutyHours } from '../../entities/lookouts/duty-text.ts';
import { describeRange } from '../../entities/lookouts/shape-text.ts';
import type { BranchName } from '../../entities/places/branch-name.ts';
import { UNKNOWN } from '../../lib/format.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import type { LookoutColumn } from './lookout-register.store.ts';

/** The columns of the register, the name first. */
export function useLookoutColumns(branchName: BranchName): TableColumn<LookoutFeature, LookoutColumn>[] {
  const { t } = useTranslation();
  const localName = useLocalName();
  const language = useLanguage();
  return useMemo(() => {
    const column = (
      id: Exclude<LookoutColumn, 'branch'>,
      widthPx: number,
      rest: Pick<TableColumn<LookoutFeature['properties'], LookoutColumn>, 'cell' | 'sortKey'>,
    ): TableColumn<LookoutFeature, LookoutColumn> => ({
      id,
      name: t(`lookoutRegister.column.${id}`),
      widthPx,
      cell: ({ properties }) => rest.cell(properties),
      sortKey: ({ properties }) => rest.sortKey(properties),
    });
    return [
      column('name', 132, { cell: ({ name }) => localName(name), sortKey: ({ name }) => localName(name) }),
      column('number', 50, { cell: ({ number }) => String(number).padStart(2, '0'), sortKey: ({ number }) => number }),
      {
        id: 'branch',
        name: t('entry.list.branch'),
        widthPx: 108,
        cell: ({ properties }) => branchName(properties.branchId),
        sortKey: ({ properties: { branchId } }) => (branchId === null ? '' : branchName(branchId)),
      },
      column('duty', 62, {
        cell: ({ onDuty }) => (
          <StatusTag tone={onDuty ? 'good' : 'quiet'}>{t(onDuty ? 'lookout.onDuty' : 'lookout.offDuty')}</StatusTag>
        ),
        sortKey: ({ onDuty }) => Number(!onDuty),
      }),
      column('hours', 96, {
        cell: (hours) => formatDutyHours(hours) ?? t('lookout.allDay'),
        sortKey: ({ dutyStartMinute }) => dutyStartMinute,
      }),
      column('range', 168, {
        cell: (range) => describeRange(t, range, language),
        sortKey: ({ detectionRangeMeters }) => detectionRangeMeters,
      }),
      column('reason', 92, {
        cell: ({ siteReason }) => (siteReason === null ? UNKNOWN : t(`lookoutRegister.siteReason.${siteReason}`)),
        sortKey: ({ siteReason }) => siteReason ?? '',
      }),
      column('board', 96, {
        cell: ({ noticeBoardInspectedOn }) => noticeBoardInspectedOn ?? UNKNOWN,
        sortKey: ({ noticeBoardInspectedOn }) => noticeBoardInspectedOn ?? '',
      }),
    ];
  }, [t, localName, language, branchName]);
}
