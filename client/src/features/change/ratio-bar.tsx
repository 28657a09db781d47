import styles from './ratio-bar.module.css';

interface RatioBarProps {
  ratio: number | null;
  interval: { low: number; high: number | null } | null;
  /** Read aloud in its place. */
  label: string;
}

const WIDTH = 120;
const HEIGHT = 14;
/** The ends of the scale: a quarter and four times. */
const MOST = 4;

const placeOf = (ratio: number): number =>
  WIDTH / 2 + (Math.max(-1, Math.min(1, Math.log(Math.max(ratio, 1e-9)) / Math.log(MOST))) * (WIDTH - 8)) / 2;

/** A ratio with its interval on a log scale about 1, where nothing changed. */
export function RatioBar({ ratio, interval, label }: RatioBarProps) {
  const { low, high } = interval ?? { low: 0, high: null };
  const isSure = low > 1 || (high !== null && high < 1);
  return (
    <svg
      className={styles.bar}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
    >
      <line className={styles.one} x1={WIDTH / 2} x2={WIDTH / 2} y1={0} y2={HEIGHT} />
      <line
        className={styles.interval}
        data-sure={isSure || undefined}
        x1={placeOf(low)}
        x2={high === null ? WIDTH : placeOf(high)}
        y1={HEIGHT / 2}
        y2={HEIGHT / 2}
      />
      {ratio !== null && (
        <circle className={styles.ratio} data-sure={isSure || undefined} cx={placeOf(ratio)} cy={HEIGHT / 2} r={3.2} />
      )}
    </svg>
  );
}
