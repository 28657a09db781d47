import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatMinuteOfDay } from '../../lib/format.ts';
import type { FilterChoice } from './filter-choice.ts';
import { HOURS_PER_DAY } from './hour-brush.ts';
import styles from './hour-of-week-chart.module.css';

const STARTS = Array.from({ length: HOURS_PER_DAY }, (_, hour) => hour);
const ENDS = Array.from({ length: HOURS_PER_DAY }, (_, hour) => hour + 1);

/** Hours of the day as two lists; an end that is not after the start lies on the next day. */
export function HourFields({
  hours,
  onChange,
}: {
  hours: FilterChoice['hours'];
  onChange: (hours: FilterChoice['hours']) => void;
}) {
  const { t } = useTranslation();
  const { start, end } = hours ?? { start: 0, end: HOURS_PER_DAY };
  const list = (label: string, value: number, values: readonly number[], choose: (value: number) => void) => (
    <NativeSelect
      w={76}
      aria-label={label}
      value={value}
      data={values.map((hour) => ({ value: String(hour), label: formatMinuteOfDay(hour * 60) }))}
      onChange={(event) => choose(Number(event.currentTarget.value))}
    />
  );
  return (
    <span className={styles.fields}>
      {list(t('filter.hours.start'), start, STARTS, (next) => onChange({ start: next, end }))}
      {t('filter.hours.to')}
      {list(t('filter.hours.end'), end, ENDS, (next) => onChange({ start, end: next }))}
      {hours !== null && end <= start && <em>{t('filter.hours.nextDay')}</em>}
    </span>
  );
}
