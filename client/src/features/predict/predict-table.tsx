import { useTranslation } from 'react-i18next';
import type { ForecastComparison } from '@liaowang/shared/analysis/hotspots/back-test/compare-forecasts';
import type { ForecastMethod } from '@liaowang/shared/analysis/hotspots/back-test/forecast-scorers';
import type { MeanWithInterval } from '@liaowang/shared/analysis/statistics/bootstrap-mean';
import { UNKNOWN, formatNumber, formatShare } from '../../lib/format.ts';
import styles from './predict-table.module.css';

interface PredictTableProps {
  comparison: ForecastComparison<ForecastMethod>;
  /** Which of the area shares. */
  share: number;
  shown: ForecastMethod;
  onShow: (method: ForecastMethod) => void;
}

const DIGITS = 2;

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
    <table className={styles.table} aria-label={t('predict.table.label')}>
      <thead>
        <tr>
          <th scope="col">{t('predict.table.method')}</th>
          <th scope="col">{t('predict.table.hitRate')}</th>
          <th scope="col" title={t('predict.table.paiTitle')}>
            PAI
          </th>
          <th scope="col" title={t('predict.table.peiTitle')}>
            PEI
          </th>
          <th scope="col" title={t('predict.table.rriTitle')}>
            RRI
          </th>
          <th scope="col" title={t('predict.table.gainTitle')}>
            {t('predict.table.gain')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ method, hitRate, pai, pei, rri, gain }) => (
          <tr key={method} data-shown={method === shown || undefined}>
            <th scope="row">
              <button
                type="button"
                aria-pressed={method === shown}
                title={t(`predict.methodNote.${method}`)}
                onClick={() => onShow(method)}
              >
                {t(`predict.method.${method}`)}
              </button>
            </th>
            <td
              title={
                hitRate?.low == null
                  ? undefined
                  : t('predict.table.interval', { low: formatShare(hitRate.low), high: formatShare(hitRate.high!) })
              }
            >
              {hitRate ? formatShare(hitRate.mean) : UNKNOWN}
            </td>
            <td>{index(pai)}</td>
            <td>{index(pei)}</td>
            <td>{index(rri)}</td>
            <td
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
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
