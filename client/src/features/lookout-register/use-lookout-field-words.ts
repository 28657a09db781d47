import { useTranslation } from 'react-i18next';
import type { EntryField } from '../../components/entry-conflict.tsx';
import { describeRange } from '../../entities/lookouts/shape-text.ts';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { UNKNOWN, formatDistance, formatLngLat, formatMinuteOfDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { BY_PLACE, type LookoutDraft } from './lookout-draft.ts';

/** What each field of a lookout is called, and what it says, where two have changed it. */
export function useLookoutFieldWords(): EntryField<LookoutDraft>[] {
  const { t } = useTranslation();
  const branchName = useBranchName();
  const language = useLanguage();
  const minute = (value: number | null): string => (value === null ? UNKNOWN : formatMinuteOfDay(value));
  return [
    { id: 'name', label: t('entry.nameZh'), show: ({ name }) => [name.zh, name.en].filter(Boolean).join(' / ') },
    {
      id: 'position',
      label: t('lookoutRegister.field.position'),
      show: ({ position }) => (position ? formatLngLat(position) : UNKNOWN),
    },
    {
      id: 'number',
      label: t('lookoutRegister.column.number'),
      show: ({ number }) => (number === null ? UNKNOWN : String(number)),
    },
    {
      id: 'branchId',
      label: t('entry.list.branch'),
      show: ({ branchId }) => (branchId === BY_PLACE ? t('lookoutRegister.byPlace') : branchName(branchId)),
    },
    { id: 'shape', label: t('card.range'), show: (draft) => describeRange(t, draft, language) },
    {
      id: 'detectionRangeMeters',
      label: t('lookoutRegister.field.meters'),
      show: ({ detectionRangeMeters }) => formatDistance(detectionRangeMeters),
    },
    {
      id: 'dutyStartMinute',
      label: t('lookoutRegister.duty.from'),
      show: ({ dutyStartMinute }) => minute(dutyStartMinute),
    },
    { id: 'dutyEndMinute', label: t('lookoutRegister.duty.to'), show: ({ dutyEndMinute }) => minute(dutyEndMinute) },
    {
      id: 'noticeBoardInspectedOn',
      label: t('lookoutRegister.column.board'),
      show: ({ noticeBoardInspectedOn }) => noticeBoardInspectedOn || UNKNOWN,
    },
    {
      id: 'siteReason',
      label: t('lookoutRegister.column.reason'),
      show: ({ siteReason }) => (siteReason ? t(`lookoutRegister.siteReason.${siteReason}`) : UNKNOWN),
    },
    { id: 'supplies', label: t('lookoutRegister.field.supplies'), show: ({ supplies }) => supplies || UNKNOWN },
  ];
}
