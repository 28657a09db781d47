import type { LngLat } from '../../schemas/geometry.ts';
import type { UnitKind } from '../../schemas/unit.ts';
import { haversineDistanceMeters } from '../geometry/great-circle.ts';
import { USUAL_SPEEDS_METERS_PER_SECOND, estimateTravelSeconds } from '../positions/travel.ts';
import type { RoadGraph } from './road-graph.ts';

export interface Candidate {
  id: number;
  kind: UnitKind;
  place: LngLat;
}

export interface Arrival {
  id: number;
  /** Along roads, or straight. */
  distanceMeters: number;
  /** Whether a way along roads is known; else the straight line was taken, and streets allowed for. */
  isByRoad: boolean;
  seconds: number;
}

/** The sphere of straight distances and the plane of roads differ by less than this. */
const PLANE_TOLERANCE = 0.99;

/**
 * Who is at a place first, the first `count`: by usual speeds, along roads where they lead there. No road is shorter than the
 * straight line, so whoever could not be there in time by that is never looked up on the roads.
 */
export function rankArrivals(
  candidates: readonly Candidate[],
  place: LngLat,
  graph: RoadGraph | null,
  count: number,
): Arrival[] {
  const roads = graph?.from(place) ?? null;
  const byStraightTime = candidates
    .map((candidate) => {
      const straightMeters = haversineDistanceMeters(...place, ...candidate.place);
      const speed = USUAL_SPEEDS_METERS_PER_SECOND[candidate.kind];
      return { candidate, straightMeters, speed, leastSeconds: (straightMeters / speed) * PLANE_TOLERANCE };
    })
    .sort((a, b) => a.leastSeconds - b.leastSeconds);
  const first: Arrival[] = [];
  for (const { candidate, straightMeters, speed, leastSeconds } of byStraightTime) {
    if (first.length === count && leastSeconds >= first[count - 1]!.seconds) break;
    const { id, kind } = candidate;
    const roadMeters = roads?.to(candidate.place) ?? null;
    const arrival: Arrival =
      roadMeters === null
        ? { id, distanceMeters: straightMeters, isByRoad: false, seconds: estimateTravelSeconds(kind, straightMeters) }
        : { id, distanceMeters: roadMeters, isByRoad: true, seconds: roadMeters / speed };
    const at = first.findIndex(({ seconds }) => seconds > arrival.seconds);
    first.splice(at < 0 ? first.length : at, 0, arrival);
    if (first.length > count) first.pop();
  }
  return first;
}
