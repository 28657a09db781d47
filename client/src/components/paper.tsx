import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { formatClock, formatDate } from '../lib/format.ts';
import { useLocalName } from '../lib/use-language.ts';
import styles from './paper.module.css';

/** `2026-11-24 12:03` */
export const momentText = (atMs: number, timeZone: string): string =>
  `${formatDate(atMs, timeZone)} ${formatClock(atMs, timeZone).slice(0, 5)}`;

interface PaperPageProps {
  number: number;
  pages: number;
  association: LocalizedName;
  isDemo: boolean;
  children: ReactNode;
}

/** One A4 page of a brief, with its footer. */
export function PaperPage({ number, pages, association, isDemo, children }: PaperPageProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  return (
    <section className={styles.page} aria-label={t('brief.page', { page: number, pages })}>
      <div className={styles.body}>{children}</div>
      <footer className={styles.footer}>
        <span>{t('brief.footer', { association: localName(association) })}</span>
        {isDemo && <b>{t('brief.demo')}</b>}
        <span>{t('brief.page', { page: number, pages })}</span>
      </footer>
    </section>
  );
}

interface PaperMapProps {
  /** Of the picture; null while it is drawn. */
  address: string | null;
  hasFailed: boolean;
  legend: ReactNode;
}

/** The map of a brief with what its colours mean. */
export function PaperMap({ address, hasFailed, legend }: PaperMapProps) {
  const { t } = useTranslation();
  return (
    <figure className={styles.map} aria-busy={address === null && !hasFailed}>
      {address === null ? (
        <span>{hasFailed ? t('brief.mapFailed') : t('brief.mapPending')}</span>
      ) : (
        <img src={address} alt={t('brief.map')} />
      )}
      <figcaption>{legend}</figcaption>
    </figure>
  );
}
