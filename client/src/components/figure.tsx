import type { ReactNode } from 'react';
import styles from './figure.module.css';

type Tone = 'plain' | 'good' | 'gap' | 'warn';

interface FigureProps {
  label: string;
  value: ReactNode;
  note: ReactNode;
  tone?: Tone;
  noteTone?: Tone;
  /** Says what a click opens. */
  hint: string;
  expanded?: boolean;
  /** Absent: the figure opens nothing. */
  onOpen?: (() => void) | undefined;
}

/** One figure of the strip: what it counts, how many, and beside what. */
export function Figure({
  label,
  value,
  note,
  tone = 'plain',
  noteTone = 'plain',
  hint,
  expanded,
  onOpen,
}: FigureProps) {
  return (
    <button
      type="button"
      className={styles.figure}
      title={onOpen && hint}
      aria-expanded={expanded}
      disabled={!onOpen}
      onClick={onOpen}
    >
      <small>{label}</small>
      <span className={styles.value} data-tone={tone}>
        {value}
      </span>
      <small data-tone={noteTone}>{note}</small>
    </button>
  );
}
