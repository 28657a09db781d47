import type { Geometry } from 'geojson';
import { recogniseName, type SaidSystem } from '../coordinate-systems/recognise-system.ts';
import { openFeatures, type FeatureLike } from './feature-rows.ts';
import { FileRefused } from './file-refused.ts';
import type { IncidentFile } from './incident-file.ts';
import { parseJsonTexts } from './json-texts.ts';
import { readText } from './text-encoding.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is Json[] => Array.isArray(value) && value.every(isObject);
/** A collection as programs write it that left a gap where a feature was deleted. */
const isFeatureList = (value: unknown): value is Array<Json | null> =>
  Array.isArray(value) && value.every((one) => one === null || isObject(one));

const GEOMETRIES = new Set<unknown>([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);
const isGeometry = (value: unknown): value is Geometry =>
  isObject(value) &&
  GEOMETRIES.has(value['type']) &&
  (Array.isArray(value['coordinates']) || Array.isArray(value['geometries']));

/** Services wrap their lists in a page or two. */
const MAX_WRAPPINGS = 3;
/** One object by itself is a record when it says a few things. */
const LEAST_PROPERTIES = 2;

interface Collected {
  features: FeatureLike[];
  hasGeometry: boolean;
}

/** A feature of GeoJSON (RFC 7946) or of Esri's JSON, a geometry alone, or a plain record with or without a geometry in it. */
function toFeatures(value: Json): Collected {
  if (value['type'] === 'Feature')
    return {
      features: [
        {
          geometry: isGeometry(value['geometry']) ? value['geometry'] : null,
          properties: isObject(value['properties']) ? value['properties'] : null,
          id: value['id'],
        },
      ],
      hasGeometry: true,
    };
  if (value['type'] === 'FeatureCollection') {
    if (!isFeatureList(value['features'])) throw new FileRefused('json-no-records');
    return collect(value['features'].filter(isObject), true);
  }
  if (isGeometry(value)) {
    const points: Geometry[] =
      value.type === 'MultiPoint' ? value.coordinates.map((coordinates) => ({ type: 'Point', coordinates })) : [value];
    return { features: points.map((geometry) => ({ geometry, properties: null })), hasGeometry: true };
  }
  const { geometry, attributes, ...rest } = value;
  if (isObject(attributes)) {
    const point: Geometry | null =
      isObject(geometry) && typeof geometry['x'] === 'number' && typeof geometry['y'] === 'number'
        ? { type: 'Point', coordinates: [geometry['x'], geometry['y']] }
        : null;
    return { features: [{ geometry: point, properties: attributes }], hasGeometry: point !== null };
  }
  if (isGeometry(geometry))
    return {
      features: [{ geometry, properties: attributes === undefined ? rest : { ...rest, attributes } }],
      hasGeometry: true,
    };
  return { features: [{ properties: value }], hasGeometry: false };
}

function collect(values: readonly Json[], hasGeometry = false): Collected {
  const parts = values.map(toFeatures);
  return {
    features: parts.flatMap(({ features }) => features),
    hasGeometry: hasGeometry || parts.some((part) => part.hasGeometry),
  };
}

/** The longest list of objects in what a service wraps around it; null where there is none. */
function findList(value: Json, wrappings: number): Json[] | null {
  let longest: Json[] | null = null;
  for (const inner of Object.values(value)) {
    const found =
      isList(inner) && inner.length > 0
        ? inner
        : isObject(inner) && wrappings > 1
          ? findList(inner, wrappings - 1)
          : null;
    if (found && found.length > (longest?.length ?? 0)) longest = found;
  }
  return longest;
}

function collectOne(value: Json): Collected {
  if (value['type'] === 'Feature' || value['type'] === 'FeatureCollection' || isGeometry(value))
    return toFeatures(value);
  const list = findList(value, MAX_WRAPPINGS);
  if (list) return collect(list);
  const isRecord =
    isObject(value['attributes']) ||
    isGeometry(value['geometry']) ||
    Object.values(value).filter((said) => said !== null && typeof said !== 'object').length >= LEAST_PROPERTIES;
  if (!isRecord) throw new FileRefused('json-no-records');
  return toFeatures(value);
}

/**
 * What a collection says its places are in: the member `crs` of GeoJSON of 2008 (RFC 7946 has no other system than
 * WGS-84, and programs still write it), or `spatialReference` of Esri's JSON.
 */
function findSaidSystem({ crs, spatialReference }: Json): SaidSystem | null {
  const properties = isObject(crs) ? crs['properties'] : null;
  const name = isObject(properties)
    ? (properties['name'] ?? properties['code'])
    : isObject(spatialReference)
      ? (spatialReference['latestWkid'] ?? spatialReference['wkid'])
      : null;
  if (typeof name === 'number') return recogniseName(`EPSG:${name}`);
  return typeof name === 'string' ? recogniseName(name) : null;
}

/**
 * Opens JSON of any form that lists of points come in: a GeoJSON FeatureCollection, Feature or geometry (RFC 7946), one
 * feature or record a line or after a record separator (RFC 8142), a plain list of records, or any of these wrapped in an
 * object. `encoding` as it was chosen; null = found.
 * @throws FileRefused `json-…`
 */
export function openJson(bytes: Buffer, encoding: string | null): IncidentFile {
  const { text, encoding: used, watch } = readText(bytes, encoding);
  const values = parseJsonTexts(text);
  const [first] = values;
  let collected: Collected;
  if (values.length > 1 && isList(values)) collected = collect(values);
  else if (values.length === 1 && isList(first)) collected = collect(first);
  else if (values.length === 1 && isObject(first)) collected = collectOne(first);
  else throw new FileRefused('json-no-records');
  return openFeatures(collected.features, collected.hasGeometry, {
    encoding: used,
    watch,
    saidSystem: collected.hasGeometry && isObject(first) ? findSaidSystem(first) : null,
  });
}
