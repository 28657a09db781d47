import { useTranslation } from 'react-i18next';
import type { ImportMapping, ImportPreview } from '@liaowang/shared/schemas/incident-import';
import fieldStyles from '../../components/field.module.css';
import { useCategoryOptions } from '../../i18n/category-names.ts';
import { formatNumber } from '../../lib/format.ts';
import styles from './category-words.module.css';
import { chooseCategory, findCategoryChoice, findNewKind, keepAsKinds, mayBeKind } from './import-words.ts';

interface CategoryWordsProps {
  preview: ImportPreview;
  mapping: ImportMapping;
  onChange: (mapping: ImportMapping) => void;
}

/** The file's words for categories, most frequent first: what each becomes, how sure that is, an example, and whether it is kept as a kind of the city's own. */
export function CategoryWords({ preview: { categoryWords, categoryGuesses }, mapping, onChange }: CategoryWordsProps) {
  const { t } = useTranslation();
  const nodes = useCategoryOptions();
  const options = [
    { value: 'default', label: t('imports.asRest') },
    ...nodes,
    { value: 'leave-out', label: t('imports.leaveOut') },
  ];
  const words = categoryWords.map(({ word }) => word);
  const keepable = words.filter((word) => mayBeKind(mapping, word));
  const kept = keepable.filter((word) => findNewKind(mapping, word) !== null);
  const guesses = new Map(categoryGuesses.map((guess) => [guess.word, guess]));
  return (
    <>
      {keepable.length > 0 && (
        <label className={styles.all}>
          <input
            type="checkbox"
            checked={kept.length === keepable.length}
            ref={(input) => {
              if (input) input.indeterminate = kept.length > 0 && kept.length < keepable.length;
            }}
            onChange={(event) => onChange(keepAsKinds(mapping, words, event.currentTarget.checked))}
          />
          <span>
            {t('imports.keepAll', { count: keepable.length })}
            <small>{t('imports.keepAllHint')}</small>
          </span>
        </label>
      )}
      <ul className={styles.words}>
        {categoryWords.map(({ word, count }) => {
          const choice = findCategoryChoice(mapping, word);
          const { sureness = 'none', example = '' } = guesses.get(word) ?? {};
          return (
            <li key={word}>
              <div className={styles.word}>
                <b title={word}>{word}</b>
                <small>{formatNumber(count)}</small>
                <span className={styles.sure} data-sureness={sureness}>
                  {t(`imports.sureness.${sureness}`)}
                </span>
              </div>
              {example !== '' && (
                <p className={styles.example} title={example}>
                  {t('imports.wordExample', { example })}
                </p>
              )}
              <div className={styles.choice}>
                <select
                  className={fieldStyles.input}
                  aria-label={word}
                  value={choice}
                  data-choice={choice}
                  onChange={(event) => onChange(chooseCategory(mapping, word, event.currentTarget.value))}
                >
                  {options.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
                {mayBeKind(mapping, word) && (
                  <label title={t('imports.keepOneHint')}>
                    <input
                      type="checkbox"
                      checked={findNewKind(mapping, word) !== null}
                      onChange={(event) => onChange(keepAsKinds(mapping, [word], event.currentTarget.checked))}
                    />
                    {t('imports.keepOne')}
                  </label>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
