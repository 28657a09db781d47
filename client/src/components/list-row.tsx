import type { HTMLAttributes } from 'react';
import styles from './list-row.module.css';

interface ListRowProps extends HTMLAttributes<HTMLElement> {
  /** A `div` where more of the same item stands below it. */
  as?: 'li' | 'div';
  /** Pointed at elsewhere, e.g. on the map. */
  hovered?: boolean;
  /** The one that is open or chosen. */
  current?: boolean;
}

/** A row of a list in a panel: reaches its edges, under a hairline. A `RowButton` in it makes all of it one button. */
export function ListRow({ as: Tag = 'li', hovered, current, ...props }: ListRowProps) {
  return (
    <Tag className={styles.row} data-hovered={hovered || undefined} data-current={current || undefined} {...props} />
  );
}
