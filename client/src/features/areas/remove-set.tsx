import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AreaSet } from '@liaowang/shared/schemas/area-set';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useRemoveAreaSet } from './area-sets.api.ts';

/** Asks before a set goes that cannot be brought back. */
export function RemoveSet({ set, onClose, onRemoved }: { set: AreaSet; onClose: () => void; onRemoved: () => void }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const remove = useRemoveAreaSet(set.areaSetId);
  return (
    <Dialog title={t('areas.removeSet')} width={420} onClose={onClose}>
      <Stack>
        <p>
          {t('areas.removeText', {
            name: localName(set.name),
            count: set.areaCount,
            number: formatNumber(set.areaCount),
          })}
        </p>
        {remove.error && <Problem>{errorText(t, remove.error)}</Problem>}
        <Group>
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton
            tone="danger"
            disabled={remove.isPending}
            onClick={() =>
              remove.mutate(undefined, {
                onSuccess: () => {
                  onClose();
                  onRemoved();
                },
              })
            }
          >
            {t('areas.remove')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
