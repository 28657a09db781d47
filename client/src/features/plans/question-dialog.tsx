import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { TextButton } from '../../components/text-button.tsx';

interface QuestionDialogProps {
  title: string;
  text: string;
  /** Each with what it does; the last is the one that is offered first. */
  answers: ReadonlyArray<{ label: string; onChoose: () => void }>;
  onClose: () => void;
}

/** A question that must be answered before going on; closing it is no answer. */
export function QuestionDialog({ title, text, answers, onClose }: QuestionDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} width={420} onClose={onClose}>
      <Stack gap="lg">
        <p>{text}</p>
        <Group gap="sm" justify="flex-end">
          <TextButton onClick={onClose}>{t('plans.leave.stay')}</TextButton>
          {answers.map(({ label, onChoose }, i) => (
            <TextButton key={label} tone={i === answers.length - 1 ? 'primary' : 'plain'} onClick={onChoose}>
              {label}
            </TextButton>
          ))}
        </Group>
      </Stack>
    </Dialog>
  );
}
