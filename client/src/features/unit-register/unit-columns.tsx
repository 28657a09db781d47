import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { UNIT_KINDS, type RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { TableColumn } from '../../components/column-table.tsx';
import { Mark } from '../../components/mark.tsx';
import type { BranchName } from '../../entities/places/branch-name.ts';
import { UNIT_LOOK } from '../../entities/units/unit-look.ts';
import { formatDistance } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import type { UnitColumn } from './unit-register.store.ts';

/** The columns of the register, the name first. `isPast`: devices of a past day are not known. */
export function useUnitColumns(branchName: BranchName, isPast: boolean): TableColumn<RegisteredUnit, UnitColumn>[] {
  const { t } = useTranslation();
  const localName = useLocalName();
  return useMemo(() => {
    const columns: TableColumn<RegisteredUnit, UnitColumn>[] = [
      {
        id: 'name',
        name: t('unitRegister.column.name'),
        widthPx: 168,
        cell: ({ kind, name }) => (
          <>
            <Mark {...UNIT_LOOK[kind]} size={12} /> {localName(name)}
          </>
        ),
        sortKey: ({ name }) => localName(name),
      },
      {
        id: 'kind',
        name: t('unitRegister.column.kind'),
        widthPx: 84,
        cell: ({ kind }) => t(`unitKind.${kind}`),
        sortKey: ({ kind }) => UNIT_KINDS.indexOf(kind),
      },
      {
        id: 'branch',
        name: t('entry.list.branch'),
        widthPx: 104,
        cell: ({ branchId }) => branchName(branchId),
        sortKey: ({ branchId }) => (branchId === null ? '' : branchName(branchId)),
      },
      {
        id: 'range',
        name: t('unitRegister.column.range'),
        widthPx: 64,
        cell: ({ detectionRangeMeters }) => formatDistance(detectionRangeMeters),
        sortKey: ({ detectionRangeMeters }) => detectionRangeMeters,
      },
      {
        id: 'devices',
        name: t('unitRegister.column.devices'),
        widthPx: 62,
        cell: ({ devices }) =>
          devices.length > 0 ? (
            devices.length
          ) : (
            <Text component="span" inherit c="var(--lw-warn)">
              {t('unitRegister.noDevice')}
            </Text>
          ),
        sortKey: ({ devices }) => devices.length,
      },
    ];
    return isPast ? columns.filter(({ id }) => id !== 'devices') : columns;
  }, [t, localName, branchName, isPast]);
}
