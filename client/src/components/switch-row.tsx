import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber } from '../lib/format.ts';
import styles from './switch-row.module.css';

interface SwitchRowProps {
  mark: ReactNode;
  name: string;
  title?: string;
  /** How many there are; null = it has no number. */
  count: number | null;
  isOn: boolean;
  keyHint?: string | null;
  onToggle: () => void;
}

/** Something of the map that is switched on and off: its mark, its name, how many there are. */
export function SwitchRow({ mark, name, title, count, isOn, keyHint, onToggle }: SwitchRowProps) {
  return (
    <button
      type="button"
      role="switch"
      className={styles.row}
      aria-checked={isOn}
      aria-keyshortcuts={keyHint ?? undefined}
      title={title ?? name}
      onClick={onToggle}
    >
      {mark}
      <Text component="span" flex={1} truncate>
        {name}
      </Text>
      <Text component="span" c="dimmed" className="lw-number">
        {count === null ? '' : formatNumber(count)}
      </Text>
      <span className={styles.track} aria-hidden="true" />
    </button>
  );
}
