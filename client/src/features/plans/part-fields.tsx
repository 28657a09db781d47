import { Box, Checkbox, Group, Slider, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FittingNumberField } from '../../components/fitting-number-field.tsx';
import { RANGE_LIMITS, RANGE_STEP_METERS, snapRangeMeters } from '../../entities/lookouts/range-handles.ts';
import { formatDistance, formatMinuteOfDay } from '../../lib/format.ts';
import styles from './plans.module.css';

/** The slider is for what is usual; the field takes every range a plan may have. */
const SLIDER_MAX_METERS = 2_000;
const MAX_NAME_LENGTH = 60;
const DAY_MINUTES = 1_440;
/** What a post that was on duty all day gets first: the hours of most lookouts of the demo city. */
const USUAL_DUTY = { startMinute: 7 * 60, endMinute: 21 * 60 } as const;

/** Range by a slider and a field. */
export function RangeField({
  rangeMeters,
  onChange,
}: {
  rangeMeters: number;
  onChange: (rangeMeters: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.row}>
      <Text component="span" size="xs" c="dimmed">
        {t('plans.part.range')}
      </Text>
      <Group gap="sm" miw={0}>
        <Slider
          miw={60}
          flex={1}
          thumbLabel={t('plans.part.range')}
          thumbValueText={formatDistance}
          min={RANGE_LIMITS.meters.min}
          max={Math.max(SLIDER_MAX_METERS, rangeMeters)}
          step={RANGE_STEP_METERS}
          value={rangeMeters}
          onChange={(value) => onChange(snapRangeMeters(value))}
        />
        <Box w={86}>
          <FittingNumberField
            isLabelHidden
            label={t('plans.part.range')}
            value={rangeMeters}
            {...RANGE_LIMITS.meters}
            unit="m"
            onChange={onChange}
          />
        </Box>
      </Group>
    </div>
  );
}

/** `7`, `730`, `7:30` or `24:00` as minutes of the day; null for what is no time. */
export function parseMinute(text: string): number | null {
  const [, hours, minutes = '0'] = /^\s*(\d{1,2})(?:[:：]?(\d{2}))?\s*$/.exec(text) ?? [];
  if (hours === undefined || Number(minutes) >= 60) return null;
  const minute = Number(hours) * 60 + Number(minutes);
  return minute <= DAY_MINUTES ? minute : null;
}

/** One end of the duty, typed: the browser's own time field would show a 12-hour clock to some. */
function TimeField({ label, minute, onChange }: { label: string; minute: number; onChange: (minute: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    const parsed = typed === null ? null : parseMinute(typed);
    setTyped(null);
    if (parsed !== null && parsed !== minute) onChange(parsed);
  };
  return (
    <TextInput
      w={62}
      inputMode="numeric"
      aria-label={label}
      value={typed ?? formatMinuteOfDay(minute)}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}

/** Hours of duty. An end of 00:00 is midnight at the end of the day; equal ends would be never and are not taken. */
export function DutyField({
  startMinute,
  endMinute,
  onChange,
}: {
  startMinute: number;
  endMinute: number;
  onChange: (startMinute: number, endMinute: number) => void;
}) {
  const { t } = useTranslation();
  const isAllDay = startMinute === 0 && endMinute === DAY_MINUTES;
  const change = (start: number, end: number): void => {
    const startOfDay = start === DAY_MINUTES ? 0 : start;
    const endOfDay = end === 0 ? DAY_MINUTES : end;
    if (startOfDay !== endOfDay) onChange(startOfDay, endOfDay);
  };
  return (
    <div className={styles.row}>
      <Text component="span" size="xs" c="dimmed">
        {t('plans.part.duty')}
      </Text>
      <Group gap="sm" miw={0}>
        <TimeField label={t('plans.part.from')} minute={startMinute} onChange={(minute) => change(minute, endMinute)} />
        –
        <TimeField label={t('plans.part.to')} minute={endMinute} onChange={(minute) => change(startMinute, minute)} />
        <Checkbox
          label={t('plans.part.allDay')}
          checked={isAllDay}
          onChange={({ currentTarget }) =>
            currentTarget.checked ? onChange(0, DAY_MINUTES) : onChange(USUAL_DUTY.startMinute, USUAL_DUTY.endMinute)
          }
        />
      </Group>
    </div>
  );
}

/** The name of a post or a loop; an empty one is not taken. */
export function NameField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className={styles.row}>
      <Text component="span" size="xs" c="dimmed">
        {t('plans.part.name')}
      </Text>
      <TextInput
        aria-label={t('plans.part.name')}
        value={typed ?? value}
        maxLength={MAX_NAME_LENGTH}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          const name = currentTarget.value.trim();
          if (name !== '') onChange(name);
        }}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}
