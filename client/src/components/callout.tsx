import type { ReactNode } from 'react';
import styles from './callout.module.css';

interface CalloutProps {
  /** `warn` = something should be done about it. */
  tone?: 'warn' | 'plain';
  /** Read aloud at once. */
  role?: 'alert';
  children: ReactNode;
}

/** What stands out from the text around it: advice, a conflict, what follows from the figures. */
export function Callout({ tone = 'warn', role, children }: CalloutProps) {
  return (
    <div className={styles.callout} data-tone={tone} role={role}>
      {children}
    </div>
  );
}
