import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Installation } from '@liaowang/shared/schemas/installation';
import { DemoBadge } from '../../components/demo-badge.tsx';
import { localName, useLanguage } from '../../lib/use-language.ts';
import styles from './sign-in-frame.module.css';

/** Radii of the watch rings behind the page, in percent of its height. */
const RINGS = [9, 17, 26, 36, 47];

interface EntranceProps {
  installation: Installation | undefined;
  /** Language and theme switches. */
  controls: ReactNode;
  children: ReactNode;
}

/** The calm page before the map room: whose it is on the left, what to do on the right. */
export function Entrance({ installation, controls, children }: EntranceProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <main className={styles.page}>
      <svg className={styles.rings} viewBox="0 0 160 100" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        {RINGS.map((radius, index) => (
          <circle
            key={radius}
            cx="52"
            cy="44"
            r={radius}
            fill="none"
            stroke="currentColor"
            strokeWidth="0.12"
            opacity={0.6 - index * 0.1}
            strokeDasharray={index % 2 ? '0.7 0.9' : undefined}
          />
        ))}
        <path d="M52 44L88 13" stroke="currentColor" strokeWidth="0.12" opacity="0.5" />
        <circle cx="88" cy="13" r="0.55" fill="currentColor" />
        <circle cx="36" cy="64" r="0.45" fill="currentColor" opacity="0.6" />
        <circle cx="68" cy="66" r="0.45" fill="currentColor" opacity="0.6" />
      </svg>
      <div className={styles.content}>
        <div>
          <img className={styles.mark} src="/favicon.svg" alt="" />
          <h1 className={styles.name} lang={language}>
            {t('common.appName')}
          </h1>
          <p className={styles.association}>
            {installation ? localName(installation.associationName, language) : '\u00a0'}
          </p>
          <p className={styles.tagline}>{t('signIn.tagline')}</p>
        </div>
        <div className={styles.card}>{children}</div>
      </div>
      <footer className={styles.footer}>
        {installation?.demo && <DemoBadge />}
        {installation && <span>{t('common.version', { version: installation.version })}</span>}
        {controls}
      </footer>
    </main>
  );
}
