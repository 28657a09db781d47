import { HowNote } from './how-note.tsx';
import styles from './section-head.module.css';

interface SectionHeadProps {
  /** How what stands below is computed. */
  how?: string;
  /** Smaller, where what stands below says enough. */
  quiet?: boolean;
  children: string;
}

/** The head of a section in a panel or card. */
export function SectionHead({ how, quiet, children }: SectionHeadProps) {
  return (
    <h3 className={styles.head} data-quiet={quiet || undefined}>
      {children}
      {how !== undefined && <HowNote label={children} text={how} />}
    </h3>
  );
}
