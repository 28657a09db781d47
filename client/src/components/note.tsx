import styles from './note.module.css';
import { TextButton } from './text-button.tsx';

interface NoteProps {
  title: string;
  /** What to do about it. */
  text?: string;
  action?: { label: string; onClick: () => void };
  /** Errors are read aloud at once. */
  tone?: 'calm' | 'error';
}

/** What a list says when it has nothing to show, or could not be fetched. */
export function Note({ title, text, action, tone = 'calm' }: NoteProps) {
  return (
    <div className={styles.note} role={tone === 'error' ? 'alert' : undefined}>
      <strong>{title}</strong>
      {text}
      {action && (
        <div>
          <TextButton onClick={action.onClick}>{action.label}</TextButton>
        </div>
      )}
    </div>
  );
}

/** Grey bars where rows will be. `label` is for those who cannot see them. */
export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.bar} />
      ))}
    </div>
  );
}
