import { type ComboboxItem, Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCategoryOptions } from './category-names.ts';

interface CategorySelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value: string;
  /** Only what lies below this one. */
  below?: string | null;
  /** Choices that are no categories, before and behind them. */
  first?: readonly ComboboxItem[];
  last?: readonly ComboboxItem[];
  onChange: (value: string) => void;
}

/** One of the city's categories, found by typing a part of its name; what lies below another stands indented. */
export function CategorySelect({ below = null, first = [], last = [], onChange, ...props }: CategorySelectProps) {
  const { t } = useTranslation();
  const options = [...first, ...useCategoryOptions(below), ...last];
  const shown = new Map(options.map(({ value, label }) => [value, label]));
  return (
    <Select
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('form.noChoice')}
      data={options.map(({ value, label }) => ({ value, label: label.trim() }))}
      renderOption={({ option }) => shown.get(option.value)}
      onChange={(value) => value !== null && onChange(value)}
      {...props}
    />
  );
}
