import { Box, Group, Stack } from '@mantine/core';
import { IconEdit, IconFileImport, IconPolygon, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaSet } from '@liaowang/shared/schemas/area-set';
import { DemoBadge } from '../../components/demo-badge.tsx';
import { SelectField } from '../../components/field.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatNumber } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { ChangeSet } from './change-set.tsx';
import { RemoveSet } from './remove-set.tsx';

interface SetHeadProps {
  sets: readonly AreaSet[];
  set: AreaSet | null;
  mayBring: boolean;
  onChoose: (areaSetId: string) => void;
  onImport: () => void;
  onDraw: () => void;
}

/** Which set, and what can be done with sets. */
export function SetHead({ sets, set, mayBring, onChoose, onImport, onDraw }: SetHeadProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const [asks, setAsks] = useState<'change' | 'remove' | null>(null);
  return (
    <Stack>
      <Group wrap="nowrap" align="flex-end" gap="sm">
        <Box flex={1} miw={0}>
          <SelectField
            label={t('areas.set')}
            value={set?.areaSetId ?? ''}
            options={[
              ...(set ? [] : [{ value: '', label: t('areas.chooseSet') }]),
              ...sets.map(({ areaSetId, name, areaCount }) => ({
                value: areaSetId,
                label: t('areas.setOption', {
                  name: localName(name),
                  count: areaCount,
                  number: formatNumber(areaCount),
                }),
              })),
            ]}
            onChange={onChoose}
          />
        </Box>
        {set?.isDemo && <DemoBadge compact />}
        {set?.mayChange && (
          <>
            <IconButton label={t('areas.changeSet')} onClick={() => setAsks('change')}>
              <IconEdit />
            </IconButton>
            <IconButton label={t('areas.removeSet')} onClick={() => setAsks('remove')}>
              <IconTrash />
            </IconButton>
          </>
        )}
      </Group>
      {mayBring && (
        <Group>
          <TextButton onClick={onImport}>
            <IconFileImport />
            {t('areas.bring')}
          </TextButton>
          <TextButton onClick={onDraw}>
            <IconPolygon />
            {t('areas.draw')}
          </TextButton>
        </Group>
      )}
      {asks === 'change' && set && <ChangeSet set={set} onClose={() => setAsks(null)} />}
      {asks === 'remove' && set && (
        <RemoveSet set={set} onClose={() => setAsks(null)} onRemoved={() => onChoose('branches')} />
      )}
    </Stack>
  );
}
