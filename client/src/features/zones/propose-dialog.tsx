import { Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';

/** As the schema says; the fields cut off, so nobody sees a refusal. */
const MAX_NAME_LENGTH = 80;
const MAX_REASON_LENGTH = 1_000;

interface ProposeDialogProps {
  /** A name to begin with. */
  name: string;
  /** What is kept with it, in one line. */
  evidence: string;
  isSending: boolean;
  error: unknown;
  onPropose: (name: string, reason: string) => void;
  onClose: () => void;
}

/** Asks what a zone is to be called, and why it should be looked at. */
export function ProposeDialog({ name: firstName, evidence, isSending, error, onPropose, onClose }: ProposeDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(firstName.slice(0, MAX_NAME_LENGTH));
  const [reason, setReason] = useState('');
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (name.trim() !== '') onPropose(name.trim(), reason.trim());
  };
  return (
    <Dialog title={t('zones.propose.title')} width={420} onClose={onClose}>
      <Stack component="form" gap="lg" onSubmit={submit}>
        <TextInput
          label={t('zones.propose.name')}
          value={name}
          maxLength={MAX_NAME_LENGTH}
          error={wasSubmitted && name.trim() === '' && t('zones.propose.needName')}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Textarea
          label={t('zones.propose.reason')}
          value={reason}
          maxLength={MAX_REASON_LENGTH}
          placeholder={t('zones.propose.reasonHint')}
          minRows={3}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Text size="xs" c="dimmed">
          {t('zones.propose.kept', { evidence })}
        </Text>
        {error !== null && <Problem>{errorText(t, error)}</Problem>}
        <Group gap="sm" justify="flex-end">
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton type="submit" tone="primary" disabled={isSending}>
            {t(isSending ? 'zones.propose.sending' : 'zones.propose.send')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
