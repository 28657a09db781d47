import type { ReactNode } from 'react';
import styles from './icon-button.module.css';

interface IconButtonProps {
  /** Says what it does: read aloud, and shown on hover. */
  label: string;
  /** Key that does the same, shown beside the label. */
  keyHint?: string;
  pressed?: boolean;
  expanded?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** A small square button with an icon. */
export function IconButton({ label, keyHint, pressed, expanded, disabled, onClick, children }: IconButtonProps) {
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-keyshortcuts={keyHint}
      title={keyHint ? `${label} (${keyHint})` : label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
