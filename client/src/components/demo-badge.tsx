import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './demo-badge.module.css';

/** What must not be overlooked about what is shown; `title` says it whole. */
export function Badge({ title, children }: { title: string; children: ReactNode }) {
  return (
    <span className={styles.badge} title={title}>
      {children}
    </span>
  );
}

/** Says, on every page of the demo, that nothing shown is real. */
export function DemoBadge({ compact = false }: { compact?: boolean }) {
  const { t } = useTranslation();
  return (
    <Badge title={t('common.demoNote')}>
      <strong>{t('common.demoBadge')}</strong>
      {!compact && ` · ${t('common.demoNote')}`}
    </Badge>
  );
}
