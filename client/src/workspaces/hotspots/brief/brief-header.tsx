import { useTranslation } from 'react-i18next';
import { momentText } from '../../../components/paper.tsx';
import styles from '../../../components/paper.module.css';
import { useLocalName } from '../../../lib/use-language.ts';
import type { BriefFacts } from './use-brief-facts.ts';

/** The head of a brief's first page. */
export function BriefHeader({ facts, title }: { facts: BriefFacts; title: string }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  return (
    <header className={styles.header}>
      <h1>
        {localName(facts.city)} {title}
      </h1>
      <p>
        {localName(facts.association)}
        <br />
        {t('brief.madeAt', { time: momentText(facts.madeAtMs, facts.timeZone) })} ·{' '}
        {t('brief.madeBy', { role: t(`role.${facts.role}`) })}
      </p>
    </header>
  );
}
