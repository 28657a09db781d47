import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IMPORT_DATUMS } from '@liaowang/shared/schemas/incident-import';
import {
  REGISTER_FILE_FIELDS,
  hasPlaces,
  type RegisterFileCheck,
  type RegisterFileField,
  type RegisterFileMapping,
} from '@liaowang/shared/schemas/register-file';
import { SelectField } from '../../components/field.tsx';

const NONE = '';
const SAMPLE_LENGTH = 16;

interface RegisterFileColumnsProps {
  check: RegisterFileCheck;
  onChange: (mapping: RegisterFileMapping) => void;
}

/** Which columns of a table say what; each change reads it anew. */
export function RegisterFileColumns({ check, onChange }: RegisterFileColumnsProps) {
  const { t } = useTranslation();
  const { register, mapping, columns, sheets, hasGeometry } = check;
  const offered = [
    { value: NONE, label: t('registerFiles.noColumn') },
    ...columns.map(({ name, samples }) => ({
      value: name,
      label: samples[0] ? `${name} (${samples[0].slice(0, SAMPLE_LENGTH)})` : name,
    })),
  ];
  const orNull = (column: string): string | null => (column === NONE ? null : column);
  const fields: readonly RegisterFileField[] = REGISTER_FILE_FIELDS[register];
  return (
    <SimpleGrid cols={2} spacing="sm">
      {sheets.length > 1 && (
        <SelectField
          label={t('registerFiles.sheet')}
          value={mapping.sheet ?? sheets[0]!}
          options={sheets.map((name) => ({ value: name, label: name }))}
          onChange={(sheet) => onChange({ ...mapping, sheet, headerRow: null })}
        />
      )}
      {fields.map((field) => (
        <SelectField
          key={field}
          label={t(`registerFiles.field.${field}`)}
          value={mapping.columns[field] ?? NONE}
          options={offered}
          onChange={(column) => onChange({ ...mapping, columns: { ...mapping.columns, [field]: orNull(column) } })}
        />
      ))}
      {hasPlaces(register) &&
        !hasGeometry &&
        (['lng', 'lat', 'place'] as const).map((part) => (
          <SelectField
            key={part}
            label={t(`registerFiles.field.${part}`)}
            value={mapping[part] ?? NONE}
            options={offered}
            onChange={(column) => onChange({ ...mapping, [part]: orNull(column) })}
          />
        ))}
      {hasPlaces(register) && mapping.coordinateSystem === null && (
        <SelectField
          label={t('registerFiles.datum')}
          value={mapping.datum}
          options={IMPORT_DATUMS.map((datum) => ({ value: datum, label: t(`datums.${datum}`) }))}
          onChange={(datum) => onChange({ ...mapping, datum })}
        />
      )}
    </SimpleGrid>
  );
}
