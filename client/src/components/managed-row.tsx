import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import styles from './managed-row.module.css';
import { TextButton } from './text-button.tsx';
import type { ListRowPlace } from './virtual-rows.tsx';

interface ManagedRowProps {
  mark?: ReactNode;
  name: string;
  /** Below the name, small. */
  about: string;
  /** What does not fit, or did not work. */
  problem?: ReactNode;
  /** More buttons, before those below. */
  buttons?: ReactNode;
  edit?: { label: string; onClick: () => void } | undefined;
  /** Asks once more before it is done. */
  remove?: { label: string; sureLabel: string; isBusy: boolean; onClick: () => void } | undefined;
  /** Its place in a list that may be long. */
  place?: ListRowPlace;
}

/** A row of a list that is set by hand: its name, what it is, and what can be done with it. */
export function ManagedRow({ mark, name, about, problem, buttons, edit, remove, place }: ManagedRowProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <li className={styles.row} {...place}>
      {mark}
      <span className={styles.name}>
        {name}
        <small>{about}</small>
        {problem}
      </span>
      {buttons}
      {edit && (
        <IconButton label={edit.label} onClick={edit.onClick}>
          <IconPencil />
        </IconButton>
      )}
      {remove &&
        (isAsking ? (
          <TextButton tone="danger" disabled={remove.isBusy} onClick={remove.onClick}>
            {remove.sureLabel}
          </TextButton>
        ) : (
          <IconButton label={remove.label} onClick={() => setIsAsking(true)}>
            <IconTrash />
          </IconButton>
        ))}
    </li>
  );
}
