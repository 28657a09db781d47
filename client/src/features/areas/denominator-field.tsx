import { useTranslation } from 'react-i18next';
import { DENOMINATOR_KINDS, type DenominatorKind } from '@liaowang/shared/schemas/area-set';
import { SelectField } from '../../components/field.tsx';

/** What the areas' denominators count: residents, households or none. */
export function DenominatorKindField({
  value,
  onChange,
}: {
  value: DenominatorKind | null;
  onChange: (kind: DenominatorKind | null) => void;
}) {
  const { t } = useTranslation();
  return (
    <SelectField<DenominatorKind | 'none'>
      label={t('areas.denominatorKind')}
      value={value ?? 'none'}
      options={(['none', ...DENOMINATOR_KINDS] as const).map((kind) => ({
        value: kind,
        label: t(`areas.kind.${kind}`),
      }))}
      onChange={(kind) => onChange(kind === 'none' ? null : kind)}
    />
  );
}
