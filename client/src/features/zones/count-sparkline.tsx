import { computeCountSparkline } from './count-sparkline-path.ts';
import styles from './zone-list.module.css';

const WIDTH = 64;
const HEIGHT = 18;

/** Counts by step as a small line from zero, oldest left. */
export function CountSparkline({ counts, label }: { counts: ArrayLike<number>; label: string }) {
  const values = Array.from(counts);
  return (
    <svg
      className={styles.sparkline}
      viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`}
      role="img"
      aria-label={`${label}: ${values.join(', ')}`}
    >
      <path d={computeCountSparkline(values, WIDTH, HEIGHT, Math.max(1, ...values))} />
    </svg>
  );
}
