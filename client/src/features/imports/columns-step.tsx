import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportMapping, ImportPreview } from '@liaowang/shared/schemas/incident-import';
import { INCIDENT_SOURCES } from '@liaowang/shared/schemas/incident';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { ColumnField } from './column-field.tsx';
import { ColumnsWhen } from './columns-when.tsx';
import { ExampleNote } from './example-note.tsx';
import type { ColumnField as ColumnName, MappingField, MappingProblem } from './import-mapping.validation.ts';
import type { Reading } from './import.store.ts';
import styles from './imports.module.css';
import { PlaceFields } from './place-fields.tsx';
import { ReadingSection } from './reading-section.tsx';
import { SampleTable } from './sample-table.tsx';

interface ColumnsStepProps {
  preview: ImportPreview;
  mapping: ImportMapping;
  problems: Partial<Record<MappingField, MappingProblem>>;
  /** Another sheet, heading or encoding: the file is read anew. */
  onChooseReading: (part: Partial<Reading>) => void;
  onChange: (part: Partial<ImportMapping>) => void;
  /** Another column says the category or severity: its words come with it. */
  onChooseWords: (field: 'category' | 'severity', column: string | null) => void;
}

/** Which column says what, guessed and shown on the first rows. */
export function ColumnsStep({
  preview,
  mapping,
  problems,
  onChooseReading,
  onChange,
  onChooseWords,
}: ColumnsStepProps) {
  const { t } = useTranslation();
  const { columns } = preview;
  const problemOf = (field: MappingField): string | undefined => {
    const problem = problems[field];
    return problem && t(`imports.wrong.${problem}`);
  };
  const field = (name: ColumnName, none?: string, hint?: string) => (
    <ColumnField
      label={t(`imports.column.${name}`)}
      columns={columns}
      value={mapping[name] ?? null}
      {...(none !== undefined && { none })}
      {...(hint !== undefined && { hint })}
      problem={problemOf(name)}
      onChange={(column) =>
        name === 'category' || name === 'severity' ? onChooseWords(name, column) : onChange({ [name]: column })
      }
    />
  );
  const unused = t('imports.noColumn');
  return (
    <Stack gap="lg" px={14} pb={14} miw={0}>
      <ReadingSection preview={preview} onChoose={onChooseReading} />
      <SampleTable preview={preview} mapping={mapping} />
      <ExampleNote preview={preview} mapping={mapping} isMapped={Object.keys(problems).length === 0} />
      <PlaceFields preview={preview} mapping={mapping} problemOf={problemOf} onChange={onChange} />
      <ColumnsWhen preview={preview} mapping={mapping} problems={problems} onChange={onChange} />
      <fieldset className={styles.group}>
        <legend>{t('imports.what')}</legend>
        <Group grow align="start" wrap="nowrap">
          {field('category', unused)}
          {field('severity', unused)}
        </Group>
        {field('externalId', unused, t('imports.externalIdHint'))}
        {field('description', unused, t('imports.descriptionHint'))}
        <Field label={t('imports.source')}>
          <Choice
            label={t('imports.source')}
            value={mapping.source}
            options={INCIDENT_SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))}
            onChange={(source) => onChange({ source })}
          />
        </Field>
      </fieldset>
    </Stack>
  );
}
