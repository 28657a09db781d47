import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { REFERENCE_COLORS, type ReferenceColor } from '@liaowang/shared/schemas/reference-layer';
import { Choice } from '../../components/choice.tsx';
import { Field, NumberField, TextField } from '../../components/field.tsx';

/** What a layer is called and looks like, as it stands in a form. */
export interface LookDraft {
  nameZh: string;
  nameEn: string;
  color: ReferenceColor;
  fromZoom: number | null;
}

const MAX_ZOOM = 18;

export const isZoom = (zoom: number | null): zoom is number =>
  zoom !== null && Number.isInteger(zoom) && zoom >= 0 && zoom <= MAX_ZOOM;

export const isLookFit = (look: LookDraft): boolean => look.nameZh.trim() !== '' && isZoom(look.fromZoom);

/** The fields of a layer's name and look. */
export function LookFields({
  look,
  isAsked,
  onChange,
}: {
  look: LookDraft;
  isAsked: boolean;
  onChange: (look: LookDraft) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap="lg" grow align="flex-start">
        <TextField
          label={t('reference.name')}
          value={look.nameZh}
          problem={isAsked && look.nameZh.trim() === '' ? t('form.required') : undefined}
          onChange={(nameZh) => onChange({ ...look, nameZh })}
        />
        <TextField
          label={t('reference.nameEn')}
          value={look.nameEn}
          onChange={(nameEn) => onChange({ ...look, nameEn })}
        />
      </Group>
      <Field label={t('reference.color')}>
        <Choice
          label={t('reference.color')}
          options={REFERENCE_COLORS.map((value) => ({ value, label: t(`reference.colors.${value}`) }))}
          value={look.color}
          onChange={(color) => onChange({ ...look, color })}
        />
      </Field>
      <NumberField
        label={t('reference.fromZoom')}
        value={look.fromZoom}
        min={0}
        max={MAX_ZOOM}
        problem={isAsked && !isZoom(look.fromZoom) ? t('reference.zoomProblem') : undefined}
        onChange={(fromZoom) => onChange({ ...look, fromZoom })}
      />
    </>
  );
}
