import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinuteOfDay } from '../../lib/format.ts';
import { RANGE_LIMITS_METERS, snapRangeMeters } from './plan-edits.ts';
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
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('plans.part.range')}</span>
      <div className={styles.inline}>
        <input
          className={styles.slider}
          type="range"
          aria-label={t('plans.part.range')}
          min={RANGE_LIMITS_METERS.min}
          max={Math.max(SLIDER_MAX_METERS, rangeMeters)}
          step={10}
          value={rangeMeters}
          onChange={({ currentTarget }) => onChange(snapRangeMeters(currentTarget.valueAsNumber))}
        />
        <input
          className={styles.input}
          data-narrow
          type="number"
          aria-label={t('plans.part.range')}
          min={RANGE_LIMITS_METERS.min}
          max={RANGE_LIMITS_METERS.max}
          value={typed ?? rangeMeters}
          onChange={({ currentTarget: { value, valueAsNumber } }) => {
            setTyped(value);
            if (valueAsNumber >= RANGE_LIMITS_METERS.min && valueAsNumber <= RANGE_LIMITS_METERS.max)
              onChange(valueAsNumber);
          }}
          onBlur={() => setTyped(null)}
        />
        <span className={styles.label}>m</span>
      </div>
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
    <input
      className={styles.input}
      data-time
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
      <span className={styles.label}>{t('plans.part.duty')}</span>
      <div className={styles.inline}>
        <TimeField label={t('plans.part.from')} minute={startMinute} onChange={(minute) => change(minute, endMinute)} />
        –
        <TimeField label={t('plans.part.to')} minute={endMinute} onChange={(minute) => change(startMinute, minute)} />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={isAllDay}
            onChange={({ currentTarget }) =>
              currentTarget.checked ? onChange(0, DAY_MINUTES) : onChange(USUAL_DUTY.startMinute, USUAL_DUTY.endMinute)
            }
          />
          {t('plans.part.allDay')}
        </label>
      </div>
    </div>
  );
}

/** The name of a post or a loop; an empty one is not taken. */
export function NameField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <label className={styles.row}>
      <span className={styles.label}>{t('plans.part.name')}</span>
      <input
        className={styles.input}
        value={typed ?? value}
        maxLength={MAX_NAME_LENGTH}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          const name = currentTarget.value.trim();
          if (name !== '') onChange(name);
        }}
        onBlur={() => setTyped(null)}
      />
    </label>
  );
}
