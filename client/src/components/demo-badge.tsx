import { useTranslation } from 'react-i18next';
import styles from './demo-badge.module.css';

/** Says, on every page of the demo, that nothing shown is real. */
export function DemoBadge({ compact = false }: { compact?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={styles.badge} title={t('common.demoNote')}>
      <strong>{t('common.demoBadge')}</strong>
      {!compact && ` · ${t('common.demoNote')}`}
    </span>
  );
}
