import type { AreaGeometry, LngLat } from '../../schemas/geometry.ts';
import type { LocalizedName } from '../../schemas/text.ts';
import { isInsideArea } from '../geometry/inside-area.ts';
import { createLocalProjection, type LocalProjection } from '../geometry/local-projection.ts';
import { computeSegmentDistance } from '../geometry/segment-distance.ts';
import type { NearestStreet, StreetIndex } from './street-index.ts';

/** A place that people know by its name. */
export interface Landmark {
  name: LocalizedName;
  /** Its middle, where it is ground. */
  position: LngLat;
  ground?: {
    geometry: AreaGeometry;
    /** No part of it lies farther from {@link Landmark.position}. */
    radiusMeters: number;
  };
}

/** A landmark as people say where something is from it. */
export interface NearestLandmark {
  name: LocalizedName;
  isInside: boolean;
  /** To its outline, where it is ground; 0 = inside. */
  distanceMeters: number;
  /** From its middle to the place, eighths of a turn clockwise from north, 0–7; null = inside, or right beside it. */
  compassPoint: number | null;
}

export interface KnownPlaces {
  streets: StreetIndex;
  /** Known in their neighbourhood: lookouts, schools, markets, stations. Of two equally near the first is named. */
  landmarks: readonly Landmark[];
  /** Known from afar: what is said where no landmark is near. */
  towns: readonly Landmark[];
}

/** Half a block: who stands farther from a street is not in it. */
const ON_STREET_METERS = 130;
/** A landmark says more than its town, but only to those who can see it or walk there. */
const LANDMARK_WITHIN_METERS = 1_200;
const BESIDE_METERS = 60;

/** The street that a place is in, or null. */
export function findStreet(place: LngLat, { streets }: Pick<KnownPlaces, 'streets'>): NearestStreet | null {
  return streets.findNearest(place, ON_STREET_METERS);
}

/** The nearest place that people know, with bearing and distance from there: a landmark, a town where none is near; null where nothing is known. */
export function findLandmark(
  place: LngLat,
  { landmarks, towns }: Pick<KnownPlaces, 'landmarks' | 'towns'>,
): NearestLandmark | null {
  const plane = createLocalProjection(...place);
  const near = findNearest(place, landmarks, plane);
  return near && near.distanceMeters <= LANDMARK_WITHIN_METERS ? near : (findNearest(place, towns, plane) ?? near);
}

/** `plane` lies around the place. */
function findNearest(place: LngLat, candidates: readonly Landmark[], plane: LocalProjection): NearestLandmark | null {
  let nearest: NearestLandmark | null = null;
  for (const { name, position, ground } of candidates) {
    const [x, y] = plane.forward(...position);
    const leastMeters = Math.hypot(x, y) - (ground?.radiusMeters ?? 0);
    if (nearest && leastMeters >= nearest.distanceMeters) continue;
    const isInside = ground !== undefined && isInsideArea(place, ground.geometry);
    const distanceMeters = isInside ? 0 : ground ? computeOutlineDistance(ground.geometry, plane) : leastMeters;
    if (nearest && distanceMeters >= nearest.distanceMeters) continue;
    // The landmark lies at (x, y) from the place, so the place lies the other way.
    const turn = Math.atan2(-x, -y) / (2 * Math.PI);
    const compassPoint = distanceMeters <= BESIDE_METERS ? null : (Math.round(turn * 8) + 8) % 8;
    nearest = { name, isInside, distanceMeters, compassPoint };
  }
  return nearest;
}

/** From the middle of a plane to the nearest edge, holes' edges among them: who stands in a courtyard is near its wall. */
function computeOutlineDistance(ground: AreaGeometry, plane: LocalProjection): number {
  const rings = ground.type === 'Polygon' ? ground.coordinates : ground.coordinates.flat();
  let least = Infinity;
  for (const ring of rings) {
    const corners = ring.map((corner) => plane.forward(...corner));
    for (let i = 1; i < corners.length; i++)
      least = Math.min(least, computeSegmentDistance([0, 0], corners[i - 1]!, corners[i]!));
  }
  return least;
}
