import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../lib/format.ts';
import { NumberField } from './field.tsx';

interface FittingNumberFieldProps {
  label: string;
  /** Keeps the label for those who cannot see, where others see what it is. */
  isLabelHidden?: boolean;
  unit?: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** Called with numbers that fit alone. */
  onChange: (value: number) => void;
}

/** A whole number that takes effect as it is typed. One that does not fit is said and not taken; when the field is left, the last that did comes back. */
export function FittingNumberField({ value, min, max, onChange, ...rest }: FittingNumberFieldProps) {
  const { t } = useTranslation();
  // Until another value is in force, too: what is dragged on the map is no mistake in the field.
  const [wrongBeside, setWrongBeside] = useState<number | null>(null);
  return (
    <NumberField
      {...rest}
      value={value}
      min={min}
      max={max}
      problem={wrongBeside === value ? t('form.between', { min, max: formatNumber(max) }) : undefined}
      onChange={(typed) => {
        const isFit = typed !== null && Number.isInteger(typed) && typed >= min && typed <= max;
        setWrongBeside(isFit ? null : value);
        if (isFit && typed !== value) onChange(typed);
      }}
      onBlur={() => setWrongBeside(null)}
    />
  );
}
