import { Box, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { IconButton } from '../../components/icon-button.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { addMonths, findDayByKey, findWeeksOf, monthOf, type Day, type Month } from './calendar-days.ts';
import { groupByReviewDay } from './record-order.ts';
import { StatusDot } from './record-status.tsx';
import styles from './review-calendar.module.css';

interface ReviewCalendarProps {
  records: readonly HotspotRecord[];
  month: Month;
  today: Day;
  chosenDay: Day | null;
  onMonth: (month: Month) => void;
  onChoose: (day: Day) => void;
}

/** Dots that fit into a cell; what is beyond is said as a number. */
const MAX_DOTS = 4;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** A month of reviews: each day with the records that are due. Arrow keys go from day to day, Page Up and Down from month to month. */
export function ReviewCalendar({ records, month, today, chosenDay, onMonth, onChoose }: ReviewCalendarProps) {
  const { t } = useTranslation();
  const grid = useRef<HTMLDivElement>(null);
  const isMoving = useRef(false);
  const byDay = useMemo(() => groupByReviewDay(records), [records]);
  const [focusDay, setFocusDay] = useState<Day>(chosenDay ?? today);
  // One day of the shown month is in the tab order.
  const reachable = monthOf(focusDay) === month ? focusDay : monthOf(today) === month ? today : `${month}-01`;
  const move = (event: KeyboardEvent): void => {
    const next = findDayByKey(reachable, event.key);
    if (next === null) return;
    event.preventDefault();
    isMoving.current = true;
    setFocusDay(next);
    if (monthOf(next) !== month) onMonth(monthOf(next));
  };
  // In the same turn: between two months there is no focus, and the next key would be lost.
  useLayoutEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-day="${focusDay}"]`)?.focus();
  }, [focusDay, month]);
  return (
    <Box px={10} pb="md">
      <Group wrap="nowrap" gap="xs" pb="xs">
        <IconButton label={t('records.calendar.before')} onClick={() => onMonth(addMonths(month, -1))}>
          <IconChevronLeft />
        </IconButton>
        <Text component="strong" inherit fw={500} c="bright" ta="center" miw={62} aria-live="polite">
          {month}
        </Text>
        <IconButton label={t('records.calendar.after')} onClick={() => onMonth(addMonths(month, 1))}>
          <IconChevronRight />
        </IconButton>
        <Box ml="auto">
          <TextButton disabled={monthOf(today) === month} onClick={() => onMonth(monthOf(today))}>
            {t('records.calendar.today')}
          </TextButton>
        </Box>
      </Group>
      <div ref={grid} role="grid" tabIndex={-1} aria-label={t('records.calendar.label')} onKeyDown={move}>
        <div role="row" className={styles.week}>
          {WEEKDAYS.map((day) => (
            <Text
              key={day}
              role="columnheader"
              aria-label={t(`calendar.weekday.${day}`)}
              component="span"
              size="xs"
              c="dimmed"
              ta="center"
              py="xxs"
            >
              {t(`calendar.weekdayShort.${day}`)}
            </Text>
          ))}
        </div>
        {findWeeksOf(month).map((week) => (
          <div key={week[0]} role="row" className={styles.week}>
            {week.map((day) => {
              const due = byDay.get(day) ?? [];
              return (
                <span key={day} role="gridcell" aria-selected={day === chosenDay}>
                  <button
                    type="button"
                    className={styles.day}
                    data-day={day}
                    data-today={day === today || undefined}
                    data-overdue={(due.length > 0 && day < today) || undefined}
                    data-outside={monthOf(day) !== month || undefined}
                    aria-label={due.length > 0 ? t('records.calendar.dayWith', { day, count: due.length }) : day}
                    aria-current={day === today ? 'date' : undefined}
                    tabIndex={day === reachable ? 0 : -1}
                    onClick={() => {
                      setFocusDay(day);
                      onChoose(day);
                    }}
                  >
                    <span>{Number(day.slice(8))}</span>
                    <span className={styles.dots}>
                      {due.slice(0, MAX_DOTS).map(({ hotspotId, status }) => (
                        <StatusDot key={hotspotId} status={status} />
                      ))}
                      {due.length > MAX_DOTS && <small>+{due.length - MAX_DOTS}</small>}
                    </span>
                  </button>
                </span>
              );
            })}
          </div>
        ))}
      </div>
    </Box>
  );
}
