import styles from './progress-bar.module.css';

interface ProgressBarProps {
  label: string;
  /** 0–1; null while it cannot be told. */
  progress: number | null;
}

/** How far something has come. */
export function ProgressBar({ label, progress }: ProgressBarProps) {
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={progress === null ? undefined : Math.round(progress * 100)}
      data-unknown={progress === null || undefined}
    >
      <div className={styles.bar} style={progress === null ? undefined : { transform: `scaleX(${progress})` }} />
    </div>
  );
}
