import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '@liaowang/shared/schemas/incident-import';
import { SelectField } from '../../components/field.tsx';

interface ColumnFieldProps {
  label: string;
  columns: ImportPreview['columns'];
  value: string | null;
  /** What it means to name no column; absent: one must be named. */
  none?: string;
  hint?: string;
  problem?: string | undefined;
  onChange: (column: string | null) => void;
}

/** How many different samples stand under a column's name. */
const SHOWN_SAMPLES = 3;

/** Which column says something, with what stands in it. Options are numbered, as a column may be called anything. */
export function ColumnField({ label, columns, value, none, hint, problem, onChange }: ColumnFieldProps) {
  const { t } = useTranslation();
  const at = columns.findIndex(({ name }) => name === value);
  const samples = [...new Set(columns[at]?.samples.filter((sample) => sample.trim() !== ''))].slice(0, SHOWN_SAMPLES);
  const placeholder = none ?? (at === -1 ? t('imports.pickColumn') : null);
  return (
    <Stack gap="xs" miw={0}>
      <SelectField
        label={label}
        value={String(at)}
        options={[
          ...(placeholder === null ? [] : [{ value: '-1', label: placeholder }]),
          ...columns.map(({ name }, index) => ({ value: String(index), label: name })),
        ]}
        problem={problem}
        onChange={(index) => onChange(columns[Number(index)]?.name ?? null)}
      />
      {at !== -1 && (
        <Text truncate size="xs" c="dimmed">
          {samples.length > 0 ? samples.join(' · ') : t('imports.emptySamples')}
        </Text>
      )}
      {at !== -1 && hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </Stack>
  );
}
