import { Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaSet, AreaSetWithAreas } from '@liaowang/shared/schemas/area-set';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { Dialog } from '../../components/dialog.tsx';
import { NumberField, SelectField, TextField } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useKeepDrawn } from './area-sets.api.ts';
import { DenominatorKindField } from './denominator-field.tsx';

const NEW = 'new';

interface KeepDrawnProps {
  corners: readonly LngLat[];
  sets: readonly AreaSet[];
  /** The set that is shown. */
  current: AreaSet | null;
  onKept: (set: AreaSetWithAreas) => void;
  onClose: () => void;
}

/** Names what was drawn, and keeps it in a set of one's own or as the first area of a new one. */
export function KeepDrawn({ corners, sets, current, onKept, onClose }: KeepDrawnProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const keep = useKeepDrawn();
  const own = sets.filter(({ mayChange, kind }) => mayChange && kind === 'drawn');
  const [into, setInto] = useState(own.find(({ areaSetId }) => areaSetId === current?.areaSetId)?.areaSetId ?? NEW);
  const [name, setName] = useState('');
  const [setTitle, setSetTitle] = useState('');
  const [kind, setKind] = useState<AreaSet['denominatorKind']>(null);
  const [denominator, setDenominator] = useState<number | null>(null);
  const counted = into === NEW ? kind : (own.find(({ areaSetId }) => areaSetId === into)?.denominatorKind ?? null);
  const isFit =
    name.trim() !== '' &&
    name.trim().length <= 120 &&
    (into !== NEW || (setTitle.trim() !== '' && setTitle.trim().length <= 80)) &&
    (denominator === null || denominator > 0);
  return (
    <Dialog title={t('areas.keepTitle')} width={400} onClose={onClose}>
      <Stack
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          const area = {
            name: name.trim(),
            denominator: counted === null ? null : denominator,
            geometry: { type: 'Polygon' as const, coordinates: [[...corners, corners[0]!]] },
          };
          keep.mutate(
            { into: into === NEW ? { name: setTitle.trim(), denominatorKind: kind } : into, area },
            { onSuccess: onKept },
          );
        }}
      >
        <TextField label={t('areas.areaName')} value={name} onChange={setName} />
        <SelectField
          label={t('areas.into')}
          value={into}
          options={[
            { value: NEW, label: t('areas.newSet') },
            ...own.map(({ areaSetId, name: title }) => ({ value: areaSetId, label: localName(title) })),
          ]}
          onChange={setInto}
        />
        {into === NEW && <TextField label={t('areas.setName')} value={setTitle} onChange={setSetTitle} />}
        {into === NEW && <DenominatorKindField value={kind} onChange={setKind} />}
        {counted !== null && (
          <NumberField
            label={t(`areas.kind.${counted}`)}
            value={denominator}
            min={1}
            max={1e9}
            onChange={setDenominator}
          />
        )}
        {keep.error && <Problem>{errorText(t, keep.error)}</Problem>}
        <Group>
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton type="submit" tone="primary" disabled={keep.isPending || !isFit}>
            {t('areas.save')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
