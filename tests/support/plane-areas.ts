import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';

/** Of scenes that are told in metres, near the demo city. */
export const projection = createLocalProjection(118.35, 34.25);

/** The place so many metres east and north of the scene's origin. */
export const at = (x: number, y: number): LngLat => projection.inverse(x, y);

/** A closed ring of corners in metres. */
export const ring = (...corners: [number, number][]): LngLat[] => [...corners, corners[0]!].map(([x, y]) => at(x, y));

/** Areas of 4 by 3 km: whole, with a hole, and in two parts. */
export const AREAS: Record<string, AreaGeometry> = {
  square: { type: 'Polygon', coordinates: [ring([0, 0], [4_000, 0], [4_000, 3_000], [0, 3_000])] },
  'with a hole': {
    type: 'Polygon',
    coordinates: [
      ring([0, 0], [4_000, 0], [4_000, 3_000], [0, 3_000]),
      ring([1_000, 1_000], [1_000, 2_000], [2_000, 2_000], [2_000, 1_000]),
    ],
  },
  'two apart': {
    type: 'MultiPolygon',
    coordinates: [
      [ring([0, 0], [1_500, 0], [1_500, 3_000], [0, 3_000])],
      [ring([2_500, 500], [4_000, 0], [3_500, 2_500])],
    ],
  },
};
