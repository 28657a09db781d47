import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { useTranslation } from 'react-i18next';
import { EntrySummary } from '../../components/entry-summary.tsx';
import { Mark } from '../../components/mark.tsx';
import { RemoveEntry } from '../../components/remove-entry.tsx';
import { formatDutyHours } from '../../entities/lookouts/duty-text.ts';
import { describeRange } from '../../entities/lookouts/shape-text.ts';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { UNKNOWN, formatLngLat } from '../../lib/format.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useRemoveLookout } from './lookout-register.api.ts';

interface LookoutSummaryProps {
  lookout: LookoutFeature;
  /** Left out of a past day. */
  onEdit: (() => void) | undefined;
  onClose: () => void;
}

/** The chosen lookout: what is said of it, and the way out of the register. */
export function LookoutSummary({ lookout, onEdit, onClose }: LookoutSummaryProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branchName = useBranchName();
  const language = useLanguage();
  const remove = useRemoveLookout();
  const { geometry, properties } = lookout;
  const { lookoutId, version, number, name, branchId, siteReason, noticeBoardInspectedOn, supplies } = properties;
  const title = localName(name);
  return (
    <EntrySummary
      mark={<Mark shape="hexagon" color="var(--lw-lookout)" size={14} />}
      title={`${String(number).padStart(2, '0')} ${title}`}
      facts={[
        { label: t('entry.list.branch'), value: branchName(branchId) },
        { label: t('lookoutRegister.column.hours'), value: formatDutyHours(properties) ?? t('lookout.allDay') },
        { label: t('card.range'), value: describeRange(t, properties, language) },
        {
          label: t('lookoutRegister.column.reason'),
          value: siteReason === null ? UNKNOWN : t(`lookoutRegister.siteReason.${siteReason}`),
        },
        { label: t('lookoutRegister.column.board'), value: noticeBoardInspectedOn ?? UNKNOWN },
        { label: t('lookoutRegister.field.position'), value: formatLngLat(geometry.coordinates) },
        { label: t('lookoutRegister.field.supplies'), value: supplies ?? UNKNOWN, wide: true },
      ]}
      onEdit={onEdit}
      onClose={onClose}
    >
      {onEdit && (
        <RemoveEntry
          label={t('lookoutRegister.remove.start')}
          question={t('lookoutRegister.remove.question', { name: title })}
          sureLabel={t('lookoutRegister.remove.sure')}
          isBusy={remove.isPending}
          error={remove.error}
          onRemove={() => remove.mutate({ lookoutId, version }, { onSuccess: onClose })}
        />
      )}
    </EntrySummary>
  );
}
