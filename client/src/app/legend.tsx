import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { Choice } from '../components/choice.tsx';
import { Mark } from '../components/mark.tsx';
import { useDensity } from '../features/density/density.api.ts';
import { DENSITY_BANDWIDTH_METERS, DENSITY_WINDOW_DAYS, useDensityStore } from '../features/density/density.store.ts';
import { formatDistance, formatNumber } from '../lib/format.ts';
import { useMayDrawGaps, usePermission } from '../lib/permission.store.ts';
import { plasmaAt, toHex } from '../map/palette.ts';
import styles from './legend.module.css';

const RAMP = `linear-gradient(90deg, transparent, ${[0.1, 0.3, 0.5, 0.7, 0.9].map((share) => toHex(plasmaAt(share))).join(', ')})`;

function ZonesLegend() {
  const { t } = useTranslation();
  const store = useDensityStore();
  const { windowDays, bandwidthMeters, source } = store;
  const hotspots = useDensity({ windowDays, bandwidthMeters, source });
  const found = hotspots.data;
  const maximum = found?.surface?.maxPerSquareKilometer;
  return (
    <div className={styles.zones} aria-busy={hotspots.isFetching}>
      <div>{t('legend.zones')}</div>
      {found?.tooFew ? (
        <div className={styles.note}>
          {t('legend.tooFew', { found: found.tooFew.found, needed: found.tooFew.needed })}
        </div>
      ) : (
        <>
          <div className={styles.ramp} style={{ background: RAMP }} />
          <div className={styles.ends}>
            <span>0</span>
            <span>{maximum === undefined ? t('legend.high') : formatNumber(maximum, maximum < 10 ? 1 : 0)}</span>
          </div>
        </>
      )}
      {found && (
        <div className={styles.note}>
          {t('legend.method', {
            days: Math.round((parseInstant(found.method.to) - parseInstant(found.method.from)) / 86_400_000),
            bandwidth: formatDistance(found.method.bandwidthMeters),
            count: found.method.incidentCount,
          })}
        </div>
      )}
      <div className={styles.choices}>
        <Choice
          label={t('legend.window')}
          value={windowDays}
          onChange={store.setWindowDays}
          options={DENSITY_WINDOW_DAYS.map((days) => ({ value: days, label: t('legend.windowDays', { days }) }))}
        />
        <Choice
          label={t('legend.bandwidth')}
          value={bandwidthMeters}
          onChange={store.setBandwidthMeters}
          options={DENSITY_BANDWIDTH_METERS.map((meters) => ({ value: meters, label: formatDistance(meters) }))}
        />
        <Choice
          label={t('legend.source')}
          value={source}
          onChange={store.setSource}
          options={[
            { value: 'reported', label: t('source.reported') },
            { value: 'any', label: t('legend.anySource') },
          ]}
        />
      </div>
    </div>
  );
}

/** What marks and colours mean, and how the high-incident zones are computed. */
export function Legend() {
  const { t } = useTranslation();
  const mayViewLive = usePermission('live:view');
  const mayDrawGaps = useMayDrawGaps();
  const mayViewZones = usePermission('hotspots:view');
  return (
    <div className={styles.legend}>
      <ul className={styles.marks}>
        {mayViewLive && (
          <>
            <li>
              <Mark shape="disc" color="var(--lw-foot)" />
              {t('legend.foot')}
            </li>
            <li>
              <Mark shape="bar" color="var(--lw-vehicle)" />
              {t('legend.bus')}
              <Mark shape="short-bar" color="var(--lw-vehicle)" />
              {t('legend.taxi')}
            </li>
            <li>
              <Mark shape="disc" color="var(--lw-foot)" opacity={0.45} />
              {t('legend.stale')}
              <Mark shape="ring" color="var(--lw-lost)" />
              {t('legend.lost')}
            </li>
          </>
        )}
        <li>
          <Mark shape="hexagon" color="var(--lw-lookout)" />
          {t('legend.lookout')}
        </li>
        <li>
          <Mark shape="triangle" color="var(--lw-incident)" />
          {t('legend.incident')}
          <Mark shape="triangle" color="var(--lw-severe)" />
          {t('legend.severe')}
        </li>
        {mayDrawGaps && (
          <li>
            <Mark shape="hatch" color="var(--lw-gap-color)" />
            {t('legend.gap')}
          </li>
        )}
      </ul>
      {mayViewZones && <ZonesLegend />}
    </div>
  );
}
