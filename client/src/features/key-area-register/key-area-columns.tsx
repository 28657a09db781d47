import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { KEY_AREA_KINDS, type KeyArea } from '@liaowang/shared/schemas/key-area';
import type { TableColumn } from '../../components/column-table.tsx';
import type { BranchName } from '../../entities/places/branch-name.ts';
import { measureGround } from '../../entities/places/ground-handles.ts';
import { formatArea } from '../../lib/format.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import type { KeyAreaColumn } from './key-area-register.store.ts';

/** The columns of the register, the name first. */
export function useKeyAreaColumns(branchName: BranchName): TableColumn<KeyArea, KeyAreaColumn>[] {
  const { t } = useTranslation();
  const localName = useLocalName();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'name',
        name: t('keyAreaRegister.column.name'),
        widthPx: 160,
        cell: ({ name }) => localName(name),
        sortKey: ({ name }) => localName(name),
      },
      {
        id: 'kind',
        name: t('keyAreaRegister.column.kind'),
        widthPx: 92,
        cell: ({ kind }) => t(`keyArea.kind.${kind}`),
        sortKey: ({ kind }) => KEY_AREA_KINDS.indexOf(kind),
      },
      {
        id: 'branch',
        name: t('entry.list.branch'),
        widthPx: 108,
        cell: ({ branchId }) => branchName(branchId),
        sortKey: ({ branchId }) => (branchId === null ? '' : branchName(branchId)),
      },
      {
        id: 'area',
        name: t('keyArea.area'),
        widthPx: 84,
        cell: ({ geometry }) => formatArea(measureGround(geometry), language),
        sortKey: ({ geometry }) => measureGround(geometry),
      },
      {
        id: 'code',
        name: t('keyAreaRegister.column.code'),
        widthPx: 108,
        cell: ({ code }) => code,
        sortKey: ({ code }) => code,
      },
    ],
    [t, localName, language, branchName],
  );
}
