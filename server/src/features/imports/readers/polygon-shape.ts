import type { Geometry, Position } from 'geojson';
import type { LngLat, MultiPolygonGeometry } from '@liaowang/shared/schemas/geometry';

/** Fewest places of a closed ring. */
const LEAST_RING = 4;

/** Why a shape of a file is no area. */
export type ShapeProblem = 'no-polygon' | 'not-degrees';

/**
 * The polygons of a file's shape in WGS-84, heights left out and rings closed; lines and points beside polygons are left
 * out. `toWgs84` converts what is written there; null of it means that a place cannot be on the earth.
 */
export function readPolygons(
  shape: Geometry | null | undefined,
  toWgs84: (x: number, y: number) => LngLat | null,
): { geometry: MultiPolygonGeometry } | { problem: ShapeProblem } {
  const polygons = gatherPolygons(shape);
  if (polygons.length === 0) return { problem: 'no-polygon' };
  const coordinates: LngLat[][][] = [];
  for (const rings of polygons) {
    const read: LngLat[][] = [];
    for (const ring of rings) {
      const places = readRing(ring, toWgs84);
      if (places === null) return { problem: 'not-degrees' };
      if (places.length >= LEAST_RING) read.push(places);
      // Without its outer ring a polygon has no ground, whatever holes it has.
      else if (read.length === 0) break;
    }
    if (read.length > 0) coordinates.push(read);
  }
  return coordinates.length > 0 ? { geometry: { type: 'MultiPolygon', coordinates } } : { problem: 'no-polygon' };
}

function gatherPolygons(shape: Geometry | null | undefined): Position[][][] {
  switch (shape?.type) {
    case 'Polygon':
      return Array.isArray(shape.coordinates) ? [shape.coordinates] : [];
    case 'MultiPolygon':
      return Array.isArray(shape.coordinates) ? shape.coordinates.filter(Array.isArray) : [];
    case 'GeometryCollection':
      return Array.isArray(shape.geometries) ? shape.geometries.flatMap(gatherPolygons) : [];
    default:
      return [];
  }
}

/** A ring, closed and without places said twice in a row; null where one is no place on the earth. */
function readRing(ring: unknown, toWgs84: (x: number, y: number) => LngLat | null): LngLat[] | null {
  if (!Array.isArray(ring)) return [];
  const places: LngLat[] = [];
  for (const position of ring as readonly unknown[]) {
    const [x, y] = Array.isArray(position) ? (position as readonly unknown[]) : [];
    const place = typeof x === 'number' && typeof y === 'number' ? toWgs84(x, y) : null;
    if (place === null || !isOnEarth(place)) return null;
    const before = places.at(-1);
    if (before === undefined || before[0] !== place[0] || before[1] !== place[1]) places.push(place);
  }
  const [first, last] = [places[0], places.at(-1)];
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) places.push([first[0], first[1]]);
  return places;
}

function isOnEarth([lng, lat]: LngLat): boolean {
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
}
