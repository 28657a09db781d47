import type { PolygonGeometry } from '../../schemas/geometry.ts';
import { computeSignedArea } from '../geometry/disk-union/area-boundary.ts';
import { createLocalProjection } from '../geometry/local-projection.ts';

/** The ground within the outer ring of a polygon on WGS-84, square metres of the ellipsoid. */
export function computeGroundSquareMeters({ coordinates: [outer = []] }: Pick<PolygonGeometry, 'coordinates'>): number {
  const [first] = outer;
  if (first === undefined) return 0;
  const projection = createLocalProjection(...first);
  return Math.abs(computeSignedArea(outer.map(([lng, lat]) => projection.forward(lng, lat))));
}
