import type { ReactNode } from 'react';
import styles from './row-figures.module.css';

interface RowFiguresProps {
  value: ReactNode;
  note: ReactNode;
  /** What each is, where no head says it. */
  titles?: { value: string; note: string };
}

/** The figures of a row, at its right edge: the greater above the lesser. */
export function RowFigures({ value, note, titles }: RowFiguresProps) {
  return (
    <span className={styles.figures}>
      <b title={titles?.value}>{value}</b>
      <small title={titles?.note}>{note}</small>
    </span>
  );
}
