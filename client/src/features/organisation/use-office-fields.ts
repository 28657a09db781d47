import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntryField } from '../../components/entry-conflict.tsx';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { countCorners, measureGround } from '../../entities/places/ground-handles.ts';
import { UNKNOWN, formatArea, formatLngLat } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import type { OfficeDraft } from './office-draft.ts';

const orDash = (text: string): string => (text.trim() === '' ? UNKNOWN : text);

/** How each field of an office is told, beside somebody else's. */
export function useOfficeFields(): ReadonlyArray<EntryField<OfficeDraft>> {
  const { t } = useTranslation();
  const language = useLanguage();
  const branchName = useBranchName();
  return useMemo(() => {
    const lines = ['code', 'contact', 'openingHours', 'statisticalCode', 'policeCode', 'gridCode'] as const;
    return [
      {
        id: 'name',
        label: t('organisation.field.name'),
        show: ({ name }) => (name.en === '' ? name.zh : `${name.zh} / ${name.en}`),
      },
      {
        id: 'position',
        label: t('organisation.field.position'),
        show: ({ position }) => (position ? formatLngLat(position) : UNKNOWN),
      },
      {
        id: 'area',
        label: t('organisation.field.area'),
        show: ({ area }) =>
          area
            ? t('entry.area.drawn', { area: formatArea(measureGround(area), language), count: countCorners(area) })
            : t('organisation.notDrawn'),
      },
      {
        id: 'branchId',
        label: t('organisation.field.branchId'),
        show: ({ branchId }) => (branchId === null ? UNKNOWN : branchName(branchId)),
      },
      ...lines.map((id): EntryField<OfficeDraft> => ({
        id,
        label: t(`organisation.field.${id}`),
        show: (draft) => orDash(draft[id]),
      })),
    ];
  }, [t, language, branchName]);
}
