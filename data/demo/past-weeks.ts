import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { UnitKind } from '@liaowang/shared/schemas/unit';
import type { DemoCity } from './city.ts';
import { toLngLat, toPlane } from './ground.ts';
import { createRandom } from './random.ts';
import { createRoadNetwork } from './roads.ts';
import { createItinerary } from './simulator/itineraries.ts';
import { createMover } from './simulator/mover.ts';
import { findTown } from './towns.ts';

/** A unit on duty at a moment of the past. */
export interface PastUnit {
  kind: UnitKind;
  position: LngLat;
  detectionRangeMeters: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** China has one zone and no summer time. */
const LOCAL_OFFSET_MS = 8 * HOUR_MS;

const PAST = {
  /** Different pictures of all units on their way; a moment of the past gets one of them. */
  pictures: 48,
  /** Far enough apart that most units are elsewhere by then. */
  pictureEverySeconds: 600,
  /** Phones that are off, flat or without network. */
  silentShare: 0.04,
  /** Weather and holidays: a day's roster against the usual. */
  dayFactor: [0.9, 1.08],
  weekendPatrols: 0.85,
} as const;

const PATROLS = [
  0.12, 0.12, 0.1, 0.1, 0.1, 0.15, 0.35, 0.8, 0.82, 0.7, 0.68, 0.65, 0.5, 0.52, 0.68, 0.7, 0.75, 0.85, 0.88, 0.85, 0.75,
  0.55, 0.3, 0.18,
];
const BUSES = [
  0.02, 0, 0, 0, 0.02, 0.2, 0.65, 0.95, 0.97, 0.93, 0.92, 0.92, 0.9, 0.9, 0.92, 0.93, 0.95, 0.97, 0.93, 0.8, 0.6, 0.35,
  0.12, 0.04,
];
const TAXIS = [
  0.4, 0.32, 0.22, 0.18, 0.2, 0.32, 0.55, 0.78, 0.82, 0.78, 0.75, 0.76, 0.78, 0.74, 0.72, 0.74, 0.78, 0.84, 0.85, 0.82,
  0.78, 0.72, 0.62, 0.5,
];
/** Share of the units of a kind that are out, by local hour. Made up. */
const ROSTER: Readonly<Record<UnitKind, readonly number[]>> = {
  foot: PATROLS,
  bicycle: PATROLS,
  bus: BUSES,
  taxi: TAXIS,
};

/**
 * Where the city's units would have been at moments of the past: the simulation's pictures under a duty roster by hour
 * and weekday. The same seed and moment give the same units. Making it takes some seconds of computing.
 */
export function createPastWeeks({ city, seed }: { city: Pick<DemoCity, 'units' | 'branches'>; seed: number }): {
  unitsAt(atMs: number): PastUnit[];
} {
  const { units } = city;
  const pictures = takePictures(city, seed);
  let day = { index: NaN, draws: [] as number[], factor: 1 };

  function findDay(index: number): typeof day {
    if (day.index === index) return day;
    const random = createRandom(seed, `past-day:${index}`);
    day = { index, factor: random.between(...PAST.dayFactor), draws: units.map(() => random.next()) };
    return day;
  }

  return {
    unitsAt(atMs) {
      const localMs = atMs + LOCAL_OFFSET_MS;
      const { draws, factor, index } = findDay(Math.floor(localMs / DAY_MS));
      const hour = Math.floor((localMs % DAY_MS) / HOUR_MS);
      // Day 0 was a Thursday.
      const isWeekend = (index + 3) % 7 >= 5;
      const random = createRandom(seed, `past-moment:${atMs}`);
      const picture = random.pick(pictures);
      return units.flatMap(({ kind, detectionRangeMeters }, i): PastUnit[] => {
        const isPatrol = kind === 'foot' || kind === 'bicycle';
        const share = ROSTER[kind][hour]! * factor * (isPatrol && isWeekend ? PAST.weekendPatrols : 1);
        if (draws[i]! >= share || random.chance(PAST.silentShare)) return [];
        return [{ kind, position: picture[i]!, detectionRangeMeters }];
      });
    },
  };
}

function takePictures({ units, branches }: Pick<DemoCity, 'units' | 'branches'>, seed: number): LngLat[][] {
  const roads = createRoadNetwork(seed);
  const movers = units.map(({ deviceId, kind, branchCode }) => {
    const branch = branches.find(({ code }) => code === branchCode)!;
    return createMover(
      createItinerary(
        kind,
        createRandom(seed, `past:${deviceId}`),
        roads,
        findTown(branch.townCode),
        toPlane(branch.position),
      ),
    );
  });
  return Array.from({ length: PAST.pictures }, () =>
    movers.map((mover): LngLat => {
      mover.advance(PAST.pictureEverySeconds);
      return toLngLat(mover.motion);
    }),
  );
}
