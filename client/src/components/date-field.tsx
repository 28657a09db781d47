import { useId } from 'react';
import styles from './field.module.css';

interface DateFieldProps {
  label: string;
  /** `YYYY-MM-DD`; empty = none. */
  value: string;
  min?: string;
  disabled?: boolean;
  problem?: string | undefined;
  /** Also called with an empty text, when it is cleared. */
  onChange: (value: string) => void;
}

/** A day of the calendar, by the browser's own picker. */
export function DateField({ label, value, min, disabled, problem, onChange }: DateFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <span className={styles.label}>
        <label htmlFor={id}>{label}</label>
      </span>
      <input
        id={id}
        className={styles.input}
        type="date"
        value={value}
        min={min}
        disabled={disabled}
        aria-invalid={problem !== undefined || undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
