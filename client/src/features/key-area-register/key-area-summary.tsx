import { useTranslation } from 'react-i18next';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import { EntrySummary } from '../../components/entry-summary.tsx';
import { Mark } from '../../components/mark.tsx';
import { RemoveEntry } from '../../components/remove-entry.tsx';
import { KEY_AREA_LOOK } from '../../entities/key-areas/key-areas.map-layer.tsx';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { countCorners, measureGround } from '../../entities/places/ground-handles.ts';
import { ApiError } from '../../lib/api-client.ts';
import { formatArea, formatNumber } from '../../lib/format.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useRemoveKeyArea } from './key-area-register.api.ts';

interface KeyAreaSummaryProps {
  keyArea: KeyArea;
  /** Left out of a past day. */
  onEdit: (() => void) | undefined;
  onClose: () => void;
}

/** The chosen key area: what is said of it, and the way out of the register. */
export function KeyAreaSummary({ keyArea, onEdit, onClose }: KeyAreaSummaryProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const language = useLanguage();
  const branchName = useBranchName();
  const remove = useRemoveKeyArea();
  const { id, version, name, kind, branchId, code, geometry } = keyArea;
  const title = localName(name);
  const squareMeters = measureGround(geometry);
  const isWatched = remove.error instanceof ApiError && remove.error.code === 'still-used';
  return (
    <EntrySummary
      mark={<Mark {...KEY_AREA_LOOK} size={14} />}
      title={title}
      facts={[
        { label: t('keyAreaRegister.column.kind'), value: t(`keyArea.kind.${kind}`) },
        { label: t('entry.list.branch'), value: branchName(branchId) },
        {
          label: t('keyArea.area'),
          value: t('keyAreaRegister.areaBoth', {
            area: formatArea(squareMeters, language),
            squareMeters: formatNumber(squareMeters),
          }),
        },
        { label: t('keyAreaRegister.corners'), value: formatNumber(countCorners(geometry)) },
        { label: t('keyAreaRegister.column.code'), value: code },
      ]}
      onEdit={onEdit}
      onClose={onClose}
    >
      {onEdit && (
        <RemoveEntry
          label={t('keyAreaRegister.remove.start')}
          question={t('keyAreaRegister.remove.question', { name: title })}
          sureLabel={t('keyAreaRegister.remove.sure')}
          isBusy={remove.isPending}
          error={remove.error}
          problem={isWatched ? t('keyAreaRegister.remove.watched') : undefined}
          onRemove={() => remove.mutate({ id, version }, { onSuccess: onClose })}
        />
      )}
    </EntrySummary>
  );
}
