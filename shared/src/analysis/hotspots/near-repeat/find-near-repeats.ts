import { createBands, findFiniteBands } from './bands.ts';
import type { DatedPoints, NearRepeatBreaks } from './knox-test.ts';
import { measureStep, type PlaneMetric } from './plane-distance.ts';

/** One event on the plane, metres, in the days of the events it is compared with. */
export interface DatedPoint {
  readonly x: number;
  readonly y: number;
  readonly timeDays: number;
}

/** An earlier event that a new one is a near repeat of. */
export interface NearRepeat {
  /** Number of the earlier event. */
  readonly event: number;
  readonly distanceMeters: number;
  readonly elapsedDays: number;
  /** Numbers of the bands they fall in, for the cell of a Knox table made with the same breaks. */
  readonly spaceBand: number;
  readonly timeBand: number;
}

export interface NearRepeatWatch {
  /** The latest first. */
  readonly repeats: NearRepeat[];
  /** When the range of the new event ends: up to but excluding it, its surroundings are worth a watch. */
  readonly watchUntilDays: number;
}

/**
 * Earlier events within the largest finite breaks of a new one, by distance and time: same half-open bands as the Knox
 * test. `events` are sorted by time and do not contain the new event; later ones are ignored, those of the same moment
 * are not. Throws RangeError for breaks that are none (see createBands).
 */
export function findNearRepeats(
  events: DatedPoints,
  { x, y, timeDays }: DatedPoint,
  { spaceBreaksMeters, timeBreaksDays }: NearRepeatBreaks,
  metric: PlaneMetric,
): NearRepeatWatch {
  const spaceBands = findFiniteBands(createBands(spaceBreaksMeters));
  const timeBands = findFiniteBands(createBands(timeBreaksDays));
  const repeats: NearRepeat[] = [];
  for (let event = countUntil(events.timesDays, timeDays) - 1; event >= 0; event--) {
    const elapsedDays = timeDays - events.timesDays[event]!;
    const timeBand = timeBands.findIndex(({ before }) => elapsedDays < before);
    if (timeBand < 0) break;
    const distanceMeters = measureStep(events.xs[event]! - x, events.ys[event]! - y, metric);
    const spaceBand = spaceBands.findIndex(({ before }) => distanceMeters < before);
    if (spaceBand >= 0) repeats.push({ event, distanceMeters, elapsedDays, spaceBand, timeBand });
  }
  return { repeats, watchUntilDays: timeDays + timeBands.at(-1)!.before };
}

/** How many of the ascending times are not after one. */
function countUntil(timesDays: ArrayLike<number>, timeDays: number): number {
  let low = 0;
  let high = timesDays.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timesDays[middle]! <= timeDays) low = middle + 1;
    else high = middle;
  }
  return low;
}
