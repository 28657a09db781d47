import { polygon } from '@turf/helpers';
import { pointToPolygonDistance } from '@turf/point-to-polygon-distance';
import { LEAST_CORNERS, type LngLat } from '../../schemas/geometry.ts';
import { POST_RANGE_METERS } from '../../schemas/lookout.ts';
import type { WatchShape } from '../../schemas/watch-shape.ts';
import { isSimpleRing } from '../geometry/simple-ring.ts';
import { computeGroundSquareMeters } from './ground-area.ts';
import { findFarthestMeters } from './seen-shape.ts';

export const DRAWN_GROUND_LIMITS = {
  /** Nobody sees farther; a detection range is no longer either. */
  farthestMeters: POST_RANGE_METERS.maximum,
  /** A ground may lie apart from its lookout, as a camera's does: so far at most. */
  apartMeters: 500,
  leastSquareMeters: 100,
};

/** Why nobody can see a ground that was drawn. */
export type WatchShapeProblem = 'ground-not-closed' | 'ground-crosses-itself' | 'ground-too-small' | 'ground-too-far';

/** What is wrong with a shape for a lookout at a place, or null. What passes is valid for PostGIS too. */
export function findShapeProblem(position: LngLat, shape: WatchShape): WatchShapeProblem | null {
  if (shape.kind !== 'ground') return null;
  const { geometry } = shape;
  const ring = geometry.coordinates[0]!;
  const isSame = (a: LngLat, b: LngLat): boolean => a[0] === b[0] && a[1] === b[1];
  if (!isSame(ring[0]!, ring.at(-1)!)) return 'ground-not-closed';
  // A corner said twice in a row, as by a double click, would count as a crossing.
  const corners = ring.filter((corner, i) => i === 0 || !isSame(corner, ring[i - 1]!));
  if (corners.length <= LEAST_CORNERS) return 'ground-too-small';
  if (!isSimpleRing(corners)) return 'ground-crosses-itself';
  if (computeGroundSquareMeters(geometry) < DRAWN_GROUND_LIMITS.leastSquareMeters) return 'ground-too-small';
  if (findFarthestMeters(position, geometry) > DRAWN_GROUND_LIMITS.farthestMeters) return 'ground-too-far';
  // Negative inside.
  const apartMeters = pointToPolygonDistance(position, polygon([corners]), { units: 'meters' });
  return apartMeters <= DRAWN_GROUND_LIMITS.apartMeters ? null : 'ground-too-far';
}
