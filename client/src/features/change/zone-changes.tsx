import { useTranslation } from 'react-i18next';
import { ZONE_CHANGES, type ZoneChange } from '@liaowang/shared/analysis/hotspots/change/zone-change';
import { HowNote } from '../../components/how-note.tsx';
import { Note } from '../../components/note.tsx';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { formatChange } from '../../lib/format-ratio.ts';
import { describeInterval } from './change-words.ts';
import { useChangeStore } from './change.store.ts';
import styles from './change.module.css';
import type { ZonesCompared } from './compute-change.ts';

interface ZoneChangesProps {
  zones: ZonesCompared;
  nameOf: (position: readonly [number, number]) => string;
  onOpen: (change: ZoneChange) => void;
}

/** Those that chance does not explain first, then by incidents in either window. */
function rank(changes: readonly ZoneChange[]): Array<{ change: ZoneChange; place: number }> {
  const weight = ({ counts }: ZoneChange): number => counts.now.count + counts.before.count;
  return changes
    .map((change, place) => ({ change, place }))
    .sort((a, b) => Number(a.change.isChance) - Number(b.change.isChance) || weight(b.change) - weight(a.change));
}

/** What became of each zone, with its counts and whether chance explains them. */
export function ZoneChanges({ zones, nameOf, onOpen }: ZoneChangesProps) {
  const { t } = useTranslation();
  const hovered = useChangeStore((store) => store.hovered);
  const hover = useChangeStore((store) => store.hover);
  const tooFew = zones.warnings.now ?? zones.warnings.before;
  const counts = ZONE_CHANGES.flatMap((kind) => {
    const count = zones.changes.filter((change) => change.kind === kind).length;
    return count > 0 ? [`${t(`change.kind.${kind}`)} ${count}`] : [];
  });
  return (
    <section>
      <h3 className={styles.title}>
        {t('change.zones')}
        <HowNote label={t('change.zones')} text={t('change.how.zones')} />
      </h3>
      {tooFew && <p className={styles.caution}>{t('change.tooFew')}</p>}
      {zones.changes.length === 0 ? (
        <Note title={t('change.noZones')} text={t('change.noZonesText')} />
      ) : (
        <>
          <p className={styles.tally}>{counts.join(' · ')}</p>
          <ol className={styles.changes}>
            {rank(zones.changes).map(({ change, place }) => {
              const {
                kind,
                counts: { now, before },
                comparison,
                isChance,
                movedMeters,
              } = change;
              const label =
                change.now[0] === undefined
                  ? zones.before[change.before[0]!]!.labelPoint
                  : zones.now[change.now[0]]!.labelPoint;
              return (
                <li key={place}>
                  <div
                    className={styles.row}
                    data-hovered={hovered === place || undefined}
                    onMouseEnter={() => hover(place)}
                    onMouseLeave={() => hover(null)}
                  >
                    <span className={styles.kind} data-kind={kind} data-chance={isChance || undefined}>
                      {t(`change.kind.${kind}`)}
                    </span>
                    <div className={styles.zone}>
                      <button
                        type="button"
                        onClick={() => onOpen(change)}
                        onFocus={() => hover(place)}
                        onBlur={() => hover(null)}
                      >
                        {nameOf(label)}
                      </button>
                      <small>
                        {isChance ? t('change.chanceZone') : describeInterval(t, comparison)}
                        {kind === 'moved' &&
                          movedMeters !== null &&
                          ` · ${t('change.movedBy', { distance: formatDistance(movedMeters) })}`}
                      </small>
                    </div>
                    <span className={styles.figures}>
                      <b>
                        {formatNumber(before.count)} → {formatNumber(now.count)}
                      </b>
                      <small>{comparison.rateRatio === null ? '' : formatChange(comparison.rateRatio)}</small>
                    </span>
                  </div>
                </li>
              );
            })}
          </ol>
          <p className={styles.note}>{t('change.regression')}</p>
        </>
      )}
    </section>
  );
}
