import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { TextButton } from '../../components/text-button.tsx';

/** Asks before something takes the place of a form that holds what is not saved. */
export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('registryRoom.leaveTitle')} width={380} onClose={onStay}>
      <Stack>
        <Text>{t('registryRoom.leaveText')}</Text>
        <Group justify="flex-end">
          <TextButton onClick={onStay}>{t('registryRoom.stay')}</TextButton>
          <TextButton tone="danger" onClick={onLeave}>
            {t('registryRoom.leave')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
