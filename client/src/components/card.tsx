import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './card.module.css';
import { IconButton } from './icon-button.tsx';

interface CardProps {
  mark?: ReactNode;
  title: string;
  subtitle?: ReactNode;
  /** Buttons at the bottom. */
  actions?: ReactNode;
  onClose: () => void;
  children?: ReactNode;
}

/** The selected thing, beside the map instead of over it. */
export function Card({ mark, title, subtitle, actions, onClose, children }: CardProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.head}>
        {mark}
        <div className={styles.titles}>
          <h2 className={styles.title}>{title}</h2>
          {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
        </div>
        <IconButton label={t('card.close')} onClick={onClose}>
          <IconX />
        </IconButton>
      </header>
      {children}
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}

/** A sentence on a card: `warning` for what must not be overlooked. */
export function CardText({ tone = 'text', children }: { tone?: 'text' | 'quiet' | 'warning'; children: ReactNode }) {
  return <div className={styles[tone]}>{children}</div>;
}
