import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatMinuteOfDay } from '../lib/format.ts';
import { parseMinuteOfDay } from '../lib/minute-of-day.ts';

interface TimeFieldProps {
  label: string;
  /** Minute of the day, 0–1440; null = what is typed is no time. */
  value: number | null;
  disabled?: boolean;
  problem?: string | undefined;
  onChange: (value: number | null) => void;
}

/** A time of day on 24 hours, typed: browsers' own fields know neither 24:00 nor, in some languages, 24 hours. */
export function TimeField({ label, value, disabled, problem, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState('');
  const text =
    typed !== '' && parseMinuteOfDay(typed) === value ? typed : value === null ? typed : formatMinuteOfDay(value);
  return (
    <TextInput
      label={label}
      error={problem}
      inputMode="numeric"
      maxLength={5}
      value={text}
      disabled={disabled}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(parseMinuteOfDay(event.currentTarget.value));
      }}
    />
  );
}
