import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';

/** The boundary as an area, or what is wrong with it: the rest of a sentence that begins with the file's name. */
type BoundaryReading = { ok: true; boundary: AreaGeometry } | { ok: false; problem: string };

type Json = Record<string, unknown>;
type Rings = LngLat[][];

/** Deeper than any file wraps its only polygon. */
const MOST_WRAPPINGS = 20;
/** The first place again at the end: a triangle has four. */
const LEAST_PLACES = 4;

class BoundaryProblem extends Error {}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is unknown[] => Array.isArray(value);

/** Longitude and latitude of a position; a height behind them, as KML and QGIS write it, is dropped. */
function readPosition(value: unknown): LngLat {
  if (!isList(value) || value.length < 2)
    throw new BoundaryProblem('the boundary has a place that is no [longitude, latitude]');
  const [lng, lat] = value;
  if (typeof lng !== 'number' || typeof lat !== 'number' || !Number.isFinite(lng) || !Number.isFinite(lat))
    throw new BoundaryProblem('the boundary has a place that is no number');
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90)
    throw new BoundaryProblem(
      `the boundary has a place ${lng}, ${lat}, which is no longitude and latitude: export it in degrees, WGS-84 (EPSG:4326)`,
    );
  return [lng, lat];
}

function readRing(value: unknown): LngLat[] {
  if (!isList(value)) throw new BoundaryProblem('the boundary has a ring that is no list of places');
  const ring = value.map(readPosition);
  const [first, last] = [ring[0], ring.at(-1)];
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push([...first]);
  if (ring.length < LEAST_PLACES) throw new BoundaryProblem('the boundary has a ring of fewer than three places');
  return ring;
}

function readRings(value: unknown): Rings {
  if (!isList(value) || value.length === 0) throw new BoundaryProblem('the boundary has a polygon without a ring');
  return value.map(readRing);
}

/** The polygons of any GeoJSON that holds nothing but polygons. */
function collectPolygons(value: unknown, wrappings: number): Rings[] {
  if (!isObject(value) || wrappings > MOST_WRAPPINGS)
    throw new BoundaryProblem('the boundary is no GeoJSON Polygon or MultiPolygon');
  const { type, coordinates, geometry, geometries, features } = value;
  if (type === 'Polygon') return [readRings(coordinates)];
  if (type === 'MultiPolygon' && isList(coordinates)) return coordinates.map(readRings);
  if (type === 'Feature') return collectPolygons(geometry, wrappings + 1);
  const parts = type === 'FeatureCollection' ? features : type === 'GeometryCollection' ? geometries : undefined;
  if (isList(parts)) return parts.flatMap((part) => collectPolygons(part, wrappings + 1));
  throw new BoundaryProblem(
    typeof type === 'string'
      ? `the boundary is a ${type}, and must be a Polygon or MultiPolygon`
      : 'the boundary is no GeoJSON Polygon or MultiPolygon',
  );
}

/**
 * The area of a boundary however GeoJSON (RFC 7946) wraps it: a Polygon or MultiPolygon, with heights or without, alone or
 * in a Feature, a FeatureCollection or a GeometryCollection; several polygons become one area, open rings are closed.
 */
export function readBoundary(value: unknown): BoundaryReading {
  try {
    const polygons = collectPolygons(value, 0);
    const [only] = polygons;
    if (!only) return { ok: false, problem: 'the boundary has no polygon' };
    return {
      ok: true,
      boundary:
        polygons.length === 1
          ? { type: 'Polygon', coordinates: only }
          : { type: 'MultiPolygon', coordinates: polygons },
    };
  } catch (error) {
    if (error instanceof BoundaryProblem) return { ok: false, problem: error.message };
    throw error;
  }
}
