import type { ReactNode } from 'react';
import styles from './row-button.module.css';

interface RowButtonProps {
  /** What a click does, where the name alone does not say it. */
  label?: string | undefined;
  title?: string | undefined;
  /** Whether its row is the one that is shown; left out where a click only opens something. */
  pressed?: boolean;
  /** Whether its row stands open. */
  expanded?: boolean;
  /** Whether its row is the one that the map shows. */
  current?: boolean;
  onClick: () => void;
  onFocus?: () => void;
  onBlur?: () => void;
  onMouseEnter?: () => void;
  onMouseLeave?: () => void;
  children: ReactNode;
}

/** The name of a row as its button: a click anywhere on the row, which must be `position: relative`, is one on it. What `small` says stands below the name. */
export function RowButton({ label, pressed, expanded, current, ...props }: RowButtonProps) {
  return (
    <button
      type="button"
      className={styles.button}
      data-row-button
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-current={current || undefined}
      {...props}
    />
  );
}
