import { Group, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { HowNote } from '../../components/how-note.tsx';
import { NumberField, TextField } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { serverNowMs } from '../../lib/server-clock.ts';
import { OUTCOME_FORM_LIMITS, findOutcomeProblem, type OutcomeForm } from './outcome-form.ts';
import styles from './outcome-question.module.css';

interface OutcomeQuestionProps {
  form: OutcomeForm;
  /** What stands where nothing is typed. */
  days: { from: string; to: string } | null;
  timeZone: string;
  isBusy: boolean;
  onAsk: (form: OutcomeForm) => void;
}

/** Which windows, and how wide the buffer. */
export function OutcomeQuestion({ form, days, timeZone, isBusy, onAsk }: OutcomeQuestionProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(form);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const problem = findOutcomeProblem(typed, serverNowMs(), timeZone);
  const change = (part: Partial<OutcomeForm>) => setTyped({ ...typed, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (problem === null) onAsk(typed);
  };
  const limits = OUTCOME_FORM_LIMITS;
  return (
    <details className={styles.question}>
      <summary className="lw-more">
        {t('outcome.question.title')}
        <span>
          {days
            ? t('outcome.question.asked', { ...days, weeks: form.beforeWeeks ?? 0, meters: form.bufferMeters ?? 0 })
            : ''}
        </span>
      </summary>
      <form onSubmit={submit} noValidate>
        <Stack pt="md">
          <Group grow align="start" wrap="nowrap">
            <TextField
              label={t('outcome.question.firstDay')}
              value={typed.firstDay}
              placeholder={days?.from ?? ''}
              onChange={(firstDay) => change({ firstDay })}
            />
            <TextField
              label={t('outcome.question.lastDay')}
              value={typed.lastDay}
              placeholder={days?.to ?? ''}
              onChange={(lastDay) => change({ lastDay })}
            />
          </Group>
          <Text size="xs" c="dimmed">
            {t('outcome.question.daysNote')}
          </Text>
          <Group grow align="start" wrap="nowrap">
            <NumberField
              label={t('outcome.question.beforeWeeks')}
              unit={t('outcome.question.weekUnit')}
              value={typed.beforeWeeks}
              min={limits.beforeWeeks[0]}
              max={limits.beforeWeeks[1]}
              onChange={(beforeWeeks) => change({ beforeWeeks })}
            />
            <NumberField
              label={t('outcome.question.afterWeeks')}
              unit={t('outcome.question.weekUnit')}
              value={typed.afterWeeks}
              min={limits.afterWeeks[0]}
              max={limits.afterWeeks[1]}
              onChange={(afterWeeks) => change({ afterWeeks })}
            />
            <NumberField
              label={t('outcome.question.bufferMeters')}
              extra={<HowNote label={t('outcome.question.bufferMeters')} text={t('outcome.how.zones')} />}
              unit="m"
              value={typed.bufferMeters}
              min={limits.bufferMeters[0]}
              max={limits.bufferMeters[1]}
              step={50}
              onChange={(bufferMeters) => change({ bufferMeters })}
            />
          </Group>
          {problem && wasSubmitted && <Problem>{t(`outcome.wrong.${problem}`)}</Problem>}
          <div>
            <TextButton type="submit" tone="primary" disabled={isBusy}>
              {t('outcome.question.run')}
            </TextButton>
          </div>
        </Stack>
      </form>
    </details>
  );
}
