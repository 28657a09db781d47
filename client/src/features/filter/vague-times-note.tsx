import { useTranslation } from 'react-i18next';
import type { VagueTimes } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { Choice } from '../../components/choice.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { formatNumber } from '../../lib/format.ts';
import { useHourWeightStore } from './hour-weight.store.ts';
import styles from './vague-times-note.module.css';

/** What the chart of hours leaves out, and how it counts incidents between two times. Nothing where all are known to the minute. */
export function VagueTimesNote({
  vague: { days, months, intervals },
  unsureCount,
}: {
  vague: VagueTimes;
  unsureCount: number;
}) {
  const { t } = useTranslation();
  const { isAoristic, setAoristic } = useHourWeightStore();
  if (days + months + intervals + unsureCount === 0) return null;
  return (
    <div className={styles.note}>
      {unsureCount > 0 && <p>{t('filter.hours.unsure', { count: unsureCount, number: formatNumber(unsureCount) })}</p>}
      {days > 0 && <p>{t('filter.hours.vagueDays', { count: days, number: formatNumber(days) })}</p>}
      {months > 0 && <p>{t('filter.hours.vagueMonths', { count: months, number: formatNumber(months) })}</p>}
      {intervals > 0 && (
        <>
          <p>
            {t('filter.hours.intervals', { count: intervals, number: formatNumber(intervals) })}
            <HowNote label={t('filter.hours.spread')} text={t('filter.how.aoristic')} />
          </p>
          <Choice
            label={t('filter.hours.intervals', { count: intervals, number: formatNumber(intervals) })}
            value={isAoristic ? 'spread' : 'start'}
            options={[
              { value: 'start', label: t('filter.hours.atStart') },
              { value: 'spread', label: t('filter.hours.spread') },
            ]}
            onChange={(value) => setAoristic(value === 'spread')}
          />
        </>
      )}
    </div>
  );
}
