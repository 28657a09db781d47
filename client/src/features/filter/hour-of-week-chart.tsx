import { IconX } from '@tabler/icons-react';
import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { findHoursOfWeek } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { HowNote } from '../../components/how-note.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { formatMinuteOfDay, formatNumber } from '../../lib/format.ts';
import type { FilterChoice } from './filter-choice.ts';
import { brushFilter, cancelFilter, changeFilter, settleFilter } from './filter.store.ts';
import { DAYS_PER_WEEK, HOURS_PER_DAY, chooseFromList, chooseRectangle, stepHour, toWeekday } from './hour-brush.ts';
import { HourFields } from './hour-fields.tsx';
import styles from './hour-of-week-chart.module.css';

type Hours = Pick<FilterChoice, 'hours' | 'weekdays'>;

const WHOLE_WEEK: Hours = { hours: null, weekdays: null };
const WEEKDAYS = Array.from({ length: DAYS_PER_WEEK }, (_, row) => toWeekday(row));
const HOURS = Array.from({ length: HOURS_PER_DAY }, (_, hour) => hour);
const HOUR_NAMES = HOURS.map((hour) => `${formatMinuteOfDay(hour * 60)}–${formatMinuteOfDay(hour * 60 + 60)}`);

/** Whole numbers as they are, parts with one decimal. */
const formatPart = (count: number): string => formatNumber(count, Number.isInteger(count) ? 0 : 1);

/** The cell under a pointer, the nearest one where it is outside. */
function findCell(grid: HTMLElement, { clientX, clientY }: PointerEvent): number {
  const first = grid.querySelector('[data-cell="0"]')!.getBoundingClientRect();
  const last = grid.querySelector(`[data-cell="${DAYS_PER_WEEK * HOURS_PER_DAY - 1}"]`)!.getBoundingClientRect();
  const stepOf = (at: number, from: number, to: number, count: number): number =>
    Math.max(0, Math.min(count - 1, Math.floor(((at - from) / (to - from)) * count)));
  return (
    stepOf(clientY, first.top, last.bottom, DAYS_PER_WEEK) * HOURS_PER_DAY +
    stepOf(clientX, first.left, last.right, HOURS_PER_DAY)
  );
}

/** When incidents happen in the week. Drag over cells, or click a day or an hour, to look at these alone; Esc shows the whole week again. */
export function HourOfWeekChart({
  counts,
  hours,
  weekdays,
}: Hours & { /** Parts of incidents where they are weighted. */ counts: Float64Array }) {
  const { t } = useTranslation();
  const [read, setRead] = useState<number | null>(null);
  const [focused, setFocused] = useState(0);
  /** Where a drag or a choice by keys began. */
  const anchor = useRef<number | null>(null);
  const isDragging = useRef(false);
  /** A click on the only chosen cell shows the whole week again. */
  const wasAlone = useRef(false);
  const most = Math.ceil(Math.max(1, ...counts));
  const isChosen = findHoursOfWeek({ hours, weekdays });
  const isWhole = hours === null && weekdays === null;
  const dayNames = WEEKDAYS.map((weekday) => t(`calendar.weekday.${weekday}`));
  const describe = (cell: number): string =>
    t('filter.hours.cell', {
      when: `${dayNames[Math.floor(cell / HOURS_PER_DAY)]} ${HOUR_NAMES[cell % HOURS_PER_DAY]}`,
      count: counts[cell]!,
      number: formatPart(counts[cell]!),
    });

  const startDrag = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0 || !(event.target as HTMLElement).closest('[data-cell]')) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    anchor.current = findCell(event.currentTarget, event);
    isDragging.current = true;
    wasAlone.current = isChosen[anchor.current] === 1 && isChosen.indexOf(1) === isChosen.lastIndexOf(1);
    brushFilter(chooseRectangle(anchor.current, anchor.current));
  };
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const cell = findCell(event.currentTarget, event);
    if (isDragging.current && anchor.current !== null) {
      wasAlone.current &&= cell === anchor.current;
      brushFilter(chooseRectangle(anchor.current, cell));
    }
    setRead(isDragging.current || (event.target as HTMLElement).closest('[data-cell]') ? cell : null);
  };
  const endDrag = (): void => {
    if (!isDragging.current) return;
    isDragging.current = false;
    if (wasAlone.current) brushFilter(WHOLE_WEEK);
    settleFilter();
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape' && !isWhole) {
      event.preventDefault();
      event.stopPropagation();
      changeFilter(WHOLE_WEEK);
      return;
    }
    if (!(event.target as HTMLElement).closest('[data-cell]')) return;
    const next = stepHour(focused, event.key);
    if (next !== null) {
      event.preventDefault();
      if (event.shiftKey) {
        anchor.current ??= focused;
        brushFilter(chooseRectangle(anchor.current, next));
      } else anchor.current = null;
      setFocused(next);
      event.currentTarget.querySelector<HTMLElement>(`[data-cell="${next}"]`)?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      anchor.current = focused;
      changeFilter(chooseRectangle(focused, focused));
    }
  };
  const isOnlyHour = (hour: number): boolean => hours?.start === hour && hours.end === hour + 1;

  return (
    <div className={styles.area}>
      <div className={styles.head}>
        <h3>
          {t('filter.hours.title')}
          <HowNote label={t('filter.hours.title')} text={t('filter.how.charts')} />
        </h3>
        <HourFields hours={hours} onChange={(next) => changeFilter({ hours: next })} />
        <IconButton label={t('filter.hours.clear')} disabled={isWhole} onClick={() => changeFilter(WHOLE_WEEK)}>
          <IconX />
        </IconButton>
      </div>
      <div
        className={styles.matrix}
        role="grid"
        tabIndex={-1}
        aria-label={t('filter.hours.label')}
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
        onBlur={() => !isDragging.current && settleFilter()}
      >
        <div role="row" className={styles.row}>
          <span />
          {HOURS.map((hour) => (
            <span key={hour} role="columnheader">
              <button
                type="button"
                className={styles.hour}
                tabIndex={-1}
                data-on={isOnlyHour(hour) || undefined}
                aria-label={HOUR_NAMES[hour]}
                onClick={() => changeFilter({ hours: isOnlyHour(hour) ? null : { start: hour, end: hour + 1 } })}
              >
                {hour % 3 === 0 ? hour : '·'}
              </button>
            </span>
          ))}
        </div>
        {WEEKDAYS.map((weekday) => (
          <div key={weekday} role="row" className={styles.row}>
            <span role="rowheader">
              <button
                type="button"
                className={styles.day}
                aria-pressed={weekdays?.includes(weekday) ?? false}
                title={t('filter.hours.dayHint')}
                onClick={(event) => changeFilter({ weekdays: chooseFromList(weekdays, weekday, event) })}
              >
                {dayNames[weekday - 1]}
              </button>
            </span>
            {HOURS.map((hour) => {
              const cell = (weekday - 1) * HOURS_PER_DAY + hour;
              return (
                <span
                  key={hour}
                  role="gridcell"
                  data-cell={cell}
                  tabIndex={cell === focused ? 0 : -1}
                  className={styles.cell}
                  data-empty={counts[cell] === 0 || undefined}
                  data-out={!isChosen[cell] || undefined}
                  aria-selected={!isWhole && isChosen[cell] === 1}
                  // 168 of them at each step of a drag: put together without the catalogue.
                  aria-label={`${dayNames[weekday - 1]} ${HOUR_NAMES[hour]} · ${formatPart(counts[cell]!)}`}
                  style={{ '--level': counts[cell]! / most } as CSSProperties}
                  onFocus={() => {
                    setFocused(cell);
                    setRead(cell);
                  }}
                />
              );
            })}
          </div>
        ))}
      </div>
      <div className={styles.foot}>
        <span className={styles.readout}>{read === null ? t('filter.hours.hint') : describe(read)}</span>
        <span className={styles.legend} role="img" aria-label={t('filter.legend', { most: formatNumber(most) })}>
          0<i className={styles.ramp} />
          {formatNumber(most)}
        </span>
      </div>
    </div>
  );
}
