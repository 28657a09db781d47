import { Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IMPORT_PROBLEMS, type ImportCheck } from '@liaowang/shared/schemas/incident-import';
import buttonStyles from '../../components/text-button.module.css';
import { SectionHead } from '../../components/section-head.tsx';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { sortProblems } from './import-advice.ts';
import styles from './import-check.module.css';
import { problemsAddress } from './imports.api.ts';

/** What keeps rows out, the most frequent first, with the first examples; all of them as a file. */
export function CheckProblems({ importId, check: { problems, examples } }: { importId: number; check: ImportCheck }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sorted = sortProblems(problems);
  if (sorted.length === 0)
    return (
      <Text size="xs" c="dimmed">
        {t('imports.nothingWrong')}
      </Text>
    );
  const nameOf = (problem: string): string => {
    const known = IMPORT_PROBLEMS.find((one) => one === problem);
    return known ? t(`imports.problem.${known}`) : problem;
  };
  return (
    <section aria-label={t('imports.problems')}>
      <SectionHead>{t('imports.problems')}</SectionHead>
      {sorted.map(([problem, count]) => (
        <details key={problem} className={styles.problem}>
          <summary>
            <span>{nameOf(problem)}</span>
            <b>{t('imports.problemCount', { amount: formatNumber(count) })}</b>
          </summary>
          <ul className="lw-list">
            {examples
              .filter((example) => example.problem === problem)
              .map(({ row, column, value }) => (
                <Group component="li" wrap="nowrap" py={1} key={row}>
                  <Text component="span" truncate inherit flex="none" maw="45%">
                    {t('imports.rowNumber', { row: formatNumber(row) })}
                  </Text>
                  {column !== null && (
                    <Text component="span" truncate inherit flex="none" maw="45%">
                      {column}
                    </Text>
                  )}
                  <Text component="q" truncate inherit c="var(--lw-ink)" miw={0}>
                    {value || t('imports.emptyValue')}
                  </Text>
                </Group>
              ))}
          </ul>
        </details>
      ))}
      {(problems['duplicate-in-file'] ?? 0) + (problems['already-imported'] ?? 0) > 0 && (
        <Text size="xs" c="dimmed">
          {t('imports.duplicatesNote')}
        </Text>
      )}
      <a className={buttonStyles.button} href={problemsAddress(importId, language)} download>
        <IconDownload />
        {t('imports.download')}
      </a>
    </section>
  );
}
