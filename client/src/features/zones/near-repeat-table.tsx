import { useTranslation } from 'react-i18next';
import type { KnoxTable } from '@liaowang/shared/analysis/hotspots/near-repeat/knox-test';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import styles from './near-repeat-table.module.css';
import { standsOut } from './near-repeat.ts';
import { describeBand, formatBound, formatExpected, formatRatio } from './near-repeat-words.ts';
import { formatPValue } from './zone-words.ts';

interface NearRepeatTableProps {
  table: KnoxTable;
  seed: number;
}

/** The Knox table: distance down, time across; how many times as many pairs as expected, and which stand out. */
export function NearRepeatTable({ table, seed }: NearRepeatTableProps) {
  const { t } = useTranslation();
  const { spaceBands, timeBands, ratio, p, observed, permutedMean, permutations, eventCount } = table;
  const [samePlace, first] = [describeBand(table, 0), describeBand(table, 1)];
  return (
    <section className={styles.knox} aria-label={t('zones.near.title')}>
      {samePlace && <p className={styles.sentence}>{t(`zones.near.same.${samePlace.key}`, { ...samePlace })}</p>}
      {first && <p className={styles.sentence}>{t(`zones.near.sentence.${first.key}`, { ...first })}</p>}
      <table className={styles.table}>
        <thead>
          <tr>
            <td className={styles.corner}>
              {t('zones.near.corner')}
              <HowNote label={t('zones.near.title')} text={t('zones.how.knox')} />
            </td>
            {timeBands.map((band) => (
              <th key={band.from} scope="col">
                {t('zones.near.dayBand', { from: formatBound(band.from), before: formatBound(band.before) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spaceBands.map((space, row) => (
            <tr key={space.from}>
              <th scope="row">
                {row === 0
                  ? t('zones.near.samePlace')
                  : t('zones.near.meterBand', { from: formatBound(space.from), before: formatBound(space.before) })}
              </th>
              {timeBands.map((time, column) => {
                const cell = row * timeBands.length + column;
                const isSignificant = standsOut(table, cell);
                const times = formatRatio(ratio[cell]!);
                return (
                  <td
                    key={time.from}
                    data-significant={isSignificant || undefined}
                    title={t('zones.near.cell', {
                      observed: formatNumber(observed[cell]!),
                      expected: formatExpected(permutedMean[cell]!),
                      p: formatPValue('p', p[cell]!),
                    })}
                  >
                    <b>{times ?? UNKNOWN}</b>
                    {/* A p of no pairs at all would read as a result. */}
                    {times !== null && (
                      <span>
                        {formatPValue('p', p[cell]!)}
                        {isSignificant && <span className={styles.spoken}>{t('zones.near.significant')}</span>}
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{t('zones.near.basis', { events: formatNumber(eventCount), permutations, seed })}</p>
    </section>
  );
}
