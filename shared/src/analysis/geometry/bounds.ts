import { bbox } from '@turf/bbox';
import type { Geometry } from 'geojson';

/** West, south, east, north of one or several shapes that are not empty, in their own units (degrees). */
export function computeBounds(shape: Geometry | Geometry[]): [number, number, number, number] {
  const [west, south, east, north] = bbox(
    Array.isArray(shape) ? { type: 'GeometryCollection', geometries: shape } : shape,
  );
  return [west!, south!, east!, north!];
}
