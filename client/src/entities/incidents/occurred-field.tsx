import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { OCCURRED_CHOICES, type OccurredChoice } from './occurred-choice.ts';

interface OccurredFieldProps {
  choice: OccurredChoice;
  typed: string;
  problem: string | undefined;
  onChoose: (choice: OccurredChoice) => void;
  onType: (typed: string) => void;
}

/** When it was. Most is told at once or a few minutes later: one click; any other time is typed. */
export function OccurredField({ choice, typed, problem, onChoose, onType }: OccurredFieldProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Choice
        label={t('report.when')}
        value={choice}
        onChange={onChoose}
        options={OCCURRED_CHOICES.map((value) => ({
          value,
          label:
            value === '0'
              ? t('report.now')
              : value === 'at'
                ? t('report.otherTime')
                : t('report.minutesAgo', { minutes: value }),
        }))}
      />
      {choice === 'at' && <TextField label={t('report.whenTyped')} value={typed} problem={problem} onChange={onType} />}
    </Stack>
  );
}
