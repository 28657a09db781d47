import { Group, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatDay, parseDay } from '../../lib/calendar-day.ts';
import type { DayRange } from './filter-choice.ts';

interface DaysDialogProps {
  initial: DayRange;
  onApply: (range: DayRange) => void;
  onClose: () => void;
}

/** First and last day of the window, typed. */
export function DaysDialog({ initial, onApply, onClose }: DaysDialogProps) {
  const { t } = useTranslation();
  const [first, setFirst] = useState(formatDay(initial.fromDay));
  const [last, setLast] = useState(formatDay(initial.endDay - 1));
  const fromDay = parseDay(first.trim());
  const lastDay = parseDay(last.trim());
  const isReversed = fromDay !== null && lastDay !== null && lastDay < fromDay;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (fromDay !== null && lastDay !== null && !isReversed) onApply({ fromDay, endDay: lastDay + 1 });
  };
  return (
    <Dialog title={t('filter.days.title')} width={320} onClose={onClose}>
      <Stack component="form" onSubmit={submit}>
        <TextField
          label={t('filter.days.first')}
          value={first}
          placeholder="2026-01-01"
          problem={fromDay === null ? t('filter.days.noDay') : undefined}
          onChange={setFirst}
        />
        <TextField
          label={t('filter.days.last')}
          value={last}
          placeholder="2026-01-31"
          problem={lastDay === null ? t('filter.days.noDay') : isReversed ? t('filter.days.reversed') : undefined}
          onChange={setLast}
        />
        <Group gap="sm" justify="flex-end" align="stretch" wrap="nowrap">
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton type="submit" tone="primary" disabled={fromDay === null || lastDay === null || isReversed}>
            {t('filter.days.apply')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
