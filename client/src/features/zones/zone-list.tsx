import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrawnCells, FoundZone } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import { TextButton } from '../../components/text-button.tsx';
import { formatArea, formatNumber } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { CountSparkline } from './count-sparkline.tsx';
import { sumStepsInZone } from './zone-steps.ts';
import styles from './zone-list.module.css';
import { describeEvidence, formatDensity } from './zone-words.ts';
import { useZonesStore } from './zones.store.ts';

/** Rows at first, and how many more at a time. */
const PAGE = 30;
const SQUARE_METERS_PER_KM2 = 1e6;

interface ZoneListProps {
  zones: readonly FoundZone[];
  /** Emerging: the counts by step, for a line a zone. */
  emerging: DrawnCells | null;
  nameOf: (position: readonly [number, number]) => string;
  /** Opens or closes the details of a zone. */
  onOpen: (zone: FoundZone) => void;
  renderDetail: (zone: FoundZone) => ReactNode;
}

/** The zones in their order, each with what the method says of it; the open one with its details. */
export function ZoneList({ zones, emerging, nameOf, onOpen, renderDetail }: ZoneListProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { hoveredRank, openRank, hoverZone } = useZonesStore();
  const [shown, setShown] = useState(PAGE);
  const limit = Math.max(shown, openRank ?? 0);
  const stepsByRank = useMemo(
    () =>
      new Map(
        emerging ? zones.slice(0, PAGE).map(({ rank, geometry }) => [rank, sumStepsInZone(emerging, geometry)]) : [],
      ),
    [zones, emerging],
  );
  return (
    <>
      <ol className={styles.list}>
        {zones.slice(0, limit).map((zone) => {
          const { rank, incidentCount, areaSquareMeters, labelPoint, evidence } = zone;
          const steps = stepsByRank.get(rank);
          return (
            <li key={rank} className={styles.item} data-open={openRank === rank || undefined}>
              <div
                className={styles.row}
                data-hovered={hoveredRank === rank || undefined}
                onMouseEnter={() => hoverZone(rank)}
                onMouseLeave={() => hoverZone(null)}
              >
                <span className={styles.rank}>{rank}</span>
                <div className={styles.text}>
                  <button
                    type="button"
                    className={styles.open}
                    aria-expanded={openRank === rank}
                    onClick={() => onOpen(zone)}
                    onFocus={() => hoverZone(rank)}
                    onBlur={() => hoverZone(null)}
                  >
                    {nameOf(labelPoint)}
                  </button>
                  <span className={styles.evidence}>{describeEvidence(evidence, { t, timeZone })}</span>
                </div>
                {steps && <CountSparkline counts={steps} label={t('zones.bySteps')} />}
                <div className={styles.figures}>
                  <b>{t('zones.incidents', { count: incidentCount, shown: formatNumber(incidentCount) })}</b>
                  {/* A place of a few square metres has no density. */}
                  <span>
                    {formatArea(areaSquareMeters, language)}
                    {evidence.kind !== 'repeat' &&
                      ` · ${t('zones.perKm2', { density: formatDensity(incidentCount / (areaSquareMeters / SQUARE_METERS_PER_KM2)) })}`}
                  </span>
                </div>
              </div>
              {openRank === rank && renderDetail(zone)}
            </li>
          );
        })}
      </ol>
      {zones.length > limit && (
        <TextButton onClick={() => setShown(limit + PAGE)}>
          {t('zones.more', { count: zones.length - limit })}
        </TextButton>
      )}
    </>
  );
}
