import { Group, NativeSelect, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FigureTable } from '../../components/figure-table.tsx';
import { TableRows } from '../../components/virtual-rows.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { formatNumber } from '../../lib/format.ts';
import styles from './imports.module.css';

interface WordTableProps<T extends string> {
  title: string;
  words: ReadonlyArray<{ word: string; count: number }>;
  choices: ReadonlyArray<{ value: T; label: string }>;
  choiceOf: (word: string) => T;
  onChoose: (word: string, choice: T) => void;
}

const keyOf = ({ word }: { word: string }): string => word;

/** The file's words, most frequent first, each with what it becomes. */
export function WordTable<T extends string>({ title, words, choices, choiceOf, onChoose }: WordTableProps<T>) {
  const { t } = useTranslation();
  return (
    <>
      <SectionHead>{title}</SectionHead>
      {words.length === 0 ? (
        <Text size="xs" c="dimmed">
          {t('imports.noWords')}
        </Text>
      ) : (
        <FigureTable layout="fixed" className={styles.words} aria-rowcount={words.length + 1}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('imports.wordCount')}</Table.Th>
              <Table.Th scope="col">{t('imports.ours')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <TableRows rows={words} keyOf={keyOf} rowHeightPx={36}>
            {({ word, count }, place) => (
              <Table.Tr key={word} {...place}>
                <Table.Th scope="row">
                  <Group component="span" wrap="nowrap" align="baseline">
                    <Text component="b" truncate inherit fw={400} flex={1} title={word}>
                      {word || t('imports.emptyValue')}
                    </Text>
                    <small>{formatNumber(count)}</small>
                  </Group>
                </Table.Th>
                <Table.Td>
                  <NativeSelect
                    aria-label={word || t('imports.emptyValue')}
                    value={choiceOf(word)}
                    data-choice={choiceOf(word)}
                    data={choices}
                    onChange={(event) => onChoose(word, event.currentTarget.value as T)}
                  />
                </Table.Td>
              </Table.Tr>
            )}
          </TableRows>
        </FigureTable>
      )}
    </>
  );
}
