import { Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';

/** As the schema says; the fields cut off, so nobody sees a refusal. */
const MAX_NAME_LENGTH = 80;
const MAX_NOTE_LENGTH = 500;

interface SaveDialogProps {
  title: string;
  name: string;
  note: string;
  isSaving: boolean;
  error: unknown;
  onSave: (name: string, note: string) => void;
  onClose: () => void;
}

/** Asks for a plan's name and why it is as it is. */
export function SaveDialog({
  title,
  name: firstName,
  note: firstNote,
  isSaving,
  error,
  onSave,
  onClose,
}: SaveDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(firstName);
  const [note, setNote] = useState(firstNote);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (name.trim() !== '') onSave(name.trim(), note.trim());
  };
  return (
    <Dialog title={title} width={420} onClose={onClose}>
      <Stack component="form" gap="lg" onSubmit={submit}>
        <TextInput
          label={t('plans.saveDialog.name')}
          value={name}
          maxLength={MAX_NAME_LENGTH}
          error={wasSubmitted && name.trim() === '' && t('plans.saveDialog.needName')}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Textarea
          label={t('plans.saveDialog.note')}
          value={note}
          maxLength={MAX_NOTE_LENGTH}
          placeholder={t('plans.saveDialog.noteHint')}
          minRows={3}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {error !== null && <Problem>{errorText(t, error)}</Problem>}
        <Group gap="sm" justify="flex-end">
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton type="submit" tone="primary" disabled={isSaving}>
            {isSaving ? t('plans.saveDialog.saving') : t('plans.save')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
