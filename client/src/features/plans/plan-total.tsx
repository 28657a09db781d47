import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { UNKNOWN, formatNumber, formatShare } from '../../lib/format.ts';
import { ChangeTag } from './change-tag.tsx';
import { MEASURES, type Difference, type Measure } from './comparison.ts';
import styles from './plans.module.css';

/** What the plan comes to for all key areas: ground large, incidents and households beside it. Null while it is worked out. */
export function PlanTotal({ total, observers }: { total: Record<Measure, Difference> | null; observers: number }) {
  const { t } = useTranslation();
  const share = (value: number | null | undefined): string =>
    value === null || value === undefined ? UNKNOWN : formatShare(value);
  return (
    <div className={styles.totals} aria-live="off">
      {MEASURES.map((measure) => {
        const difference = total?.[measure];
        return (
          <div key={measure} className={styles.total} data-main={measure === 'ground' || undefined}>
            <Text component="span" size="xs" c="dimmed">
              {t(`plans.measure.${measure}`)}
            </Text>
            <span className={styles.share}>{share(difference?.after)}</span>
            {difference?.after === null ? (
              <Text component="span" size="xs" c="dimmed">
                {t('plans.measureUnknown')}
              </Text>
            ) : (
              <ChangeTag change={difference?.change ?? 0} />
            )}
          </div>
        );
      })}
      <p className={styles.totalNote}>
        {t('plans.totalNote', { before: share(total?.ground.before), observers: formatNumber(observers) })}
      </p>
    </div>
  );
}
