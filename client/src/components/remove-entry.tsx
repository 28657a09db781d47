import { Group, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Callout } from './callout.tsx';
import { entryErrorText } from './entry-error-text.ts';
import { Problem } from './problem.tsx';
import { TextButton } from './text-button.tsx';

interface RemoveEntryProps {
  label: string;
  /** What goes and what stays, as a question. */
  question: string;
  sureLabel: string;
  isBusy: boolean;
  error: Error | null;
  /** What it says instead of the refusal's own sentence, as what must be done first. */
  problem?: string | undefined;
  onRemove: () => void;
}

/** Takes an entry out of its register; asks once more before it does. */
export function RemoveEntry({ label, question, sureLabel, isBusy, error, problem, onRemove }: RemoveEntryProps) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Stack gap="sm" px={14} py="md" align="flex-start" className="lw-ruled">
      {isAsking ? (
        <Callout>
          <Text>{question}</Text>
          <Group gap="sm" mt="sm">
            <TextButton tone="danger" disabled={isBusy} onClick={onRemove}>
              {sureLabel}
            </TextButton>
            <TextButton onClick={() => setIsAsking(false)}>{t('common.cancel')}</TextButton>
          </Group>
        </Callout>
      ) : (
        <TextButton onClick={() => setIsAsking(true)}>
          <IconTrash />
          {label}
        </TextButton>
      )}
      {error && <Problem>{problem ?? entryErrorText(t, error)}</Problem>}
    </Stack>
  );
}
