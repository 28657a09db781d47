import { computeDbscan } from './dbscan.ts';
import type { PlanarPoints } from './occupied-cells.ts';

export interface TimedPoints extends PlanarPoints {
  /** Unix milliseconds. */
  readonly timesMs: ArrayLike<number>;
}

/** A place where events recur. */
export interface RepeatPlace {
  /** Mean of the events' coordinates, metres. */
  x: number;
  y: number;
  firstMs: number;
  lastMs: number;
  /** Numbers of the events, ascending. */
  members: number[];
}

/** Most geocoders and phones put the same door within it; neighbouring shops are further apart. */
const DEFAULT_REACH_METERS = 10;

/**
 * Places with at least two events, most events first, of equally many the one with the latest event. Events belong to one
 * place if steps of at most `reachMeters` lead from one to the other, so a chain of doors can be one place. Events
 * without a finite place or time are left out. Throws RangeError unless the reach is positive and finite.
 */
export function findRepeatPlaces(
  { xs, ys, timesMs }: TimedPoints,
  { reachMeters = DEFAULT_REACH_METERS }: { reachMeters?: number } = {},
): RepeatPlace[] {
  const timedXs = Float64Array.from(xs, (x, i) => (Number.isFinite(timesMs[i]!) ? x : Number.NaN));
  const { labels, sizes } = computeDbscan({ xs: timedXs, ys }, { epsMeters: reachMeters, minPoints: 2 });
  const places = Array.from(sizes, (): RepeatPlace => ({
    x: 0,
    y: 0,
    firstMs: Infinity,
    lastMs: -Infinity,
    members: [],
  }));
  labels.forEach((label, i) => {
    if (label === 0) return;
    const place = places[label - 1]!;
    place.members.push(i);
    place.x += xs[i]! / sizes[label - 1]!;
    place.y += ys[i]! / sizes[label - 1]!;
    place.firstMs = Math.min(place.firstMs, timesMs[i]!);
    place.lastMs = Math.max(place.lastMs, timesMs[i]!);
  });
  return places.sort((a, b) => b.members.length - a.members.length || b.lastMs - a.lastMs);
}
