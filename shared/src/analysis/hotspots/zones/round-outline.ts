import type { LngLat, PolygonGeometry } from '../../../schemas/geometry.ts';
import { computeConvexHull } from '../../geometry/convex-hull.ts';
import { computeSignedArea } from '../../geometry/disk-union/area-boundary.ts';
import type { LocalProjection } from '../../geometry/local-projection.ts';
import type { PlanarPoints } from './occupied-cells.ts';

/** A circle of so many corners has 99.4 % of its area. */
const CIRCLE_CORNERS = 32;

interface RoundOutline {
  readonly geometry: PolygonGeometry;
  readonly areaSquareMeters: number;
}

/** The convex hull of circles about points, counter-clockwise and in WGS-84; the circles are 32-gons with their corners on the rim. */
export function outlineCircles(
  { xs, ys }: PlanarPoints,
  radiusMeters: number,
  projection: LocalProjection,
): RoundOutline {
  const rimXs = new Float64Array(xs.length * CIRCLE_CORNERS);
  const rimYs = new Float64Array(rimXs.length);
  for (let k = 0; k < rimXs.length; k++) {
    const angle = (2 * Math.PI * (k % CIRCLE_CORNERS)) / CIRCLE_CORNERS;
    const point = Math.floor(k / CIRCLE_CORNERS);
    rimXs[k] = xs[point]! + radiusMeters * Math.cos(angle);
    rimYs[k] = ys[point]! + radiusMeters * Math.sin(angle);
  }
  const ring = Array.from(computeConvexHull({ xs: rimXs, ys: rimYs }), (k): [number, number] => [rimXs[k]!, rimYs[k]!]);
  const closed = [...ring, ring[0]!].map(([x, y]): LngLat => projection.inverse(x, y));
  return { geometry: { type: 'Polygon', coordinates: [closed] }, areaSquareMeters: computeSignedArea(ring) };
}
