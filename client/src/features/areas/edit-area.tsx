import { Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Area, AreaSet } from '@liaowang/shared/schemas/area-set';
import { Dialog } from '../../components/dialog.tsx';
import { NumberField, TextField } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { useChangeArea, useRemoveArea } from './area-sets.api.ts';

/** Renames an area, says how many residents or households it has, or takes it out of its set. */
export function EditArea({ set, area, onClose }: { set: AreaSet; area: Area; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeArea(set.areaSetId);
  const remove = useRemoveArea(set.areaSetId);
  const [name, setName] = useState(area.name.zh);
  const [denominator, setDenominator] = useState(area.denominator);
  const error = change.error ?? remove.error;
  const isFit = name.trim() !== '' && name.trim().length <= 120 && (denominator === null || denominator > 0);
  return (
    <Dialog title={t('areas.edit')} width={380} onClose={onClose}>
      <Stack
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ areaId: area.areaId, name: name.trim(), denominator }, { onSuccess: onClose });
        }}
      >
        <TextField label={t('areas.areaName')} value={name} onChange={setName} />
        {set.denominatorKind !== null && (
          <NumberField
            label={t(`areas.kind.${set.denominatorKind}`)}
            value={denominator}
            min={1}
            max={1e9}
            onChange={setDenominator}
          />
        )}
        {set.denominatorKind === null && (
          <Text size="xs" c="dimmed">
            {t('areas.kindFirst')}
          </Text>
        )}
        {error && <Problem>{errorText(t, error)}</Problem>}
        <Group>
          {set.areaCount > 1 && (
            <TextButton
              tone="danger"
              disabled={remove.isPending}
              onClick={() => remove.mutate(area.areaId, { onSuccess: onClose })}
            >
              {t('areas.removeArea')}
            </TextButton>
          )}
          <TextButton type="submit" tone="primary" disabled={change.isPending || !isFit}>
            {t('areas.save')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
