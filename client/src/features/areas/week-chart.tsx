import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WeeklyLimits } from '@liaowang/shared/analysis/hotspots/areas/weekly-limits';
import { formatNumber } from '../../lib/format.ts';
import styles from './areas.module.css';

const WIDTH = 340;
const HEIGHT = 74;
/** Room for a mark at the edge. */
const MARGIN = 4;

/** An area's weeks, the newest right, with the band of what is usual for the newest one. */
export function WeekChart({ counts, limits }: { counts: readonly number[]; limits: WeeklyLimits | null }) {
  const { t } = useTranslation();
  if (counts.length < 2) return null;
  const most = Math.max(1, limits?.high ?? 0, ...counts);
  const x = (week: number): number => MARGIN + (week * (WIDTH - 2 * MARGIN)) / (counts.length - 1);
  const y = (count: number): number => HEIGHT - MARGIN - (count / most) * (HEIGHT - 2 * MARGIN);
  const path = counts
    .map((count, week) => `${week === 0 ? 'M' : 'L'}${x(week).toFixed(1)} ${y(count).toFixed(1)}`)
    .join('');
  const newest = counts.at(-1)!;
  const isOut = limits !== null && (newest > limits.high || newest < limits.low);
  return (
    <figure className={styles.weeks}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${t('areas.weeks', { count: counts.length })}: ${counts.join(', ')}`}
      >
        {limits && (
          <>
            <rect
              className={styles.band}
              x={MARGIN}
              y={y(limits.high)}
              width={WIDTH - 2 * MARGIN}
              height={Math.max(1, y(limits.low) - y(limits.high))}
            />
            <line className={styles.mean} x1={MARGIN} x2={WIDTH - MARGIN} y1={y(limits.mean)} y2={y(limits.mean)} />
          </>
        )}
        <path className={styles.line} d={path} />
        <circle
          className={styles.newest}
          data-out={isOut || undefined}
          cx={x(counts.length - 1)}
          cy={y(newest)}
          r="3.2"
        />
      </svg>
      <Group component="figcaption" justify="space-between" fz="xs" c="dimmed">
        <span>{t('areas.weeks', { count: counts.length })}</span>
        {limits && (
          <span>
            <i className={styles.bandKey} aria-hidden="true" />
            {t('areas.usualBand', { low: formatNumber(limits.low), high: formatNumber(limits.high) })}
          </span>
        )}
      </Group>
    </figure>
  );
}
