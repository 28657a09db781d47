import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';

interface ConfirmDialogProps {
  title: string;
  text: string;
  confirm: string;
  isPending: boolean;
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something goes that cannot be brought back. */
export function ConfirmDialog({ title, text, confirm, isPending, error, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} width={420} onClose={onClose}>
      <Stack gap="lg">
        <p>{text}</p>
        {error && <Problem>{errorText(t, error)}</Problem>}
        <Group justify="flex-end">
          <TextButton onClick={onClose}>{t('imports.keep')}</TextButton>
          <TextButton tone="danger" disabled={isPending} onClick={onConfirm}>
            {confirm}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
