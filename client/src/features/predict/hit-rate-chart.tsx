import { Stack, Text } from '@mantine/core';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ForecastComparison } from '@liaowang/shared/analysis/hotspots/back-test/compare-forecasts';
import type { ForecastMethod } from '@liaowang/shared/analysis/hotspots/back-test/forecast-scorers';
import type { MeanWithInterval } from '@liaowang/shared/analysis/statistics/bootstrap-mean';
import { formatShare } from '../../lib/format.ts';
import chart from '../../components/line-chart.module.css';
import styles from './hit-rate-chart.module.css';

interface HitRateChartProps {
  comparison: ForecastComparison<ForecastMethod>;
  /** Drawn strongly, with its interval. */
  shown: ForecastMethod;
  /** The land that is asked about, 0–1. */
  areaShare: number;
}

/** Drawing units; the picture scales with the panel. */
const WIDTH = 340;
const HEIGHT = 190;
const PLOT = { left: 36, right: 16, top: 10, bottom: 22 } as const;

/** Share of later incidents that the flagged land held, against how much land was flagged: each method a line. */
export function HitRateChart({ comparison, shown, areaShare }: HitRateChartProps) {
  const { t } = useTranslation();
  const [pointed, setPointed] = useState<number | null>(null);
  const { curveShares, methods, bestPossible } = comparison;
  const maxShare = curveShares.at(-1)!;
  const maxRate = Math.min(
    1,
    Math.max(0.05, ...methods.flatMap(({ curve }) => curve.map((point) => point?.high ?? point?.mean ?? 0))) * 1.08,
  );
  const x = (share: number): number => PLOT.left + (share / maxShare) * (WIDTH - PLOT.left - PLOT.right);
  const y = (rate: number): number =>
    HEIGHT - PLOT.bottom - (Math.min(rate, maxRate) / maxRate) * (HEIGHT - PLOT.top - PLOT.bottom);
  const draw = (curve: ReadonlyArray<MeanWithInterval | null>, of: (point: MeanWithInterval) => number): string =>
    curve
      .flatMap((point, k) => (point ? [`${x(curveShares[k]!).toFixed(1)} ${y(of(point)).toFixed(1)}`] : []))
      .join('L');
  const strong = methods.find(({ method }) => method === shown) ?? methods[0]!;
  const nearest = curveShares.reduce(
    (best, share, k) => (Math.abs(share - areaShare) < Math.abs(curveShares[best]! - areaShare) ? k : best),
    0,
  );
  const at = pointed ?? nearest;
  const read = (point: MeanWithInterval | null | undefined): string => (point ? formatShare(point.mean) : '—');
  const readout = t('predict.chart.at', {
    area: formatShare(curveShares[at]!),
    method: t(`predict.method.${shown}`),
    rate: read(strong.curve[at]),
    counts: read(methods[0]!.curve[at]),
    best: read(bestPossible[at]),
  });
  const move = (k: number): void => setPointed(Math.min(curveShares.length - 1, Math.max(0, k)));
  const pointAt = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    move(
      Math.round(
        ((((event.clientX - left) / width) * WIDTH - PLOT.left) / (WIDTH - PLOT.left - PLOT.right)) *
          (curveShares.length - 1),
      ),
    );
  };
  const step = (event: KeyboardEvent) => {
    const change = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (change === undefined) return;
    event.preventDefault();
    move(at + change);
  };
  const rates = [0.25, 0.5, 0.75, 1].map((part) => part * maxRate);
  const shares = [0, 0.05, 0.1, 0.15, 0.2, 0.25].filter((share) => share <= maxShare + 1e-9);
  return (
    <Stack gap="xs">
      <Text component="div" size="xs" c="bright" mih={34} aria-hidden>
        {readout}
      </Text>
      <div
        role="slider"
        tabIndex={0}
        className={chart.frame}
        aria-label={t('predict.chart.label')}
        aria-valuemin={0}
        aria-valuemax={curveShares.length - 1}
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
          {rates.map((rate) => (
            <g key={rate}>
              <line className={chart.grid} x1={PLOT.left} x2={WIDTH - PLOT.right} y1={y(rate)} y2={y(rate)} />
              <text
                className={chart.tick}
                x={PLOT.left - 5}
                y={y(rate) + 3.5}
                textAnchor="end"
              >{`${Math.round(rate * 100)}%`}</text>
            </g>
          ))}
          {shares.map((share) => (
            <text
              key={share}
              className={chart.tick}
              x={x(share)}
              y={HEIGHT - 7}
              textAnchor="middle"
            >{`${Math.round(share * 100)}%`}</text>
          ))}
          <line className={styles.asked} x1={x(areaShare)} x2={x(areaShare)} y1={PLOT.top} y2={HEIGHT - PLOT.bottom} />
          <line className={styles.chance} x1={x(0)} y1={y(0)} x2={x(maxShare)} y2={y(maxShare)} />
          <path className={styles.best} d={`M${draw(bestPossible, (point) => point.mean)}`} />
          {methods
            .filter(({ method }) => method !== shown)
            .map(({ method, curve }) => (
              <path
                key={method}
                className={method === methods[0]!.method ? styles.counts : styles.other}
                d={`M${draw(curve, (point) => point.mean)}`}
              />
            ))}
          <path
            className={styles.band}
            d={`M${draw(strong.curve, (point) => point.high ?? point.mean)}L${draw(
              strong.curve,
              (point) => point.low ?? point.mean,
            )
              .split('L')
              .reverse()
              .join('L')}Z`}
          />
          <path className={styles.line} d={`M${draw(strong.curve, (point) => point.mean)}`} />
          {pointed !== null && strong.curve[at] && (
            <circle className={styles.pointed} cx={x(curveShares[at]!)} cy={y(strong.curve[at].mean)} r={3.4} />
          )}
        </svg>
      </div>
      <ul className={`${chart.key} ${styles.legend}`}>
        <li>
          <i data-key="line" />
          {t(`predict.method.${shown}`)}
        </li>
        {shown !== methods[0]!.method && (
          <li>
            <i data-key="counts" />
            {t('predict.method.counts')}
          </li>
        )}
        <li>
          <i data-key="other" />
          {t('predict.chart.others')}
        </li>
        <li>
          <i data-key="best" />
          {t('predict.chart.best')}
        </li>
        <li>
          <i data-key="chance" />
          {t('predict.chart.chance')}
        </li>
      </ul>
    </Stack>
  );
}
