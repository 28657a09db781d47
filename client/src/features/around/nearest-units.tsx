import { Stack, Text } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { USUAL_SPEEDS_METERS_PER_SECOND } from '@liaowang/shared/analysis/positions/travel';
import type { Arrival } from '@liaowang/shared/analysis/roads/rank-arrivals';
import type { Road } from '@liaowang/shared/schemas/road';
import { Choice } from '../../components/choice.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { Mark } from '../../components/mark.tsx';
import { CardText } from '../../components/card.tsx';
import { useHold } from '../../components/use-hold.ts';
import { useRoads } from '../../entities/places/places.api.ts';
import { UNIT_LOOK } from '../../entities/units/unit-look.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { formatDistance } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { stateNowMs } from '../../live/state-now.ts';
import { goToThing } from '../../map/go-to.ts';
import { MEANS, findArrivals, type Means } from './arrivals.ts';
import { SectionHead } from '../../components/section-head.tsx';
import styles from './around.module.css';

/** Units move; who is first changes slowly. */
const REFRESH_MS = 5_000;
const NO_ROADS: readonly Road[] = [];

/** Who would be at a place first, found anew every few seconds but while somebody points at the list. */
function useArrivals(place: [number, number], means: Means, isHeld: boolean): readonly Arrival[] {
  const { data: roads = NO_ROADS } = useRoads();
  const units = useUnitsStore((store) => store.units);
  const [lng, lat] = place;
  const find = useCallback(
    () =>
      findArrivals({
        place: [lng, lat],
        means,
        units: units.values(),
        roads,
        buffer: positionBuffer,
        nowMs: stateNowMs(),
      }),
    [lng, lat, means, units, roads],
  );
  const [arrivals, setArrivals] = useState(find);
  useEffect(() => setArrivals(find()), [find]);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setInterval(() => setArrivals(find()), REFRESH_MS);
    return () => clearInterval(timer);
  }, [isHeld, find]);
  return arrivals;
}

const toKilometersPerHour = (metersPerSecond: number): string => String(Math.round(metersPerSecond * 3.6));

/** The units that could be at a place first, with the way and the minutes. */
export function NearestUnits({ place }: { place: [number, number] }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const units = useUnitsStore((store) => store.units);
  const [means, setMeans] = useState<Means>('all');
  const hold = useHold();
  const arrivals = useArrivals(place, means, hold.isHeld);
  return (
    <Stack aria-label={t('around.nearest')} component="section" gap="sm">
      <div className={styles.head}>
        <SectionHead quiet>{t('around.nearest')}</SectionHead>
        <HowNote
          label={t('around.nearest')}
          text={t('around.nearestHow', {
            foot: toKilometersPerHour(USUAL_SPEEDS_METERS_PER_SECOND.foot),
            bicycle: toKilometersPerHour(USUAL_SPEEDS_METERS_PER_SECOND.bicycle),
            vehicle: toKilometersPerHour(USUAL_SPEEDS_METERS_PER_SECOND.bus),
          })}
        />
        <Choice
          label={t('around.meansLabel')}
          value={means}
          onChange={setMeans}
          options={MEANS.map((value) => ({ value, label: t(`around.means.${value}`) }))}
        />
      </div>
      {arrivals.length === 0 ? (
        <CardText tone="quiet">{t('around.nobody')}</CardText>
      ) : (
        <ol className={styles.list} {...hold.props}>
          {arrivals.map(({ id, distanceMeters, isByRoad, seconds }) => {
            const unit = units.get(id);
            return (
              unit && (
                <li key={id}>
                  <button type="button" className={styles.row} onClick={() => goToThing({ kind: 'unit', id })}>
                    <Mark {...UNIT_LOOK[unit.kind]} size={12} />
                    <Text component="span" truncate inherit miw={0} flex={1}>
                      {localName(unit.name)}
                    </Text>
                    <small>
                      {t(isByRoad ? 'around.byRoad' : 'around.straight', { distance: formatDistance(distanceMeters) })}
                    </small>
                    <span className={styles.value}>
                      {t('around.minutes', { minutes: Math.max(1, Math.round(seconds / 60)) })}
                    </span>
                  </button>
                </li>
              )
            );
          })}
        </ol>
      )}
    </Stack>
  );
}
