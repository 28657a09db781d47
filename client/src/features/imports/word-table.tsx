import { useTranslation } from 'react-i18next';
import fieldStyles from '../../components/field.module.css';
import { formatNumber } from '../../lib/format.ts';
import styles from './imports.module.css';

interface WordTableProps<T extends string> {
  title: string;
  words: ReadonlyArray<{ word: string; count: number }>;
  choices: ReadonlyArray<{ value: T; label: string }>;
  choiceOf: (word: string) => T;
  onChoose: (word: string, choice: T) => void;
}

/** The file's words, most frequent first, each with what it becomes. */
export function WordTable<T extends string>({ title, words, choices, choiceOf, onChoose }: WordTableProps<T>) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{title}</h3>
      {words.length === 0 ? (
        <p className={styles.hint}>{t('imports.noWords')}</p>
      ) : (
        <table className={styles.words}>
          <thead>
            <tr>
              <th scope="col">{t('imports.wordCount')}</th>
              <th scope="col">{t('imports.ours')}</th>
            </tr>
          </thead>
          <tbody>
            {words.map(({ word, count }) => (
              <tr key={word}>
                <th scope="row">
                  <span title={word}>{word || t('imports.emptyValue')}</span>
                  <small>{formatNumber(count)}</small>
                </th>
                <td>
                  <select
                    className={fieldStyles.input}
                    aria-label={word || t('imports.emptyValue')}
                    value={choiceOf(word)}
                    data-choice={choiceOf(word)}
                    onChange={(event) => onChoose(word, event.currentTarget.value as T)}
                  >
                    {choices.map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
