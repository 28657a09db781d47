import { Group, Input, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import styles from './field.module.css';

interface FieldProps {
  label: string;
  /** Beside the label, e.g. how the figure is computed. */
  extra?: ReactNode;
  /** What is wrong with it, in the reader's language. */
  problem?: string | undefined;
  /** The control that it names; none where the control brings its own name. */
  htmlFor?: string;
  children: ReactNode;
}

/** A labelled part of a form; what is wrong stands under it. What stands beside the label is no part of its name. */
export function Field({ label, extra, problem, htmlFor, children }: FieldProps) {
  return (
    <Stack gap="xs" miw={0}>
      <Group gap="xs">
        <Input.Label labelElement={htmlFor === undefined ? 'div' : 'label'} htmlFor={htmlFor}>
          {label}
        </Input.Label>
        {extra}
      </Group>
      {children}
      {problem && <Input.Error role="alert">{problem}</Input.Error>}
    </Stack>
  );
}

interface NumberFieldProps {
  label: string;
  /** Keeps the label for those who cannot see, where others see what it is. */
  isLabelHidden?: boolean;
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
  onBlur?: () => void;
}

/** A number with its unit. It may be typed freely, and stands as it is typed until it is left: the form says what does not fit. */
export function NumberField({
  label,
  isLabelHidden,
  extra,
  unit,
  value,
  min,
  max,
  step = 1,
  disabled,
  problem,
  onChange,
  onBlur,
}: NumberFieldProps) {
  const id = useId();
  /** What is being typed, and the value at that time: `2.` is 2, but on its way to 2.5. */
  const [typed, setTyped] = useState<{ text: number | string; before: number | null } | null>(null);
  const isInForce = typed !== null && (value === typed.before || value === parseNumber(typed.text));
  const input = (
    <NumberInput
      id={id}
      aria-label={isLabelHidden ? label : undefined}
      inputMode="decimal"
      value={isInForce ? typed.text : (value ?? '')}
      min={min}
      max={max}
      step={step}
      clampBehavior="none"
      disabled={disabled}
      error={problem}
      rightSection={unit}
      rightSectionWidth="auto"
      classNames={{ section: styles.unit }}
      onChange={(text) => {
        setTyped({ text, before: value });
        onChange(parseNumber(text));
      }}
      onBlur={() => {
        setTyped(null);
        onBlur?.();
      }}
    />
  );
  return isLabelHidden ? (
    input
  ) : (
    <Field label={label} extra={extra} htmlFor={id}>
      {input}
    </Field>
  );
}

function parseNumber(text: number | string): number | null {
  const value = Number(text);
  return text === '' || !Number.isFinite(value) ? null : value;
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
  return (
    <TextInput
      label={isLabelHidden ? undefined : label}
      aria-label={isLabelHidden ? label : undefined}
      value={value}
      placeholder={placeholder}
      disabled={disabled}
      error={problem}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
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

/** With more options than that, letters find one. */
const MAX_OPTIONS_AT_A_GLANCE = 9;

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
    <Field label={label} extra={extra} htmlFor={id}>
      <Select
        id={id}
        value={value}
        data={options}
        allowDeselect={false}
        searchable={options.length > MAX_OPTIONS_AT_A_GLANCE}
        // A dialog gives its first field the focus: what drops down there would hide the rest.
        openOnFocus={false}
        disabled={disabled}
        error={problem}
        onChange={(chosen) => chosen !== null && onChange(chosen as T)}
      />
    </Field>
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
    <Group gap="xs" role="group" aria-label={label}>
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
    </Group>
  );
}
