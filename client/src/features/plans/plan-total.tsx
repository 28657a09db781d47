import { Stack, Text } from '@mantine/core';
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
    <>
      <div className={styles.totals} aria-live="off">
        {MEASURES.map((measure) => {
          const difference = total?.[measure];
          return (
            <Stack key={measure} gap={0} miw={0}>
              <Text component="span" size="xs" c="dimmed">
                {t(`plans.measure.${measure}`)}
              </Text>
              <Text
                component="span"
                fz={measure === 'ground' ? 26 : 15}
                fw={600}
                lh={measure === 'ground' ? 1.15 : 1.3}
                c="bright"
              >
                {share(difference?.after)}
              </Text>
              {difference?.after === null ? (
                <Text component="span" size="xs" c="dimmed">
                  {t('plans.measureUnknown')}
                </Text>
              ) : (
                <ChangeTag change={difference?.change ?? 0} />
              )}
            </Stack>
          );
        })}
      </div>
      <Text size="xs" c="dimmed">
        {t('plans.totalNote', { before: share(total?.ground.before), observers: formatNumber(observers) })}
      </Text>
    </>
  );
}
