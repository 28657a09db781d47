import type { LngLat, PolygonGeometry } from '../../schemas/geometry.ts';
import type { Sector } from '../../schemas/watch-shape.ts';
import { createLocalProjection } from '../geometry/local-projection.ts';

/** Chords of an arc stay this close to it, inside, metres: an arc of 120° at 400 m loses 0.03 % of its area. */
export const SECTOR_ARC_ERROR_METERS = 0.1;

const FULL_DEGREES = 360;

/**
 * The outline of a sector around a place, on WGS-84, counter-clockwise; of 360° it is the circle's. Its corners lie on
 * the circle, so it is part of the disk. Throws RangeError for a range or an angle that is not positive.
 */
export function drawSector(
  position: LngLat,
  rangeMeters: number,
  { bearingDegrees, angleDegrees }: Pick<Sector, 'bearingDegrees' | 'angleDegrees'>,
): PolygonGeometry {
  if (!(rangeMeters > 0 && angleDegrees > 0 && angleDegrees <= FULL_DEGREES))
    throw new RangeError('A sector needs a positive range and an angle of at most 360°');
  const projection = createLocalProjection(...position);
  const widest = 2 * Math.acos(Math.max(0, 1 - SECTOR_ARC_ERROR_METERS / rangeMeters));
  const isCircle = angleDegrees === FULL_DEGREES;
  const chords = Math.max(isCircle ? 3 : 1, Math.ceil((angleDegrees * Math.PI) / 180 / widest));
  const ring: LngLat[] = isCircle ? [] : [position];
  for (let k = 0; k < chords + (isCircle ? 0 : 1); k++) {
    const bearing = ((bearingDegrees + angleDegrees * (0.5 - k / chords)) * Math.PI) / 180;
    ring.push(projection.inverse(rangeMeters * Math.sin(bearing), rangeMeters * Math.cos(bearing)));
  }
  ring.push(ring[0]!);
  return { type: 'Polygon', coordinates: [ring] };
}
