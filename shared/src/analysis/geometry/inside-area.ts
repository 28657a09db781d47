import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { AreaGeometry } from '../../schemas/geometry.ts';

/**
 * Whether a place `[lng, lat]` lies in an area: in one of its polygons (their edges are part of them) and in none of its
 * holes. By Turf, exact to the last bit (Hao et al. 2018). For thousands of places and one area see `createAreaBoundary`.
 */
export function isInsideArea([lng, lat]: readonly [number, number], area: AreaGeometry): boolean {
  return booleanPointInPolygon([lng, lat], area);
}
