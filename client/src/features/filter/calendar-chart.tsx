import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { weekdayOf } from '@liaowang/shared/analysis/time/local-hours';
import { formatNumber } from '../../lib/format.ts';
import { formatDay, monthStart } from '../../lib/calendar-day.ts';
import { CALENDAR_LEVELS, CALENDAR_WEEKS, dayAtPlace, drawYear, findYears, placeOfDay } from './calendar-layout.ts';
import styles from './calendar-chart.module.css';
import { DEFAULT_FILTER, type DayRange } from './filter-choice.ts';
import { brushFilter, cancelFilter, changeFilter, settleFilter } from './filter.store.ts';
import { toWeekday } from './hour-brush.ts';
import type { CrossView } from './use-cross-filter.ts';

const MONTHS = Array.from({ length: 12 }, (_, month) => month);
const ROWS = 7;
const KEY_STEPS: Record<string, number> = {
  ArrowUp: -1,
  ArrowDown: 1,
  ArrowLeft: -7,
  ArrowRight: 7,
  PageUp: -28,
  PageDown: 28,
};

const rangeOf = (one: number, other: number): DayRange => ({
  fromDay: Math.min(one, other),
  endDay: Math.max(one, other) + 1,
});

/** The day under a pointer, in the strip that it is level with. */
function findDay(area: HTMLElement, { clientX, clientY }: PointerEvent): number | null {
  const strips = [...area.querySelectorAll<SVGElement>('[data-year]')].map((strip) => ({
    year: Number(strip.dataset['year']),
    box: strip.getBoundingClientRect(),
  }));
  const strip = strips.find(({ box }) => clientY < box.bottom) ?? strips.at(-1);
  if (!strip) return null;
  const week = Math.floor(((clientX - strip.box.left) / strip.box.width) * CALENDAR_WEEKS);
  const row = Math.floor(((clientY - strip.box.top) / strip.box.height) * ROWS);
  return dayAtPlace(strip.year, Math.max(0, Math.min(CALENDAR_WEEKS - 1, week)), Math.max(0, Math.min(ROWS - 1, row)));
}

/** Incidents by day, a strip a year, the newest first. Drag over days, or click a month or a year, to make them the window. */
export function CalendarChart({ counts, window, record }: Pick<CrossView, 'counts' | 'window' | 'record'>) {
  const { t } = useTranslation();
  const [read, setRead] = useState<number | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const anchor = useRef<number | null>(null);
  const isDragging = useRef(false);
  const most = Math.max(1, ...counts.days);
  const choose = (range: DayRange): void => brushFilter({ window: { kind: 'days', ...range } });
  const chooseDone = (range: DayRange): void => changeFilter({ window: { kind: 'days', ...range } });
  const clampDay = (day: number): number => Math.max(record.fromDay, Math.min(record.endDay - 1, day));
  const describe = (day: number): string => {
    const count = counts.days[day - counts.firstDay] ?? 0;
    return t('filter.calendar.day', {
      date: formatDay(day),
      weekday: t(`calendar.weekday.${toWeekday(weekdayOf(day))}`),
      count,
      number: formatNumber(count),
    });
  };
  const focusDay = clampDay(cursor ?? window.endDay - 1);

  const startDrag = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0 || !(event.target as Element).closest('[data-year]')) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const day = findDay(event.currentTarget, event);
    if (day === null) return;
    anchor.current = clampDay(day);
    isDragging.current = true;
    setCursor(null);
    choose(rangeOf(anchor.current, anchor.current));
  };
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const isOver = (event.target as Element).closest('[data-year]') !== null;
    const day = findDay(event.currentTarget, event);
    if (isDragging.current && anchor.current !== null && day !== null) choose(rangeOf(anchor.current, clampDay(day)));
    setRead(day !== null && (isDragging.current || isOver) ? clampDay(day) : null);
  };
  const endDrag = (): void => {
    if (!isDragging.current) return;
    isDragging.current = false;
    settleFilter();
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const step = KEY_STEPS[event.key];
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      changeFilter({ window: DEFAULT_FILTER.window });
    } else if (step !== undefined) {
      event.preventDefault();
      const day = clampDay(focusDay + step);
      if (event.shiftKey) {
        anchor.current ??= focusDay;
        choose(rangeOf(anchor.current, day));
      } else anchor.current = null;
      setCursor(day);
      setRead(day);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      anchor.current = focusDay;
      chooseDone(rangeOf(focusDay, focusDay));
    }
  };

  return (
    <div className={styles.area}>
      <div
        className={styles.years}
        role="slider"
        tabIndex={0}
        aria-label={t('filter.calendar.label')}
        aria-valuemin={record.fromDay}
        aria-valuemax={record.endDay - 1}
        aria-valuenow={focusDay}
        aria-valuetext={describe(focusDay)}
        onPointerDown={startDrag}
        onPointerMove={drag}
        onPointerUp={endDrag}
        onPointerCancel={() => {
          isDragging.current = false;
          cancelFilter();
        }}
        onPointerLeave={() => setRead(null)}
        onKeyDown={press}
        onKeyUp={({ key }) => key === 'Shift' && settleFilter()}
        onFocus={(event) =>
          event.target === event.currentTarget && event.currentTarget.matches(':focus-visible') && setCursor(focusDay)
        }
        onBlur={() => {
          setCursor(null);
          if (!isDragging.current) settleFilter();
        }}
      >
        {findYears(record).map((year) => {
          const paths = drawYear(year, counts, window, most, record);
          const at = cursor === null ? null : placeOfDay(cursor);
          return (
            <div key={year} className={styles.year}>
              <button
                type="button"
                className={styles.name}
                tabIndex={-1}
                onClick={() => chooseDone({ fromDay: monthStart(year, 0), endDay: monthStart(year + 1, 0) })}
              >
                {year}
              </button>
              <div className={styles.strip}>
                <div className={styles.months}>
                  {MONTHS.map((month) => (
                    <button
                      key={month}
                      type="button"
                      tabIndex={-1}
                      style={{ left: `${(placeOfDay(monthStart(year, month)).week / CALENDAR_WEEKS) * 100}%` }}
                      title={`${year}-${String(month + 1).padStart(2, '0')}`}
                      onClick={() =>
                        chooseDone({ fromDay: monthStart(year, month), endDay: monthStart(year, month + 1) })
                      }
                    >
                      {month + 1}
                    </button>
                  ))}
                </div>
                <svg
                  className={styles.days}
                  data-year={year}
                  viewBox={`0 0 ${CALENDAR_WEEKS} ${ROWS}`}
                  preserveAspectRatio="none"
                  aria-hidden
                >
                  {Array.from({ length: CALENDAR_LEVELS + 1 }, (_, level) => (
                    <g key={level} data-level={level}>
                      <path className={styles.outside} d={paths.outside[level]} />
                      <path d={paths.inside[level]} />
                    </g>
                  ))}
                  {at?.year === year && (
                    <rect className={styles.cursor} x={at.week - 0.08} y={at.weekday - 0.08} width={1} height={1} />
                  )}
                </svg>
              </div>
            </div>
          );
        })}
      </div>
      <div className={styles.foot}>
        <span className={styles.readout}>{read === null ? t('filter.calendar.hint') : describe(read)}</span>
        <span className={styles.legend} role="img" aria-label={t('filter.legend', { most: formatNumber(most) })}>
          0
          {Array.from({ length: CALENDAR_LEVELS + 1 }, (_, level) => (
            <i key={level} data-level={level} />
          ))}
          {formatNumber(most)}
        </span>
      </div>
    </div>
  );
}
