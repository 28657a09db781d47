import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LEFT_OUT_KINDS, type ImportCheck } from '@liaowang/shared/schemas/incident-import';
import { SectionHead } from '../../components/section-head.tsx';
import { formatNumber } from '../../lib/format.ts';
import styles from './import-check.module.css';

/** Lines of the table that are no incidents, and why: how many, and the first of each kind. */
export function LeftOutLines({ leftOut: { counts, examples } }: { leftOut: NonNullable<ImportCheck['leftOut']> }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('imports.leftOutLines')}>
      <SectionHead>{t('imports.leftOutLines')}</SectionHead>
      {LEFT_OUT_KINDS.filter((kind) => counts[kind]).map((kind) => (
        <details key={kind} className={styles.problem}>
          <summary>
            <span>{t(`imports.leftOut.${kind}`)}</span>
            <b>{t('imports.problemCount', { amount: formatNumber(counts[kind] ?? 0) })}</b>
          </summary>
          <ul className="lw-list">
            {examples
              .filter((example) => example.kind === kind)
              .map(({ row, value }) => (
                <Group component="li" wrap="nowrap" py={1} key={row}>
                  <Text component="span" truncate inherit flex="none" maw="45%">
                    {t('imports.rowNumber', { row: formatNumber(row) })}
                  </Text>
                  <Text component="q" truncate inherit c="var(--lw-ink)" miw={0}>
                    {value}
                  </Text>
                </Group>
              ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
