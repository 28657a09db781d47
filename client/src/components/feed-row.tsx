import type { ReactNode } from 'react';
import styles from './feed-row.module.css';

interface FeedRowProps {
  mark: ReactNode;
  title: string;
  note: ReactNode;
  time: string;
  selected?: boolean;
  /** Needs a person now. */
  urgent?: boolean;
  /** Over and done with. */
  quiet?: boolean;
  action?: ReactNode;
  onOpen: () => void;
}

/** One line of a feed: the whole row opens it, an action stands beside. */
export function FeedRow({ mark, title, note, time, selected, urgent, quiet, action, onOpen }: FeedRowProps) {
  return (
    <li
      className={styles.row}
      data-selected={selected || undefined}
      data-urgent={urgent || undefined}
      data-quiet={quiet || undefined}
    >
      {mark}
      <button type="button" className={styles.open} aria-current={selected || undefined} onClick={onOpen}>
        <span className={styles.title} title={title}>
          {title}
        </span>
        <span className={styles.note}>{note}</span>
      </button>
      <div className={styles.side}>
        <time className={styles.time}>{time}</time>
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </li>
  );
}
