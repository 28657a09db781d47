import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SkeletonRows } from '../../components/note.tsx';
import styles from './figure-detail.module.css';

/** A line of a figure's list: its name, its value, and what it opens. */
export function DetailRow({ name, value, onOpen }: { name: ReactNode; value: ReactNode; onOpen?: () => void }) {
  return (
    <li>
      <button type="button" className={styles.row} disabled={!onOpen} onClick={onOpen}>
        <span className={styles.name}>{name}</span>
        <span className={styles.value}>{value}</span>
      </button>
    </li>
  );
}

/** While the list of a figure is on its way. */
export function DetailLoading() {
  const { t } = useTranslation();
  return <SkeletonRows rows={4} label={t('common.loading')} />;
}
