import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './plans.module.css';

/** A difference of shares in percentage points: its sign, an arrow and a colour say the same thing thrice. */
export function ChangeTag({ change }: { change: number }) {
  const { t } = useTranslation();
  if (change === 0)
    return (
      <span className={styles.change} data-tone="same">
        {t('plans.table.same')}
      </span>
    );
  const points = (Math.abs(change) * 100).toFixed(1);
  const isUp = change > 0;
  return (
    <span className={styles.change} data-tone={isUp ? 'better' : 'worse'}>
      <span aria-hidden="true">
        {isUp ? '▲ +' : '▼ −'}
        {points}
      </span>
      <VisuallyHidden>{isUp ? t('plans.table.up', { points }) : t('plans.table.down', { points })}</VisuallyHidden>
    </span>
  );
}
