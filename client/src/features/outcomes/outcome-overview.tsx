import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { DosageOverview } from '@liaowang/shared/schemas/hotspot-outcome';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import styles from './outcome-overview.module.css';
import { formatChange, formatInterval } from '../../lib/format-ratio.ts';
import { NO_LIMIT, formatRate, isTooEarly } from './outcome-words.ts';

type OverviewRow = DosageOverview['hotspots'][number];

interface OutcomeOverviewProps {
  rows: readonly OverviewRow[];
  nameOf: (row: OverviewRow) => string;
  Status: ComponentType<Pick<OverviewRow, 'status'>>;
  onOpen: (hotspotId: number) => void;
}

function Change({ change }: Pick<OverviewRow, 'change'>) {
  if (change === null || change.rateRatio === null || isTooEarly(change)) return <>{UNKNOWN}</>;
  const tone = { fewer: 'better', more: 'worse', 'no-change-shown': undefined, 'too-few': undefined }[change.verdict];
  return (
    <span className={styles.change} data-tone={tone} title={formatInterval(change.interval, NO_LIMIT)}>
      {formatChange(change.rateRatio)}
    </span>
  );
}

/** Every hotspot: patrolling this week and the last, beside incidents a week before and since it was confirmed. A row opens its outcome. */
export function OutcomeOverview({ rows, nameOf, Status, onOpen }: OutcomeOverviewProps) {
  const { t } = useTranslation();
  const minutes = (value: number | null | undefined): string =>
    value === null || value === undefined ? UNKNOWN : formatNumber(value);
  return (
    <table className={styles.table} aria-label={t('outcome.overview.title')}>
      <thead>
        <tr>
          <th scope="col">{t('outcome.overview.name')}</th>
          <th scope="col">
            {t('outcome.overview.minutes')}
            <HowNote
              label={t('outcome.overview.minutes')}
              text={`${t('outcome.how.overviewMinutes')}\n\n${t('outcome.how.dosage')}`}
            />
          </th>
          <th scope="col">
            {t('outcome.overview.incidents')}
            <HowNote label={t('outcome.overview.incidents')} text={t('outcome.how.overviewChange')} />
          </th>
          <th scope="col">{t('outcome.change.change')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.hotspotId}>
            <th scope="row">
              <button type="button" className={styles.name} onClick={() => onOpen(row.hotspotId)}>
                {nameOf(row)}
              </button>
              <small>
                <Status status={row.status} />
              </small>
            </th>
            <td>
              {minutes(row.patrolMinutes.at(-1))} <small>{minutes(row.patrolMinutes.at(-2))}</small>
            </td>
            <td>
              {row.change === null ? (
                UNKNOWN
              ) : (
                <>
                  {formatRate(row.change.before, row.change.beforeDays)} <small aria-hidden>→</small>{' '}
                  {formatRate(row.change.during, row.change.duringDays)}
                </>
              )}
            </td>
            <td>
              <Change change={row.change} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
