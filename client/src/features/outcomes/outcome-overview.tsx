import { Table } from '@mantine/core';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { DosageOverview } from '@liaowang/shared/schemas/hotspot-outcome';
import { FigureTable } from '../../components/figure-table.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { TableRows } from '../../components/virtual-rows.tsx';
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
    <span data-tone={tone} title={formatInterval(change.interval, NO_LIMIT)}>
      {formatChange(change.rateRatio)}
    </span>
  );
}

const keyOf = (row: OverviewRow): number => row.hotspotId;

/** Every hotspot: patrolling this week and the last, beside incidents a week before and since it was confirmed. A row opens its outcome. */
export function OutcomeOverview({ rows, nameOf, Status, onOpen }: OutcomeOverviewProps) {
  const { t } = useTranslation();
  const minutes = (value: number | null | undefined): string =>
    value === null || value === undefined ? UNKNOWN : formatNumber(value);
  return (
    <FigureTable
      layout="fixed"
      className={styles.table}
      aria-label={t('outcome.overview.title')}
      aria-rowcount={rows.length + 1}
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('outcome.overview.name')}</Table.Th>
          <Table.Th scope="col">
            {t('outcome.overview.minutes')}
            <HowNote
              label={t('outcome.overview.minutes')}
              text={`${t('outcome.how.overviewMinutes')}\n\n${t('outcome.how.dosage')}`}
            />
          </Table.Th>
          <Table.Th scope="col">
            {t('outcome.overview.incidents')}
            <HowNote label={t('outcome.overview.incidents')} text={t('outcome.how.overviewChange')} />
          </Table.Th>
          <Table.Th scope="col">{t('outcome.change.change')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <TableRows rows={rows} keyOf={keyOf} rowHeightPx={44}>
        {(row, place) => (
          <Table.Tr key={row.hotspotId} {...place}>
            <Table.Th scope="row">
              <RowButton onClick={() => onOpen(row.hotspotId)}>{nameOf(row)}</RowButton>
              <small>
                <Status status={row.status} />
              </small>
            </Table.Th>
            <Table.Td>
              {minutes(row.patrolMinutes.at(-1))} <small>{minutes(row.patrolMinutes.at(-2))}</small>
            </Table.Td>
            <Table.Td>
              {row.change === null ? (
                UNKNOWN
              ) : (
                <>
                  {formatRate(row.change.before, row.change.beforeDays)} <small aria-hidden>→</small>{' '}
                  {formatRate(row.change.during, row.change.duringDays)}
                </>
              )}
            </Table.Td>
            <Table.Td>
              <Change change={row.change} />
            </Table.Td>
          </Table.Tr>
        )}
      </TableRows>
    </FigureTable>
  );
}
