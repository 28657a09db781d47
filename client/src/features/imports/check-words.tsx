import { Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCheck, ImportMapping } from '@liaowang/shared/schemas/incident-import';
import { toKindName } from '@liaowang/shared/analysis/imports/guess-category-words';
import { FigureTable } from '../../components/figure-table.tsx';
import { TableRows } from '../../components/virtual-rows.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { useCategoryName } from '../../entities/incidents/category-names.ts';
import { formatNumber } from '../../lib/format.ts';
import { Callout } from '../../components/callout.tsx';
import styles from './check-words.module.css';

/** Words shown before somebody asks for the others. */
const FIRST_WORDS = 10;

const keyOf = ({ word }: { word: string }): string => word;

interface CheckWordsProps {
  check: Pick<ImportCheck, 'categoryWords' | 'moreCategoryWords'>;
  mapping: ImportMapping;
  onMap: (part: Pick<ImportMapping, 'categories' | 'newKinds'>) => void;
}

/** Every word for a category in the whole file and where its rows go; those that nobody mapped first. */
export function CheckWords({ check: { categoryWords = [], moreCategoryWords }, mapping, onMap }: CheckWordsProps) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const [isWhole, setIsWhole] = useState(false);
  if (categoryWords.length === 0) return null;
  const unmapped = categoryWords.filter(({ isMapped, word }) => !isMapped && toKindName(word) !== '');
  const unmappedRows = unmapped.reduce((sum, { count }) => sum + count, 0);
  const listed = [
    ...categoryWords.filter(({ isMapped }) => !isMapped),
    ...categoryWords.filter(({ isMapped }) => isMapped),
  ];
  const shown = isWhole ? listed : listed.slice(0, FIRST_WORDS);
  const map = (): void =>
    onMap({
      categories: {
        ...mapping.categories,
        ...Object.fromEntries(unmapped.flatMap(({ word, guess }) => (guess === null ? [] : [[word, guess]]))),
      },
      newKinds: {
        ...mapping.newKinds,
        ...Object.fromEntries(
          unmapped
            .filter(({ guess }) => guess === null || !guess.startsWith('kind-'))
            .map(({ word }) => [word, toKindName(word)]),
        ),
      },
    });
  return (
    <Stack component="section" align="flex-start" gap="sm" miw={0} aria-label={t('imports.words.title')}>
      <SectionHead>{t('imports.words.title')}</SectionHead>
      {unmapped.length > 0 && (
        <Callout>
          <Text mb="sm">
            {t('imports.words.unmapped', {
              count: unmapped.length,
              rows: formatNumber(unmappedRows),
              name: nameOf(mapping.defaultCategory),
            })}
          </Text>
          <TextButton onClick={map}>{t('imports.words.map')}</TextButton>
        </Callout>
      )}
      <FigureTable layout="fixed" className={styles.words} aria-rowcount={shown.length}>
        <TableRows headRows={0} rows={shown} keyOf={keyOf} rowHeightPx={26}>
          {({ word, count, categoryId, newKind, isMapped }, place) => (
            <Table.Tr key={word} {...place} data-unmapped={!isMapped || undefined}>
              <Table.Th scope="row" title={word}>
                {word || t('imports.emptyValue')}
              </Table.Th>
              <Table.Td>{formatNumber(count)}</Table.Td>
              <Table.Td>
                {categoryId === null ? (
                  t('imports.leaveOut')
                ) : newKind === null ? (
                  nameOf(categoryId)
                ) : (
                  <>
                    {nameOf(categoryId)}
                    <span> › </span>
                    {newKind}
                  </>
                )}
              </Table.Td>
            </Table.Tr>
          )}
        </TableRows>
      </FigureTable>
      {listed.length > shown.length && (
        <TextButton onClick={() => setIsWhole(true)}>{t('imports.words.all', { count: listed.length })}</TextButton>
      )}
      {moreCategoryWords && moreCategoryWords.words + moreCategoryWords.rows > 0 && (
        <Text size="xs" c="dimmed">
          {t('imports.words.more', {
            words: formatNumber(moreCategoryWords.words),
            rows: formatNumber(moreCategoryWords.rows),
            name: nameOf(mapping.defaultCategory),
          })}
        </Text>
      )}
    </Stack>
  );
}
