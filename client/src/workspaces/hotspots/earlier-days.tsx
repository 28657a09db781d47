import { Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/field.tsx';
import { formatDay, parseDay } from '../../lib/calendar-day.ts';

interface EarlierDaysProps {
  /** Local days since 1970-01-01, the end excluded. */
  days: { fromDay: number; endDay: number };
  onChange: (days: { fromDay: number; endDay: number }) => void;
}

/** First and last day of the earlier window; taken as soon as they are days in order. */
export function EarlierDays({ days, onChange }: EarlierDaysProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ from: formatDay(days.fromDay), last: formatDay(days.endDay - 1) });
  const [fromDay, lastDay] = [parseDay(typed.from), parseDay(typed.last)];
  const isWrong = fromDay === null || lastDay === null || fromDay > lastDay;
  const type = (part: Partial<typeof typed>): void => {
    const next = { ...typed, ...part };
    setTyped(next);
    const [from, last] = [parseDay(next.from), parseDay(next.last)];
    if (from !== null && last !== null && from <= last) onChange({ fromDay: from, endDay: last + 1 });
  };
  return (
    <Group grow align="flex-start" w="100%">
      <TextField
        label={t('change.firstDay')}
        value={typed.from}
        placeholder="2026-01-01"
        onChange={(from) => type({ from })}
      />
      <TextField
        label={t('change.lastDay')}
        value={typed.last}
        placeholder="2026-01-31"
        problem={isWrong ? t('change.wrongDays') : undefined}
        onChange={(last) => type({ last })}
      />
    </Group>
  );
}
