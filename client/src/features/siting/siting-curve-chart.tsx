import { Stack, Text } from '@mantine/core';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SitingResult } from '@liaowang/shared/schemas/siting';
import { formatShare } from '../../lib/format.ts';
import chart from '../../components/line-chart.module.css';
import styles from './siting-curve-chart.module.css';
import { findAdded, findAxisStart, findElbow, findTicks } from './siting-curve.ts';

interface SitingCurveChartProps {
  curve: SitingResult['curve'];
  /** The number of posts that was asked for, or that was found. */
  chosenP: number;
  /** What the chosen number covers in the exact solution; null = none was found. */
  exactShare: number | null;
  /** The most that all candidates together could cover. */
  coverableShare: number;
  /** The share that had to be reached; null = none. */
  targetShare: number | null;
}

/** Drawing units; the picture scales with the panel. */
const WIDTH = 340;
const HEIGHT = 168;
const PLOT = { left: 36, right: 8, top: 12, bottom: 22 } as const;

/** Covered demand against the number of posts: where the curve bends, each further post helps less. */
export function SitingCurveChart({ curve, chosenP, exactShare, coverableShare, targetShare }: SitingCurveChartProps) {
  const { t } = useTranslation();
  const [pointed, setPointed] = useState<number | null>(null);
  const maxP = Math.max(1, ...curve.map(({ p }) => p), chosenP);
  const maxShare = Math.min(
    1,
    Math.max(0.05, coverableShare, targetShare ?? 0, ...curve.map(({ coveredShare }) => coveredShare)) * 1.06,
  );
  const minShare = findAxisStart(curve[0]?.coveredShare ?? 0, maxShare);
  const x = (p: number): number => PLOT.left + (p / maxP) * (WIDTH - PLOT.left - PLOT.right);
  const y = (share: number): number =>
    HEIGHT - PLOT.bottom - ((share - minShare) / (maxShare - minShare)) * (HEIGHT - PLOT.top - PLOT.bottom);
  const line = curve
    .map(({ p, coveredShare }, i) => `${i === 0 ? 'M' : 'L'}${x(p).toFixed(1)} ${y(coveredShare).toFixed(1)}`)
    .join('');
  const elbow = findElbow(curve);
  const shareAt = (p: number): number | undefined => curve.find((point) => point.p === p)?.coveredShare;
  const shownP = pointed ?? chosenP;
  const shown = curve.find(({ p }) => p === shownP) ?? curve.at(-1);
  const added = shown ? findAdded(curve, shown.p) : null;
  const readout = shown
    ? [
        t('siting.curveAt', { count: shown.p, share: formatShare(shown.coveredShare) }),
        added === null ? null : t('siting.curveAdded', { share: formatShare(added) }),
      ]
        .filter((part) => part !== null)
        .join(' · ')
    : '';

  const pointAt = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const p = Math.round(
      ((((event.clientX - left) / width) * WIDTH - PLOT.left) / (WIDTH - PLOT.left - PLOT.right)) * maxP,
    );
    setPointed(Math.min(curve.at(-1)?.p ?? 0, Math.max(0, p)));
  };
  const step = (event: KeyboardEvent) => {
    const change = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (change === undefined) return;
    event.preventDefault();
    setPointed(Math.min(curve.at(-1)?.p ?? 0, Math.max(0, shownP + change)));
  };

  return (
    <Stack gap="xs">
      <Text component="div" c="bright" mih={19} aria-hidden>
        {readout}
      </Text>
      <div
        role="slider"
        tabIndex={0}
        className={chart.frame}
        aria-label={t('siting.curve')}
        aria-valuemin={0}
        aria-valuemax={curve.at(-1)?.p ?? 0}
        aria-valuenow={shown?.p ?? 0}
        aria-valuetext={readout}
        onKeyDown={step}
        onBlur={() => setPointed(null)}
      >
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          aria-hidden
          onPointerMove={pointAt}
          onPointerLeave={() => setPointed(null)}
        >
          {findTicks(maxShare, 4, minShare).map((share) => (
            <g key={share}>
              <line className={chart.grid} x1={PLOT.left} x2={WIDTH - PLOT.right} y1={y(share)} y2={y(share)} />
              <text
                className={chart.tick}
                x={PLOT.left - 5}
                y={y(share) + 3.5}
                textAnchor="end"
              >{`${Math.round(share * 100)}%`}</text>
            </g>
          ))}
          {findTicks(maxP, 6)
            .filter(Number.isInteger)
            .map((p) => (
              <text key={p} className={chart.tick} x={x(p)} y={HEIGHT - 7} textAnchor="middle">
                {p}
              </text>
            ))}
          <line
            className={styles.limit}
            x1={PLOT.left}
            x2={WIDTH - PLOT.right}
            y1={y(coverableShare)}
            y2={y(coverableShare)}
          />
          {targetShare !== null && (
            <line
              className={styles.target}
              x1={PLOT.left}
              x2={WIDTH - PLOT.right}
              y1={y(targetShare)}
              y2={y(targetShare)}
            />
          )}
          <line className={styles.chosen} x1={x(chosenP)} x2={x(chosenP)} y1={PLOT.top} y2={HEIGHT - PLOT.bottom} />
          <path className={styles.line} d={line} />
          {curve.length <= 40 &&
            curve.map(({ p, coveredShare }) => (
              <circle key={p} className={styles.dot} cx={x(p)} cy={y(coveredShare)} r={1.8} />
            ))}
          {elbow !== null && <circle className={styles.elbow} cx={x(elbow)} cy={y(shareAt(elbow)!)} r={5} />}
          {exactShare !== null && <circle className={styles.exact} cx={x(chosenP)} cy={y(exactShare)} r={3.6} />}
          {pointed !== null && shown && (
            <circle className={styles.pointed} cx={x(shown.p)} cy={y(shown.coveredShare)} r={3.6} />
          )}
        </svg>
      </div>
      <ul className={chart.key}>
        <li>
          <i className={styles.keyLine} />
          {t('siting.curveGreedy')}
        </li>
        {exactShare !== null && (
          <li>
            <i className={styles.keyExact} />
            {t('siting.curveExact')}
          </li>
        )}
        <li>
          <i className={styles.keyLimit} />
          {t('siting.curveLimit', { share: formatShare(coverableShare) })}
        </li>
      </ul>
      {elbow !== null && (
        <Text size="xs" c="dimmed">
          {t('siting.elbow', { count: elbow })}
        </Text>
      )}
    </Stack>
  );
}
