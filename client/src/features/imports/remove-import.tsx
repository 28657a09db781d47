import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { formatNumber } from '../../lib/format.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useDiscardImport, useUndoImport } from './imports.api.ts';

interface RemoveImportProps {
  one: IncidentImport;
  /** It is gone, or undone. */
  onDone: () => void;
  onClose: () => void;
}

/** Asks whether an import is to be undone (with how many incidents that removes) or, where it was never committed, discarded. */
export function RemoveImport({ one, onDone, onClose }: RemoveImportProps) {
  const { t } = useTranslation();
  const undo = useUndoImport();
  const discard = useDiscardImport();
  const { importId, fileName, importedCount } = one;
  if (one.state === 'committed') {
    const amount = formatNumber(importedCount ?? 0);
    const confirm = (): void =>
      undo.mutate(importId, {
        onSuccess: () => {
          notifications.show({ message: t('imports.undone', { amount }), autoClose: 4_000 });
          onDone();
        },
      });
    return (
      <ConfirmDialog
        title={t('imports.undoTitle')}
        text={t('imports.undoText', { name: fileName, amount })}
        confirm={t('imports.undoConfirm', { amount })}
        isPending={undo.isPending}
        error={undo.error}
        onConfirm={confirm}
        onClose={onClose}
      />
    );
  }
  const confirm = (): void =>
    discard.mutate(importId, {
      onSuccess: () => {
        notifications.show({ message: t('imports.discarded', { name: fileName }), autoClose: 4_000 });
        onDone();
      },
    });
  return (
    <ConfirmDialog
      title={t('imports.discardTitle')}
      text={t('imports.discardText', { name: fileName })}
      confirm={t('imports.discard')}
      isPending={discard.isPending}
      error={discard.error}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
