import type { Place, Unreadable } from '../../gateway/device-protocol.ts';
import { readNumber } from '../../gateway/device-time.ts';
import { findField, isObject, readText, type Field, type Fields } from './osmand.fields.ts';

export const LATITUDE = ['lat', 'latitude'];
export const LONGITUDE = ['lon', 'lng', 'long', 'longitude'];
/** Names of a place in forms that are not read here: a message that has one is no heartbeat. */
const OTHER_PLACES = [
  'coordinates',
  'coordinate',
  'position',
  'positions',
  'point',
  'geometry',
  'geojson',
  'geo',
  'gps',
  'geohash',
  'latlon',
  'latlng',
  'lonlat',
  'lnglat',
];

/** A number of degrees with its fraction cut off by a comma needs this many digits behind it to be taken for one: fewer may be a list of whole numbers. */
const COMMA_PAIR = /^([-+]?\d{1,2},\d{3,})\s*,\s*([-+]?\d{1,3},\d{3,})$/u;
/** Two numbers without decimal commas; what follows them (altitude, accuracy) is left alone where they have fractions. */
const POINT_PAIR =
  /^([-+]?\d+(?:\.\d+)?)\s*[,;\s]\s*([-+]?\d+(?:\.\d+)?)$|^([-+]?\d+\.\d+)\s*,\s*([-+]?\d+\.\d+)\s*(?:,.*)?$/u;
/** Fractions parted by what is no comma may have decimal commas. */
const PARTED_PAIR = /^([-+]?\d+[.,]\d+)\s*(?:;|\s)\s*([-+]?\d+[.,]\d+)$/u;
/** What is sent under another name of a place and may be one: two numbers at least, or something with parts. */
const MAY_BE_PLACE = /\d\D+\d/u;

/** Names that end like a latitude or a longitude and are none of ours, e.g. `gps_lat`, `longitud`, `lat[]`. */
const LIKE_DEGREES = /(?:lat|latitude?|lon|long|lng|longitude?)(?:\[\])?$/u;
/** Parts of a place inside something that has parts. */
const DEGREES_INSIDE = /"(?:lat|latitude|lon|lng|long|longitude|coordinates)"\s*:/iu;
/** Two numbers as fine as degrees of a place are, or a receiver's own sentence. */
const LIKE_PLACE = /\d{1,3}\.\d{3,}\D{1,3}\d{1,3}\.\d{3,}|^\$G[A-Z]{4},/u;
/** What clients say beside a place, which may have parts and numbers of its own. */
const BESIDE = new Set(['extras', 'attributes', 'activity', 'battery', 'event', 'useragent', 'ua']);

/** A field that may name a place in a form that is not read here. */
function findOtherPlace(layers: readonly Fields[]): Field | undefined {
  for (const layer of layers) {
    if (readNumber(layer.get('x')?.value) !== null && readNumber(layer.get('y')?.value) !== null) return layer.get('x');
    for (const [name, field] of layer) {
      if (BESIDE.has(name)) continue;
      const { value } = field;
      const hasParts = typeof value === 'object' && value !== null;
      if (OTHER_PLACES.includes(name) && (hasParts || MAY_BE_PLACE.test(readText(value)))) return field;
      if (hasParts ? DEGREES_INSIDE.test(JSON.stringify(value)) : LIKE_PLACE.test(readText(value))) return field;
      if (LIKE_DEGREES.test(name) && readNumber(value) !== null) return field;
    }
  }
  return undefined;
}

function readPair(text: string): Place | null {
  for (const form of [POINT_PAIR, PARTED_PAIR, COMMA_PAIR]) {
    const match = form.exec(text);
    const [lat, lng] = [match?.[1] ?? match?.[3], match?.[2] ?? match?.[4]].map(readNumber);
    if (typeof lat !== 'number' || typeof lng !== 'number') continue;
    // `34,3700` is one number with a decimal comma, not a place outside the world.
    if (!text.includes('.') && (Math.abs(lat) > 90 || Math.abs(lng) > 180)) return null;
    return { lat, lng };
  }
  return null;
}

/**
 * The place that a message names: latitude and longitude under any of their names, or `location=lat,lon`. Null when it
 * names none. A pair with decimal commas is read where it cannot mean anything else.
 */
export function readPlace(layers: readonly Fields[]): Place | Unreadable | null {
  const latitude = findField(layers, LATITUDE);
  const longitude = findField(layers, LONGITUDE);
  if (latitude && longitude) {
    const [lat, lng] = [readNumber(latitude.value), readNumber(longitude.value)];
    if (lat === null) return { field: latitude.path, reason: 'is no number of degrees' };
    return lng === null ? { field: longitude.path, reason: 'is no number of degrees' } : { lat, lng };
  }
  if (latitude) return { field: latitude.path, reason: 'comes without a longitude (`lon`, `lng` or `longitude`)' };
  if (longitude) return { field: longitude.path, reason: 'comes without a latitude (`lat` or `latitude`)' };
  const coords = findField(layers, ['coords']);
  if (coords && !isObject(coords.value))
    return { field: coords.path, reason: 'is no object with `latitude` and `longitude`' };
  const location = findField(layers, ['location', 'locations']);
  if (location && !isObject(location.value)) {
    const pair = typeof location.value === 'string' ? readPair(location.value.trim()) : null;
    return pair ?? { field: location.path, reason: 'is neither `latitude,longitude` nor an object with them' };
  }
  const other = findOtherPlace(layers);
  return other
    ? { field: other.path, reason: 'names a place in a form that is not read here: send `lat` and `lon`' }
    : null;
}
