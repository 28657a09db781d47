import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { RowButton } from './row-button.tsx';
import type { ListRowPlace } from './virtual-rows.tsx';
import styles from './feed-row.module.css';

interface FeedRowProps {
  /** In a long list. */
  place?: ListRowPlace | undefined;
  mark: ReactNode;
  title: string;
  note: ReactNode;
  time: string;
  selected?: boolean;
  /** Needs a person now. */
  urgent?: boolean;
  /** Over and done with. */
  quiet?: boolean;
  /** Said of what nobody has seen yet, which is marked. */
  news?: string | undefined;
  action?: ReactNode;
  onOpen: () => void;
}

/** One line of a feed: the whole row opens it, an action stands beside. */
export function FeedRow(props: FeedRowProps) {
  const { place, mark, title, note, time, selected, urgent, quiet, news, action, onOpen } = props;
  return (
    <li
      {...place}
      className={styles.row}
      data-selected={selected || undefined}
      data-urgent={urgent || undefined}
      data-quiet={quiet || undefined}
      data-news={news ? true : undefined}
    >
      {mark}
      <RowButton title={title} current={selected ?? false} onClick={onOpen}>
        {news && <VisuallyHidden>{news} </VisuallyHidden>}
        {title}
        <small>{note}</small>
      </RowButton>
      <small className={styles.side}>
        <time>{time}</time>
        {action && <span className={styles.action}>{action}</span>}
      </small>
    </li>
  );
}
