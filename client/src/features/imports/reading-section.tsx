import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '@liaowang/shared/schemas/incident-import';
import { SelectField } from '../../components/field.tsx';
import { formatNumber } from '../../lib/format.ts';
import { nameEncoding } from './encodings.ts';
import type { Reading } from './import.store.ts';
import styles from './imports.module.css';

/** What the server counts to. */
const MOST_COUNTED = 20_000;
const SHOWN_CELLS = 4;

interface ReadingSectionProps {
  preview: ImportPreview;
  onChoose: (part: Partial<Reading>) => void;
}

/** Which sheet, which row names the columns and how words are encoded: as the server found it, with how each other choice reads. */
export function ReadingSection({ preview, onChoose }: ReadingSectionProps) {
  const { t } = useTranslation();
  const { encoding, choices, guess } = preview;
  const { sheets = [], headerRows = [], encodings = [] } = choices;
  const sheet = guess.sheet ?? null;
  const headerRow = guess.headerRow ?? null;
  const countOf = (rows: number): string =>
    rows >= MOST_COUNTED ? `${formatNumber(MOST_COUNTED)}+` : formatNumber(rows);
  const cellsOf = (cells: readonly string[]): string => {
    const filled = cells.filter((cell) => cell !== '');
    return `${filled.slice(0, SHOWN_CELLS).join(' · ')}${filled.length > SHOWN_CELLS ? ' …' : ''}`;
  };
  const sample = encodings.find(({ name }) => name === encoding)?.sample ?? '';
  return (
    <fieldset className={styles.group}>
      <legend>{t('imports.reading')}</legend>
      {sheet !== null && sheets.length > 1 && (
        <SelectField
          label={t('imports.sheet')}
          value={sheet}
          options={sheets.map(({ name, isHidden, rows }) => ({
            value: name,
            label: t(isHidden ? 'imports.sheetHidden' : 'imports.sheetOption', { name, rows: countOf(rows) }),
          }))}
          onChange={(chosen) => onChoose({ sheet: chosen, headerRow: null })}
        />
      )}
      {headerRow !== null && (
        <SelectField
          label={t('imports.headerRow')}
          value={String(headerRow)}
          options={headerRows.map(({ row, cells }) => ({
            value: String(row),
            label: t('imports.headerRowOption', { row, cells: cellsOf(cells) }),
          }))}
          onChange={(row) => onChoose({ headerRow: Number(row) })}
        />
      )}
      {encoding !== null && (
        <Stack gap="xs" miw={0}>
          <SelectField
            label={t('imports.encoding')}
            value={encoding}
            options={encodings.map(({ name, errors }) => ({
              value: name,
              label: t(errors === 0 ? 'imports.encodingFine' : 'imports.encodingErrors', {
                name: nameEncoding(name),
                amount: formatNumber(errors),
              }),
            }))}
            onChange={(chosen) => onChoose({ encoding: chosen })}
          />
          {sample !== '' && (
            <Text truncate size="xs" c="dimmed">
              {t('imports.readsLike', { sample })}
            </Text>
          )}
        </Stack>
      )}
    </fieldset>
  );
}
