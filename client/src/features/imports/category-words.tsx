import { Checkbox, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportMapping, ImportPreview } from '@liaowang/shared/schemas/incident-import';
import { ListRows } from '../../components/virtual-rows.tsx';
import { CategorySelect } from '../../entities/incidents/category-select.tsx';
import { formatNumber } from '../../lib/format.ts';
import styles from './category-words.module.css';
import { chooseCategory, findCategoryChoice, findNewKind, keepAsKinds, mayBeKind } from './import-words.ts';

interface CategoryWordsProps {
  preview: ImportPreview;
  mapping: ImportMapping;
  onChange: (mapping: ImportMapping) => void;
}

const keyOf = ({ word }: { word: string }): string => word;

/** The file's words for categories, most frequent first: what each becomes, how sure that is, an example, and whether it is kept as a kind of the city's own. */
export function CategoryWords({ preview: { categoryWords, categoryGuesses }, mapping, onChange }: CategoryWordsProps) {
  const { t } = useTranslation();
  const first = [{ value: 'default', label: t('imports.asRest') }];
  const last = [{ value: 'leave-out', label: t('imports.leaveOut') }];
  const words = categoryWords.map(({ word }) => word);
  const keepable = words.filter((word) => mayBeKind(mapping, word));
  const kept = keepable.filter((word) => findNewKind(mapping, word) !== null);
  const guesses = new Map(categoryGuesses.map((guess) => [guess.word, guess]));
  return (
    <>
      {keepable.length > 0 && (
        <Checkbox
          p="md"
          bg="var(--lw-raised)"
          bdrs="sm"
          bd="1px solid var(--lw-hairline)"
          label={t('imports.keepAll', { count: keepable.length })}
          description={t('imports.keepAllHint')}
          checked={kept.length === keepable.length}
          indeterminate={kept.length > 0 && kept.length < keepable.length}
          onChange={(event) => onChange(keepAsKinds(mapping, words, event.currentTarget.checked))}
        />
      )}
      <ListRows className={styles.words} rows={categoryWords} keyOf={keyOf} rowHeightPx={90}>
        {({ word, count }, place) => {
          const choice = findCategoryChoice(mapping, word);
          const { sureness = 'none', example = '' } = guesses.get(word) ?? {};
          return (
            <li key={word} {...place}>
              <Group wrap="nowrap" align="baseline" miw={0}>
                <Text component="b" truncate inherit fw={500} miw={0} title={word}>
                  {word}
                </Text>
                <small>{formatNumber(count)}</small>
                <span className={styles.sure} data-sureness={sureness}>
                  {t(`imports.sureness.${sureness}`)}
                </span>
              </Group>
              {example !== '' && (
                <Text truncate size="xs" c="dimmed" title={example}>
                  {t('imports.wordExample', { example })}
                </Text>
              )}
              <Group wrap="nowrap" miw={0}>
                <CategorySelect
                  className={styles.category}
                  aria-label={word}
                  value={choice}
                  data-choice={choice}
                  first={first}
                  last={last}
                  onChange={(value) => onChange(chooseCategory(mapping, word, value))}
                />
                {mayBeKind(mapping, word) && (
                  <Checkbox
                    label={t('imports.keepOne')}
                    title={t('imports.keepOneHint')}
                    checked={findNewKind(mapping, word) !== null}
                    onChange={(event) => onChange(keepAsKinds(mapping, [word], event.currentTarget.checked))}
                  />
                )}
              </Group>
            </li>
          );
        }}
      </ListRows>
    </>
  );
}
