import { formatNumber } from '../../../lib/format.ts';
import styles from './brief.module.css';

interface PaperBarsProps {
  /** In their order; the first and last label, and the highest, are written. */
  bars: ReadonlyArray<{ label: string; count: number; isPartial?: boolean }>;
  /** Read aloud in its place. */
  label: string;
}

const WIDTH = 700;
const HEIGHT = 84;
const BASE = 70;
const TOP = 12;

/** Counts over time as bars, black on white. */
export function PaperBars({ bars, label }: PaperBarsProps) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const step = WIDTH / Math.max(1, bars.length);
  const highest = bars.findIndex(({ count }) => count === most);
  return (
    <svg className={styles.bars} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line x1={0} x2={WIDTH} y1={BASE} y2={BASE} />
      {bars.map(({ label: at, count, isPartial }, i) => {
        const height = (count / most) * (BASE - TOP);
        return (
          <rect
            key={at}
            data-partial={isPartial || undefined}
            x={i * step + step * 0.12}
            y={BASE - height}
            width={step * 0.76}
            height={height}
          />
        );
      })}
      {highest >= 0 && (
        <text x={Math.min(WIDTH - 20, Math.max(14, (highest + 0.5) * step))} y={TOP - 3} textAnchor="middle">
          {formatNumber(most)}
        </text>
      )}
      <text x={0} y={HEIGHT - 2}>
        {bars[0]?.label}
      </text>
      <text x={WIDTH} y={HEIGHT - 2} textAnchor="end">
        {bars.at(-1)?.label}
      </text>
    </svg>
  );
}
