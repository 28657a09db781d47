import { Box } from '@mantine/core';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { formatDay } from '../../lib/calendar-day.ts';
import { binDays, chooseBinUnit, type DayBin } from './day-bins.ts';
import { brushFilter, cancelFilter, changeFilter, settleFilter } from './filter.store.ts';
import styles from './trend-chart.module.css';
import type { CrossView } from './use-cross-filter.ts';

/** More bars than this cannot be told apart. */
const MAX_BINS = 130;
/** Height of the drawing; its width is one a bin. */
const HEIGHT = 100;
/** Share of a bin that its bar fills. */
const BAR = 0.82;
const MAX_LABELS = 6;

/** Bars of some bins as one SVG path; `at` says which column each stands in. */
export function drawBars(bins: readonly DayBin[], most: number, isDrawn: (bin: DayBin) => boolean): string {
  return bins
    .map((bin, at) =>
      bin.count > 0 && isDrawn(bin)
        ? `M${at + (1 - BAR) / 2} ${HEIGHT}v-${((bin.count / most) * HEIGHT).toFixed(2)}h${BAR}V${HEIGHT}z`
        : '',
    )
    .join('');
}

/** `2026-11-02` of a day, `2026-11-02 – 2026-11-08` of more. */
export function formatDays({ fromDay, endDay }: { fromDay: number; endDay: number }): string {
  return endDay - fromDay === 1 ? formatDay(fromDay) : `${formatDay(fromDay)} – ${formatDay(endDay - 1)}`;
}

/** Incidents of the window by day, week or month, as many as can be told apart. Drag over bars to narrow the window to them. */
export function TrendChart({
  counts,
  window,
  settledWindow,
  today,
}: Pick<CrossView, 'counts' | 'window' | 'settledWindow' | 'today'>) {
  const { t } = useTranslation();
  const [read, setRead] = useState<number | null>(null);
  const anchor = useRef<number | null>(null);
  const isDragging = useRef(false);
  // The bars stand still while the pointer narrows the window.
  const unit = chooseBinUnit(settledWindow, MAX_BINS);
  // What has passed of today is no full day either.
  const bins = binDays(counts, settledWindow, unit).map((bin) => ({
    ...bin,
    isPartial: bin.isPartial || bin.endDay > today,
  }));
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const isInside = (bin: DayBin): boolean => bin.fromDay < window.endDay && bin.endDay > window.fromDay;
  const clamp = (at: number): number => Math.max(0, Math.min(bins.length - 1, at));
  const binAt = ({ currentTarget, clientX }: PointerEvent): number => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return clamp(Math.floor(((clientX - left) / width) * bins.length));
  };
  const rangeOf = (one: number, other: number) => ({
    window: {
      kind: 'days' as const,
      fromDay: bins[Math.min(one, other)]!.fromDay,
      endDay: bins[Math.max(one, other)]!.endDay,
    },
  });
  const describe = (at: number): string => {
    const bin = bins[at]!;
    const text = t('filter.trend.bin', {
      dates: formatDays(bin),
      count: bin.count,
      number: formatNumber(bin.count),
    });
    return bin.isPartial ? `${text} · ${t(`filter.trend.partial.${unit}`)}` : text;
  };
  const shown = read === null ? null : clamp(read);
  const labelEvery = Math.ceil(bins.length / MAX_LABELS);

  const press = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const from = shown ?? bins.length - 1;
    if (step !== undefined) {
      event.preventDefault();
      if (event.shiftKey) {
        anchor.current ??= from;
        brushFilter(rangeOf(anchor.current, clamp(from + step)));
      } else anchor.current = null;
      setRead(clamp(from + step));
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      changeFilter(rangeOf(from, from));
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      setRead(null);
    }
  };

  return (
    <div className={styles.chart}>
      <div className={styles.readout}>
        <span>{shown === null ? t(`filter.trend.by.${unit}`) : describe(shown)}</span>
        <Box component="span" flex="none">
          {t('filter.trend.most', { number: formatNumber(most) })}
        </Box>
      </div>
      <div
        role="slider"
        tabIndex={0}
        className={styles.frame}
        aria-label={t('filter.trend.label')}
        aria-valuemin={0}
        aria-valuemax={bins.length - 1}
        aria-valuenow={shown ?? bins.length - 1}
        aria-valuetext={describe(shown ?? bins.length - 1)}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          anchor.current = binAt(event);
          isDragging.current = true;
          brushFilter(rangeOf(anchor.current, anchor.current));
        }}
        onPointerMove={(event) => {
          const at = binAt(event);
          setRead(at);
          if (isDragging.current && anchor.current !== null) brushFilter(rangeOf(anchor.current, at));
        }}
        onPointerUp={() => {
          isDragging.current = false;
          settleFilter();
        }}
        onPointerCancel={() => {
          isDragging.current = false;
          cancelFilter();
        }}
        onPointerLeave={() => setRead(null)}
        onKeyDown={press}
        onKeyUp={({ key }) => key === 'Shift' && settleFilter()}
        onBlur={() => {
          setRead(null);
          if (!isDragging.current) settleFilter();
        }}
      >
        <svg viewBox={`0 0 ${bins.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
          {shown !== null && <rect className={styles.pointed} x={shown} y={0} width={1} height={HEIGHT} />}
          <path className={styles.outside} d={drawBars(bins, most, (bin) => !isInside(bin))} />
          <path className={styles.bar} d={drawBars(bins, most, (bin) => isInside(bin) && !bin.isPartial)} />
          <path className={styles.partial} d={drawBars(bins, most, (bin) => isInside(bin) && bin.isPartial)} />
        </svg>
      </div>
      <div className={styles.axis} aria-hidden>
        {bins.map(
          (bin, at) =>
            at % labelEvery === 0 &&
            at + labelEvery <= bins.length && (
              <span key={bin.fromDay} style={{ left: `${(at / bins.length) * 100}%` }}>
                {unit === 'month' ? formatDay(bin.fromDay).slice(0, 7) : formatDay(bin.fromDay)}
              </span>
            ),
        )}
      </div>
    </div>
  );
}
