import type { Geometry, Position } from 'geojson';
import type { LngLat } from '@liaowang/shared/schemas/geometry';

type Convert = (x: number, y: number) => LngLat | null;

/** A ring has four places at least, the last of them the first. */
const LEAST_RING = 4;

class NotDegrees extends Error {}

function readPlace(position: unknown, convert: Convert): LngLat {
  const [x, y] = Array.isArray(position) ? (position as readonly unknown[]) : [];
  const place = typeof x === 'number' && typeof y === 'number' ? convert(x, y) : null;
  if (place === null || Math.abs(place[0]) > 180 || Math.abs(place[1]) > 90) throw new NotDegrees();
  return place;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const readLine = (line: unknown, convert: Convert): LngLat[] => list(line).map((place) => readPlace(place, convert));
function readRing(ring: unknown, convert: Convert): LngLat[] {
  const places = readLine(ring, convert);
  const [first, last] = [places[0], places.at(-1)];
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) places.push([first[0], first[1]]);
  return places;
}
function readRings(rings: unknown, convert: Convert): Position[][] {
  const [outer, ...holes] = list(rings).map((ring) => readRing(ring, convert));
  return outer && outer.length >= LEAST_RING ? [outer, ...holes.filter((ring) => ring.length >= LEAST_RING)] : [];
}

function readParts(shape: Geometry | null | undefined, convert: Convert): Geometry[] {
  switch (shape?.type) {
    case 'Point':
      return [{ type: 'Point', coordinates: readPlace(shape.coordinates, convert) }];
    case 'MultiPoint':
      return readLine(shape.coordinates, convert).map((coordinates) => ({ type: 'Point', coordinates }));
    case 'LineString':
    case 'MultiLineString': {
      const lines = (shape.type === 'LineString' ? [shape.coordinates] : list(shape.coordinates))
        .map((line) => readLine(line, convert))
        .filter((line) => line.length > 1);
      return lines.length > 0 ? [{ type: 'MultiLineString', coordinates: lines }] : [];
    }
    case 'Polygon':
    case 'MultiPolygon': {
      const polygons = (shape.type === 'Polygon' ? [shape.coordinates] : list(shape.coordinates))
        .map((rings) => readRings(rings, convert))
        .filter((rings) => rings.length > 0);
      return polygons.length > 0 ? [{ type: 'MultiPolygon', coordinates: polygons }] : [];
    }
    case 'GeometryCollection':
      return (list(shape.geometries) as Geometry[]).flatMap((part) => readParts(part, convert));
    default:
      return [];
  }
}

/**
 * The parts of a file's shape in WGS-84, heights left out and rings closed: points one by one, lines and polygons together
 * as they come. Null = a place of it cannot be on the earth.
 */
export function readAnyShape(shape: Geometry | null | undefined, convert: Convert): Geometry[] | null {
  try {
    return readParts(shape, convert);
  } catch (error) {
    if (error instanceof NotDegrees) return null;
    throw error;
  }
}

/** All places of a shape that {@link readAnyShape} gave. */
export function listPlaces(shape: Geometry): LngLat[] {
  if (shape.type === 'Point') return [shape.coordinates as LngLat];
  if (shape.type === 'MultiLineString') return shape.coordinates.flat() as LngLat[];
  if (shape.type === 'MultiPolygon') return shape.coordinates.flat(2) as LngLat[];
  return [];
}
