import { Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaSet } from '@liaowang/shared/schemas/area-set';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { useChangeAreaSet } from './area-sets.api.ts';
import { DenominatorKindField } from './denominator-field.tsx';

/** Renames a set, and says what its denominators count. */
export function ChangeSet({ set, onClose }: { set: AreaSet; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChangeAreaSet(set.areaSetId);
  const [name, setName] = useState(set.name.zh);
  const [kind, setKind] = useState(set.denominatorKind);
  return (
    <Dialog title={t('areas.changeSet')} width={380} onClose={onClose}>
      <Stack
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ name: name.trim(), denominatorKind: kind }, { onSuccess: onClose });
        }}
      >
        <TextField label={t('areas.setName')} value={name} onChange={setName} />
        <DenominatorKindField value={kind} onChange={setKind} />
        {change.error && <Problem>{errorText(t, change.error)}</Problem>}
        <Group>
          <TextButton
            type="submit"
            tone="primary"
            disabled={change.isPending || name.trim() === '' || name.trim().length > 80}
          >
            {t('areas.save')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
