import { Box, Stack } from '@mantine/core';
import { useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { HourOfWeek } from '@liaowang/shared/schemas/coverage';
import { formatMinuteOfDay, formatShare } from '../../lib/format.ts';
import {
  DAYS_PER_WEEK,
  HOURS_PER_DAY,
  placeOfCell,
  stepCell,
  valueOf,
  type HourMeasure,
  type HourSummary,
} from './hour-of-week.ts';
import styles from './hour-matrix.module.css';

interface HourMatrixProps {
  /** What it shows, for those who cannot see it. */
  label: string;
  matrix: HourOfWeek;
  measure: HourMeasure;
  summary: HourSummary;
}

/** `周一 03:00–04:00` of a cell. */
export function useCellName(): (cell: number) => string {
  const { t } = useTranslation();
  return (cell) => {
    const { weekday, hour } = placeOfCell(cell);
    return `${t(`calendar.weekday.${weekday}`)} ${formatMinuteOfDay(hour * 60)}–${formatMinuteOfDay(hour * 60 + 60)}`;
  };
}

/** Seven days of 24 hours, the fuller the bluer; the pointer or the arrow keys read a cell out. */
export function HourMatrix({ label, matrix, measure, summary: { low, high, best, worst } }: HourMatrixProps) {
  const { t } = useTranslation();
  const cellName = useCellName();
  const [read, setRead] = useState<number | null>(null);
  const [focused, setFocused] = useState(0);
  const describe = (at: number): string => {
    const cell = matrix.cells[at]!;
    const value = valueOf(cell, measure);
    const when = cellName(at);
    return value === null
      ? t('coverage.hours.noCell', { when })
      : t('coverage.hours.cell', { when, share: formatShare(value), hours: cell.hours });
  };
  const days = Array.from({ length: DAYS_PER_WEEK }, (_, day) => day);
  const hours = Array.from({ length: HOURS_PER_DAY }, (_, hour) => hour);
  return (
    <div className={styles.area}>
      <Stack
        gap="xxs"
        role="grid"
        tabIndex={-1}
        aria-label={label}
        onPointerLeave={() => setRead(null)}
        onKeyDown={(event) => {
          const next = stepCell(focused, event.key);
          if (!event.key.startsWith('Arrow')) return;
          event.preventDefault();
          setFocused(next);
          event.currentTarget.querySelector<HTMLElement>(`[data-cell="${next}"]`)?.focus();
        }}
      >
        <div role="row" className={styles.row}>
          <span className={styles.day} />
          {hours.map((hour) => (
            <span key={hour} role="columnheader" className={styles.hour}>
              {hour % 3 === 0 ? hour : ''}
            </span>
          ))}
        </div>
        {days.map((day) => (
          <div key={day} role="row" className={styles.row}>
            <span role="rowheader" className={styles.day}>
              {t(`calendar.weekday.${placeOfCell(day * HOURS_PER_DAY).weekday}`)}
            </span>
            {hours.map((hour) => {
              const at = day * HOURS_PER_DAY + hour;
              const value = valueOf(matrix.cells[at]!, measure);
              const level = value === null ? 0 : high > low ? (value - low) / (high - low) : 1;
              return (
                <span
                  key={hour}
                  role="gridcell"
                  data-cell={at}
                  tabIndex={at === focused ? 0 : -1}
                  className={styles.cell}
                  data-mark={at === best ? 'best' : at === worst ? 'worst' : undefined}
                  data-empty={value === null || undefined}
                  style={{ '--level': level } as CSSProperties}
                  aria-label={describe(at)}
                  onPointerEnter={() => setRead(at)}
                  onFocus={() => {
                    setFocused(at);
                    setRead(at);
                  }}
                  onBlur={() => setRead(null)}
                />
              );
            })}
          </div>
        ))}
      </Stack>
      <div className={styles.foot}>
        <Box component="span" miw={0}>
          {read === null ? t('coverage.hours.hint') : describe(read)}
        </Box>
        <span className={styles.legend} aria-label={t('coverage.hours.legend')} role="img">
          {formatShare(low)}
          <span className={styles.ramp} />
          {formatShare(high)}
        </span>
      </div>
    </div>
  );
}
