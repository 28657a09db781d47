import { Box, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { INCIDENT_SEVERITIES } from '@liaowang/shared/schemas/incident';
import type { ImportMapping, ImportPreview } from '@liaowang/shared/schemas/incident-import';
import { SelectField } from '../../components/field.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { useCategoryOptions } from '../../entities/incidents/category-names.ts';
import { CategoryWords } from './category-words.tsx';
import { chooseSeverity, findCategoryChoice, findSeverityChoice, leaveRestOut } from './import-words.ts';
import styles from './imports.module.css';
import { WordTable } from './word-table.tsx';

interface CategoriesStepProps {
  preview: ImportPreview;
  mapping: ImportMapping;
  onChange: (mapping: ImportMapping) => void;
}

/** What the file's words for categories and severities become. */
export function CategoriesStep({ preview, mapping, onChange }: CategoriesStepProps) {
  const { t } = useTranslation();
  const categories = useCategoryOptions();
  const { categoryWords, severityWords } = preview;
  const severities = INCIDENT_SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }));
  const asRest = { value: 'default' as const, label: t('imports.asRest') };
  const hasRest = categoryWords.some(({ word }) => findCategoryChoice(mapping, word) === 'default');
  return (
    <Stack gap="lg" px={14} pb={14} miw={0}>
      <section className={styles.group} aria-label={t('imports.column.category')}>
        {mapping.category === null && (
          <Text size="xs" c="dimmed">
            {t('imports.noCategoryColumn')}
          </Text>
        )}
        {mapping.category !== null && (
          <>
            <SectionHead>{t('imports.categoriesOf', { column: mapping.category })}</SectionHead>
            {categoryWords.length === 0 ? (
              <Text size="xs" c="dimmed">
                {t('imports.noWords')}
              </Text>
            ) : (
              <CategoryWords preview={preview} mapping={mapping} onChange={onChange} />
            )}
          </>
        )}
        <Group wrap="nowrap" align="flex-end">
          <Box flex={1} miw={0}>
            <SelectField
              label={t(mapping.category === null ? 'imports.allAs' : 'imports.rest')}
              value={mapping.defaultCategory}
              options={categories}
              onChange={(defaultCategory) => onChange({ ...mapping, defaultCategory })}
            />
          </Box>
          {mapping.category !== null && (
            <TextButton disabled={!hasRest} onClick={() => onChange(leaveRestOut(mapping, categoryWords))}>
              {t('imports.restOut')}
            </TextButton>
          )}
        </Group>
        {mapping.category !== null && (
          <Text size="xs" c="dimmed">
            {t('imports.wordsHow')}
          </Text>
        )}
      </section>
      <section className={styles.group} aria-label={t('imports.column.severity')}>
        {mapping.severity !== null && (
          <WordTable
            title={t('imports.categoriesOf', { column: mapping.severity })}
            words={severityWords}
            choices={[asRest, ...severities]}
            choiceOf={(word) => findSeverityChoice(mapping, word)}
            onChoose={(word, choice) => onChange(chooseSeverity(mapping, word, choice))}
          />
        )}
        <SelectField
          label={t(mapping.severity === null ? 'imports.allSeverity' : 'imports.severityRest')}
          value={mapping.defaultSeverity}
          options={severities}
          onChange={(defaultSeverity) => onChange({ ...mapping, defaultSeverity })}
        />
      </section>
    </Stack>
  );
}
