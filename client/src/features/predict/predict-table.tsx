import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ForecastComparison } from '@liaowang/shared/analysis/hotspots/back-test/compare-forecasts';
import type { ForecastMethod } from '@liaowang/shared/analysis/hotspots/back-test/forecast-scorers';
import type { MeanWithInterval } from '@liaowang/shared/analysis/statistics/bootstrap-mean';
import { FigureTable } from '../../components/figure-table.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { TableRows } from '../../components/virtual-rows.tsx';
import { UNKNOWN, formatNumber, formatShare } from '../../lib/format.ts';

interface PredictTableProps {
  comparison: ForecastComparison<ForecastMethod>;
  /** Which of the area shares. */
  share: number;
  shown: ForecastMethod;
  onShow: (method: ForecastMethod) => void;
}

const DIGITS = 2;

const keyOf = ({ method }: { method: ForecastMethod }): ForecastMethod => method;

/** In points with a sign: `+3.1`. */
function formatPoints(value: number): string {
  const points = (value * 100).toFixed(1);
  return value >= 0 ? `+${points}` : points.replace('-', '−');
}

/** Every method at one share of the land, the best first; a click shows its curve. */
export function PredictTable({ comparison, share, shown, onShow }: PredictTableProps) {
  const { t } = useTranslation();
  const rows = comparison.methods
    .map(({ method, shares }) => ({ method, ...shares[share]! }))
    .sort((a, b) => (b.hitRate?.mean ?? -1) - (a.hitRate?.mean ?? -1));
  const index = (value: MeanWithInterval | null): string => (value ? formatNumber(value.mean, DIGITS) : UNKNOWN);
  return (
    <FigureTable aria-label={t('predict.table.label')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('predict.table.method')}</Table.Th>
          <Table.Th scope="col" aria-sort="descending">
            {t('predict.table.hitRate')}
          </Table.Th>
          <Table.Th scope="col" title={t('predict.table.paiTitle')}>
            PAI
          </Table.Th>
          <Table.Th scope="col" title={t('predict.table.peiTitle')}>
            PEI
          </Table.Th>
          <Table.Th scope="col" title={t('predict.table.rriTitle')}>
            RRI
          </Table.Th>
          <Table.Th scope="col" title={t('predict.table.gainTitle')}>
            {t('predict.table.gain')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <TableRows rows={rows} keyOf={keyOf} rowHeightPx={26}>
        {({ method, hitRate, pai, pei, rri, gain }, place) => (
          <Table.Tr key={method} {...place}>
            <Table.Th scope="row">
              <RowButton
                pressed={method === shown}
                title={t(`predict.methodNote.${method}`)}
                onClick={() => onShow(method)}
              >
                {t(`predict.method.${method}`)}
              </RowButton>
            </Table.Th>
            <Table.Td
              title={
                hitRate?.low == null
                  ? undefined
                  : t('predict.table.interval', { low: formatShare(hitRate.low), high: formatShare(hitRate.high!) })
              }
            >
              {hitRate ? formatShare(hitRate.mean) : UNKNOWN}
            </Table.Td>
            <Table.Td>{index(pai)}</Table.Td>
            <Table.Td>{index(pei)}</Table.Td>
            <Table.Td>{index(rri)}</Table.Td>
            <Table.Td
              data-tone={
                gain?.low != null && gain.low > 0 ? 'better' : gain?.high != null && gain.high < 0 ? 'worse' : undefined
              }
              title={
                gain?.low == null
                  ? undefined
                  : t('predict.table.interval', { low: formatPoints(gain.low), high: formatPoints(gain.high!) })
              }
            >
              {gain ? formatPoints(gain.mean) : UNKNOWN}
            </Table.Td>
          </Table.Tr>
        )}
      </TableRows>
    </FigureTable>
  );
}
