import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HowNote } from '../../components/how-note.tsx';
import { Note } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { formatDayShort } from './day-short.ts';
import styles from './near-repeat-table.module.css';
import { SAME_PLACE_METERS, type NearRepeatFound, type Watch } from './near-repeat.ts';
import { useZonesStore } from './zones.store.ts';

/** Rows at first, and how many more at a time. */
const PAGE = 20;

interface NearRepeatWatchesProps {
  found: NearRepeatFound;
  nameOf: (position: readonly [number, number]) => string;
  onOpen: (watch: Watch) => void;
}

/** Incidents of the last days that followed another nearby: where to look, and until when. */
export function NearRepeatWatches({ found: { range, watches, watchCount }, nameOf, onOpen }: NearRepeatWatchesProps) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { hoveredWatch, hoverWatch } = useZonesStore();
  const [shown, setShown] = useState(PAGE);
  const day = (atMs: number): string => formatDayShort(atMs, timeZone, t);
  return (
    <section>
      <h3 className={styles.title}>
        {t('zones.watch.title', { count: watchCount, shown: formatNumber(watchCount) })}
        <HowNote label={t('zones.watch.label')} text={t('zones.how.watch')} />
      </h3>
      {range === null ? (
        <Note title={t('zones.watch.noRange')} text={t('zones.watch.noRangeText')} />
      ) : (
        <p className={styles.note}>
          {t(range.meters <= SAME_PLACE_METERS ? 'zones.watch.rangeSame' : 'zones.watch.range', {
            distance: formatDistance(range.meters),
            days: range.days,
          })}
        </p>
      )}
      {range !== null && watches.length === 0 && <Note title={t('zones.watch.none')} />}
      <ol className={styles.watches}>
        {watches.slice(0, shown).map((watch, at) => (
          <li
            key={`${watch.atMs}-${watch.position.join()}`}
            className={styles.watch}
            data-hovered={hoveredWatch === at || undefined}
          >
            <button
              type="button"
              onClick={() => onOpen(watch)}
              onMouseEnter={() => hoverWatch(at)}
              onMouseLeave={() => hoverWatch(null)}
              onFocus={() => hoverWatch(at)}
              onBlur={() => hoverWatch(null)}
            >
              {t('zones.watch.what', { where: nameOf(watch.position), until: day(watch.untilMs) })}
            </button>
            <span>
              {t('zones.watch.why', {
                at: day(watch.atMs),
                earlier: day(watch.earlierAtMs),
                distance: formatDistance(watch.distanceMeters),
              })}
              {watch.repeats > 1 && t('zones.watch.more', { count: watch.repeats - 1 })}
            </span>
          </li>
        ))}
      </ol>
      {watches.length > shown && (
        <TextButton onClick={() => setShown(shown + PAGE)}>
          {t('zones.watch.showMore', { count: watches.length - shown })}
        </TextButton>
      )}
    </section>
  );
}
