import { Stack, Text } from '@mantine/core';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnvelopeTest } from '@liaowang/shared/analysis/hotspots/clustering/envelope-test';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import chart from '../../components/line-chart.module.css';
import styles from './envelope-chart.module.css';

interface EnvelopeChartProps {
  test: EnvelopeTest;
  radiiMeters: Float64Array;
  /** What the function is. */
  label: string;
}

/** Drawing units; the picture scales with the panel. */
const WIDTH = 340;
const HEIGHT = 150;
const PLOT = { left: 44, right: 16, top: 8, bottom: 20 } as const;
const TICKS = 4;

/** A function of distance, the band of its simulations at each distance, and the bounds that hold at all distances at once. */
export function EnvelopeChart({
  test: { observed, low, high, globalHalfWidth },
  radiiMeters,
  label,
}: EnvelopeChartProps) {
  const { t } = useTranslation();
  const [pointed, setPointed] = useState<number | null>(null);
  const finite = [...observed, ...low, ...high, globalHalfWidth, -globalHalfWidth].filter(Number.isFinite);
  const [least, most] = [Math.min(0, ...finite), Math.max(0, ...finite)];
  const farthest = radiiMeters.at(-1)!;
  const x = (meters: number): number => PLOT.left + (meters / farthest) * (WIDTH - PLOT.left - PLOT.right);
  const y = (value: number): number =>
    HEIGHT - PLOT.bottom - ((value - least) / (most - least || 1)) * (HEIGHT - PLOT.top - PLOT.bottom);
  const points = (values: Float64Array): string[] =>
    [...values].flatMap((value, step) =>
      Number.isFinite(value) ? [`${x(radiiMeters[step]!).toFixed(1)} ${y(value).toFixed(1)}`] : [],
    );
  const at = pointed ?? observed.length - 1;
  const meters = (value: number): string => `${formatNumber(value).replace('-', '−')} m`;
  const readout = t('zones.clustering.readout', {
    distance: formatDistance(radiiMeters[at]!),
    value: meters(observed[at]!),
    low: meters(low[at]!),
    high: meters(high[at]!),
  });
  const move = (step: number): void => setPointed(Math.min(observed.length - 1, Math.max(0, step)));
  const pointAt = (event: PointerEvent<SVGSVGElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    move(
      Math.round(
        ((((event.clientX - left) / width) * WIDTH - PLOT.left) / (WIDTH - PLOT.left - PLOT.right)) * observed.length,
      ) - 1,
    );
  };
  const step = (event: KeyboardEvent): void => {
    const change = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (change === undefined) return;
    event.preventDefault();
    move(at + change);
  };
  return (
    <Stack gap="xs">
      <div
        role="slider"
        tabIndex={0}
        className={chart.frame}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={observed.length - 1}
        aria-valuenow={at}
        aria-valuetext={readout}
        onKeyDown={step}
        onBlur={() => setPointed(null)}
      >
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          onPointerMove={pointAt}
          onPointerLeave={() => setPointed(null)}
          aria-hidden
        >
          {[least, 0, most]
            .filter((value, i, all) => all.indexOf(value) === i)
            .map((value) => (
              <g key={value}>
                <line className={chart.grid} x1={PLOT.left} x2={WIDTH - PLOT.right} y1={y(value)} y2={y(value)} />
                <text className={chart.tick} x={PLOT.left - 5} y={y(value) + 3.5} textAnchor="end">
                  {meters(value)}
                </text>
              </g>
            ))}
          {Array.from({ length: TICKS + 1 }, (_, tick) => (farthest * tick) / TICKS).map((value) => (
            <text key={value} className={chart.tick} x={x(value)} y={HEIGHT - 6} textAnchor="middle">
              {formatDistance(value)}
            </text>
          ))}
          <path className={styles.band} d={`M${points(high).join('L')}L${points(low).reverse().join('L')}Z`} />
          {[globalHalfWidth, -globalHalfWidth].map((value) => (
            <line key={value} className={styles.bound} x1={x(0)} x2={x(farthest)} y1={y(value)} y2={y(value)} />
          ))}
          <path className={styles.line} d={`M${points(observed).join('L')}`} />
          {pointed !== null && Number.isFinite(observed[at]!) && (
            <circle className={styles.pointed} cx={x(radiiMeters[at]!)} cy={y(observed[at]!)} r={3.4} />
          )}
        </svg>
      </div>
      <Text component="div" size="xs" c="dimmed" aria-hidden>
        {readout}
      </Text>
      <ul className={`${chart.key} ${styles.legend}`}>
        <li>
          <i data-key="line" />
          {label}
        </li>
        <li>
          <i data-key="band" />
          {t('zones.clustering.band')}
        </li>
        <li>
          <i data-key="bound" />
          {t('zones.clustering.bound')}
        </li>
      </ul>
    </Stack>
  );
}
