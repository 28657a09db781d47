import { SegmentedControl } from '@mantine/core';

interface ChoiceProps<T extends string | number> {
  label: string;
  options: ReadonlyArray<{ value: T; label: string }>;
  value: T;
  onChange: (value: T) => void;
  /** What is chosen can be chosen again, as it opens a dialog. */
  isRepeatable?: boolean;
}

/** One of a few, side by side. Arrow keys move, as in any radio group. */
export function Choice<T extends string | number>({
  label,
  options,
  value,
  onChange,
  isRepeatable = false,
}: ChoiceProps<T>) {
  return (
    <SegmentedControl
      aria-label={label}
      data={[...options]}
      value={value}
      onChange={onChange}
      // A radio that is on already tells of no change.
      onClick={({ target }) =>
        isRepeatable && target instanceof HTMLInputElement && target.value === String(value) && onChange(value)
      }
    />
  );
}
