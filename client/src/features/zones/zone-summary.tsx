import { useTranslation } from 'react-i18next';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatAreaShare, formatDistance, formatNumber, formatShare } from '../../lib/format.ts';
import { compareToBaseline, computeHeldFigures, findAreaShare } from './zone-figures.ts';
import styles from './zone-summary.module.css';
import type { ZonesFound } from './zones-found.ts';

/** Times the mean, e.g. `41`, `3.2`. */
function formatTimes(times: number | null): string {
  return times === null ? UNKNOWN : formatNumber(times, times < 9.95 ? 1 : 0);
}

/** What the zones hold on how much land, beside what the fullest cells would hold on as much. */
export function ZoneSummary({ method, found: { result, baseline } }: { method: ZoneMethod; found: ZonesFound }) {
  const { t } = useTranslation();
  const areaShare = findAreaShare(result);
  const zones = computeHeldFigures({ ...result, areaShare });
  const plain = baseline && computeHeldFigures({ ...baseline, areaShare });
  const verdict = plain && compareToBaseline(zones.heldShare, plain.heldShare);
  return (
    <div>
      <table className={styles.summary} aria-label={t('zones.summary')}>
        <thead>
          <tr>
            <th scope="col" aria-label={t('zones.method')} />
            <th scope="col">{t('zones.count')}</th>
            <th scope="col">
              {t('zones.held')}
              <HowNote label={t('zones.held')} text={t('zones.how.held')} />
            </th>
            <th scope="col">{t('zones.land')}</th>
            <th scope="col">
              {t('zones.timesMean')}
              <HowNote label={t('zones.timesMean')} text={t('zones.how.timesMean')} />
            </th>
          </tr>
        </thead>
        <tbody>
          <tr data-main>
            <th scope="row">{t(`zones.kind.${method.kind}`)}</th>
            <td>{result.zones.length}</td>
            <td>{formatShare(zones.heldShare)}</td>
            <td>{formatAreaShare(zones.areaShare)}</td>
            <td>{formatTimes(zones.timesMean)}</td>
          </tr>
          {baseline && plain && (
            <tr>
              <th scope="row">
                {t('zones.baseline')}
                <HowNote
                  label={t('zones.baseline')}
                  text={t('zones.how.baseline', {
                    cell: formatDistance(baseline.cellMeters),
                    shape: t(`zones.option.${baseline.shape}`),
                  })}
                />
              </th>
              <td>{UNKNOWN}</td>
              <td>{formatShare(plain.heldShare)}</td>
              <td>{formatAreaShare(plain.areaShare)}</td>
              <td>{formatTimes(plain.timesMean)}</td>
            </tr>
          )}
        </tbody>
      </table>
      {verdict && <p className={styles.verdict}>{t(`zones.verdict.${verdict}`)}</p>}
      {method.kind === 'counts' && result.zones.length > 0 && (
        <p className={styles.verdict}>{t('zones.verdict.isBaseline')}</p>
      )}
    </div>
  );
}
