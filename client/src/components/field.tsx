import { useId, useState, type ReactNode } from 'react';
import styles from './field.module.css';

interface FieldProps {
  label: string;
  /** Beside the label, e.g. how the figure is computed. */
  extra?: ReactNode;
  /** What is wrong with it, in the reader's language. */
  problem?: string | undefined;
  children: ReactNode;
}

/** A labelled part of a form whose control brings its own name; what is wrong stands under it. */
export function Field({ label, extra, problem, children }: FieldProps) {
  return (
    <div className={styles.field}>
      <span className={styles.label}>
        {label}
        {extra}
      </span>
      {children}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  extra?: ReactNode;
  unit?: string;
  /** Null = what is typed is no number. */
  value: number | null;
  min: number;
  max: number;
  step?: number;
  disabled?: boolean;
  problem?: string | undefined;
  onChange: (value: number | null) => void;
}

/** A number with its unit. It may be typed freely: the form says what does not fit. */
export function NumberField({
  label,
  extra,
  unit,
  value,
  min,
  max,
  step = 1,
  disabled,
  problem,
  onChange,
}: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const parsed = parseNumber(typed);
  // While what is typed means the value, it is shown as it is typed: `0.` must not become `0`.
  const text = parsed === value && typed !== '' ? typed : value === null ? typed : String(value);
  return (
    <div className={styles.field}>
      <span className={styles.label}>
        <label htmlFor={id}>{label}</label>
        {extra}
      </span>
      <span className={styles.box}>
        <input
          id={id}
          className={styles.input}
          type="number"
          inputMode="decimal"
          value={text}
          min={min}
          max={max}
          step={step}
          disabled={disabled}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange(parseNumber(event.currentTarget.value));
          }}
        />
        {unit && <span className={styles.unit}>{unit}</span>}
      </span>
      {problem && (
        <p className={styles.problem} id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function parseNumber(text: string): number | null {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}

interface TextFieldProps {
  label: string;
  /** Keeps the label for those who cannot see, where others see what it is. */
  isLabelHidden?: boolean;
  value: string;
  placeholder?: string;
  disabled?: boolean;
  problem?: string | undefined;
  onChange: (value: string) => void;
}

/** A short text. Times are typed as text: the browser's own fields show them in its language, not in the page's. */
export function TextField({ label, isLabelHidden, value, placeholder, disabled, problem, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      {!isLabelHidden && (
        <span className={styles.label}>
          <label htmlFor={id}>{label}</label>
        </span>
      )}
      <input
        id={id}
        className={styles.input}
        type="text"
        aria-label={isLabelHidden ? label : undefined}
        value={value}
        placeholder={placeholder}
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

interface SelectFieldProps<T extends string> {
  label: string;
  extra?: ReactNode;
  value: T;
  options: ReadonlyArray<{ value: T; label: string }>;
  disabled?: boolean;
  problem?: string | undefined;
  onChange: (value: T) => void;
}

/** One of many. */
export function SelectField<T extends string>({
  label,
  extra,
  value,
  options,
  disabled,
  problem,
  onChange,
}: SelectFieldProps<T>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <span className={styles.label}>
        <label htmlFor={id}>{label}</label>
        {extra}
      </span>
      <select
        id={id}
        className={styles.input}
        value={value}
        disabled={disabled}
        aria-invalid={problem !== undefined || undefined}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface TogglesProps<T extends string | number> {
  label: string;
  options: ReadonlyArray<{ value: T; label: string }>;
  value: readonly T[];
  disabled?: boolean;
  onChange: (value: T[]) => void;
}

/** Any of a few, side by side. */
export function Toggles<T extends string | number>({ label, options, value, disabled, onChange }: TogglesProps<T>) {
  return (
    <div role="group" aria-label={label} className={styles.toggles}>
      {options.map((option) => {
        const isOn = value.includes(option.value);
        return (
          <button
            key={option.value}
            type="button"
            className={styles.toggle}
            aria-pressed={isOn}
            disabled={disabled}
            onClick={() =>
              onChange(
                options
                  .map((other) => other.value)
                  .filter((other) => (other === option.value ? !isOn : value.includes(other))),
              )
            }
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}
