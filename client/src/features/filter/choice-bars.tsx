import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import styles from './choice-bars.module.css';
import { SectionHead } from '../../components/section-head.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { chooseFromList } from './hour-brush.ts';

interface ChoiceBarsProps<T extends string> {
  title: string;
  rows: ReadonlyArray<{ value: T; label: string; count: number; isHollow?: boolean }>;
  /** Null = none is left out. */
  chosen: readonly T[] | null;
  onChoose: (chosen: T[] | null) => void;
}

/** Incidents by kind as bars. A click toggles a kind, with shift or ctrl it is added, with alt it stands alone. */
export function ChoiceBars<T extends string>({ title, rows, chosen, onChoose }: ChoiceBarsProps<T>) {
  const { t } = useTranslation();
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <div className={styles.bars} role="group" aria-label={title}>
      <div className={styles.head}>
        <SectionHead quiet>{title}</SectionHead>
        {chosen !== null && (
          <TextButton tone="link" onClick={() => onChoose(null)}>
            {t('filter.bars.all')}
          </TextButton>
        )}
      </div>
      {rows.map(({ value, label, count, isHollow }) => (
        <button
          key={value}
          type="button"
          className={styles.bar}
          aria-pressed={chosen?.includes(value) ?? false}
          data-out={(chosen !== null && !chosen.includes(value)) || undefined}
          data-hollow={isHollow || undefined}
          title={t('filter.bars.hint')}
          aria-label={t('filter.bars.row', { label, count, number: formatNumber(count) })}
          onClick={(event) => onChoose(chooseFromList(chosen, value, event))}
        >
          <span className={styles.label}>{label}</span>
          <span className={styles.track}>
            <i style={{ width: `${(count / most) * 100}%` }} />
          </span>
          <span className={styles.count}>{formatNumber(count)}</span>
        </button>
      ))}
    </div>
  );
}
