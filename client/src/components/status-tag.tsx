import type { ReactNode } from 'react';
import styles from './status-tag.module.css';

export type StatusTone = 'plain' | 'good' | 'warn' | 'quiet' | 'severe' | 'alarm';

/** A word about a state, in its colour. `alarm` is for what needs a person at once. */
export function StatusTag({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  );
}
