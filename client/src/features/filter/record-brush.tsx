import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../lib/calendar-day.ts';
import { binDays, chooseBinUnit, moveDays, stretchDays, type DayBin } from './day-bins.ts';
import type { DayRange } from './filter-choice.ts';
import { brushFilter, cancelFilter, settleFilter } from './filter.store.ts';
import { drawBars, formatDays } from './trend-chart.tsx';
import styles from './trend-chart.module.css';
import type { CrossView } from './use-cross-filter.ts';

const MAX_BINS = 160;
/** Days that a key moves by; page keys move by the window's own length. */
const KEY_DAYS: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
const SHIFT_DAYS = 7;

type Grip = 'from' | 'end' | 'whole' | 'new';

/** The whole record with the window on it: drag the window, either of its ends, or over the record for a new one. */
export function RecordBrush({
  counts,
  window,
  onRecord,
  record,
}: Pick<CrossView, 'counts' | 'window' | 'onRecord' | 'record'>) {
  const { t } = useTranslation();
  const track = useRef<HTMLDivElement>(null);
  const drag = useRef<{ grip: Grip; atDay: number; started: DayRange } | null>(null);
  const bins = binDays(counts, record, chooseBinUnit(record, MAX_BINS));
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const length = record.endDay - record.fromDay;
  const percentOf = (day: number): number => Math.max(0, Math.min(100, ((day - record.fromDay) / length) * 100));
  const isInside = (bin: DayBin): boolean => bin.fromDay < window.endDay && bin.endDay > window.fromDay;
  const choose = (range: DayRange): void => brushFilter({ window: { kind: 'days', ...range } });
  const dayAt = ({ clientX }: PointerEvent): number => {
    const { left, width } = track.current!.getBoundingClientRect();
    return Math.max(
      record.fromDay,
      Math.min(record.endDay, record.fromDay + Math.round(((clientX - left) / width) * length)),
    );
  };
  const start =
    (grip: Grip) =>
    (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { grip, atDay: dayAt(event), started: window };
    };
  const move = (event: PointerEvent): void => {
    if (!drag.current) return;
    const { grip, atDay, started } = drag.current;
    const day = dayAt(event);
    if (grip === 'whole') choose(moveDays(started, day - atDay, record));
    else if (grip !== 'new') choose(stretchDays(started, grip, day, record));
    else if (day !== atDay) choose({ fromDay: Math.min(day, atDay), endDay: Math.max(day, atDay) });
  };
  const end = (): void => {
    drag.current = null;
    settleFilter();
  };
  const press =
    (grip: Grip) =>
    (event: KeyboardEvent): void => {
      const page = { PageDown: -1, PageUp: 1 }[event.key];
      const days =
        page === undefined
          ? (KEY_DAYS[event.key] ?? 0) * (event.shiftKey ? SHIFT_DAYS : 1)
          : page * (window.endDay - window.fromDay);
      if (days === 0) return;
      event.preventDefault();
      event.stopPropagation();
      if (grip === 'whole') choose(moveDays(window, days, record));
      else if (grip !== 'new')
        choose(stretchDays(window, grip, (grip === 'from' ? window.fromDay : window.endDay) + days, record));
    };
  const gripProps = (grip: Grip) => ({
    role: 'slider',
    tabIndex: 0,
    'aria-valuemin': record.fromDay,
    'aria-valuemax': record.endDay,
    onPointerDown: start(grip),
    onKeyDown: press(grip),
    onKeyUp: settleFilter,
    onBlur: end,
  });
  const left = percentOf(window.fromDay);
  const width = percentOf(window.endDay) - left;

  return (
    <div className={styles.record}>
      <div className={styles.readout}>
        <span>{t('filter.trend.record', { dates: formatDays(onRecord) })}</span>
      </div>
      <div
        className={styles.frame}
        ref={track}
        onPointerDown={start('new')}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={() => {
          drag.current = null;
          cancelFilter();
        }}
      >
        <svg viewBox={`0 0 ${bins.length} 100`} preserveAspectRatio="none" aria-hidden>
          <path className={styles.outside} d={drawBars(bins, most, (bin) => !isInside(bin))} />
          <path className={styles.bar} d={drawBars(bins, most, isInside)} />
        </svg>
        <div
          className={styles.window}
          style={{ left: `${left}%`, width: `${width}%` }}
          {...gripProps('whole')}
          aria-label={t('filter.trend.window')}
          aria-valuenow={window.fromDay}
          aria-valuetext={formatDays(window)}
        />
        <div
          className={styles.grip}
          style={{ left: `${left}%` }}
          {...gripProps('from')}
          aria-label={t('filter.trend.first')}
          aria-valuenow={window.fromDay}
          aria-valuetext={formatDay(window.fromDay)}
        />
        <div
          className={styles.grip}
          style={{ left: `${left + width}%` }}
          {...gripProps('end')}
          aria-label={t('filter.trend.last')}
          aria-valuenow={window.endDay}
          aria-valuetext={formatDay(window.endDay - 1)}
        />
      </div>
      <div className={styles.axis} aria-hidden>
        <span style={{ left: 0 }}>{formatDay(record.fromDay)}</span>
        <span style={{ right: 0 }}>{formatDay(record.endDay - 1)}</span>
      </div>
    </div>
  );
}
