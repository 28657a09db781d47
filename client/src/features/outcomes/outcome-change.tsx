import { useTranslation } from 'react-i18next';
import type { OutcomeChange, OutcomeComparison } from '@liaowang/shared/schemas/hotspot-outcome';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import styles from './outcome-change.module.css';
import { formatChange, formatInterval } from '../../lib/format-ratio.ts';
import {
  NO_LIMIT,
  describeComparison,
  describeDispersion,
  describeNetChange,
  formatRate,
  isTooEarly,
  tellChange,
} from './outcome-words.ts';

interface OutcomeChangeViewProps {
  change: OutcomeChange;
  /** Which window is set against the one before. */
  kind: 'during' | 'after';
}

const formatQuotient = (quotient: number): string => formatNumber(quotient, 2).replace('-', '−');

const toneOf = ({ verdict }: OutcomeComparison) =>
  ({ fewer: 'better', more: 'worse', 'no-change-shown': undefined, 'too-few': undefined })[verdict];

/** What changed: in words first, then the figures of each zone, then where events may have gone. */
export function OutcomeChangeView({ change, kind }: OutcomeChangeViewProps) {
  const { t } = useTranslation();
  const { hotspot, buffer, comparison, netChange, displacement, foundBefore, found } = change;
  const net = netChange !== null && !isTooEarly(hotspot) ? netChange : null;
  const rows = [
    ['hotspot', hotspot],
    ['buffer', buffer],
    ['comparison', comparison],
  ] as const;
  return (
    <section className={styles.change} aria-label={t('outcome.change.title')}>
      <h3>
        {t('outcome.change.title')}
        <HowNote label={t('outcome.change.title')} text={t('outcome.how.change')} />
      </h3>
      <p className={styles.verdict} data-tone={toneOf(hotspot)}>
        {t('outcome.change.reported', { words: describeComparison(t, hotspot) })}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('outcome.change.zone')}</th>
            <th scope="col">{t('outcome.change.before')}</th>
            <th scope="col">{t(`outcome.window.${kind}`)}</th>
            <th scope="col">{t('outcome.change.change')}</th>
            <th scope="col">{t('outcome.change.interval')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([zone, compared]) => (
            <tr key={zone}>
              <th scope="row">{t(`outcome.zone.${zone}`)}</th>
              {compared === null ? (
                <td colSpan={4} className={styles.none}>
                  {t('outcome.change.noComparison')}
                </td>
              ) : (
                <>
                  <td>
                    {formatNumber(compared.before)} <small>{formatRate(compared.before, compared.beforeDays)}</small>
                  </td>
                  <td>
                    {formatNumber(compared.during)} <small>{formatRate(compared.during, compared.duringDays)}</small>
                  </td>
                  <td data-tone={toneOf(compared)}>{tellChange(compared).change}</td>
                  <td className={styles.interval}>{tellChange(compared).interval}</td>
                </>
              )}
            </tr>
          ))}
          <tr>
            <th scope="row" colSpan={3}>
              {t('outcome.zone.net')}
              <HowNote label={t('outcome.zone.net')} text={t('outcome.how.net')} />
            </th>
            <td>{net === null ? UNKNOWN : formatChange(net.ratio)}</td>
            <td className={styles.interval}>{net === null ? UNKNOWN : formatInterval(net.interval, NO_LIMIT)}</td>
          </tr>
        </tbody>
      </table>
      <p className={styles.note}>
        {t('outcome.change.perWeek')} {describeDispersion(t, change)}
      </p>
      {net && <p className={styles.words}>{describeNetChange(t, net)}</p>}
      <p className={styles.words}>
        {displacement === null
          ? t('outcome.wdq.none')
          : t('outcome.wdq.value', {
              quotient: formatQuotient(displacement.quotient),
              interval: displacement.interval
                ? t('outcome.wdq.interval', {
                    low: formatQuotient(displacement.interval.low),
                    high: formatQuotient(displacement.interval.high),
                  })
                : '',
              meaning: t(`outcome.wdq.${displacement.reading}`),
            })}
        <HowNote label={t('outcome.wdq.title')} text={t('outcome.how.wdq')} />
      </p>
      <p className={styles.words}>
        {t('outcome.change.found', { before: foundBefore, count: found })}
        <HowNote label={t('outcome.chart.foundKey')} text={t('outcome.how.found')} />
      </p>
    </section>
  );
}
