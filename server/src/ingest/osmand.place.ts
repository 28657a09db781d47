import { readNumber } from './device-time.ts';
import { findField, isObject, readText, type Fields } from './osmand.fields.ts';

export const LATITUDE = ['lat', 'latitude'];
export const LONGITUDE = ['lon', 'lng', 'long', 'longitude'];
/** Names of a place in forms that are not read here: a message that has one is no heartbeat. */
const OTHER_PLACES = ['coordinates', 'coordinate', 'position', 'positions', 'point', 'geometry', 'geojson', 'geo', 'gps', 'geohash', 'latlon', 'latlng', 'lonlat', 'lnglat'];

/** A number of degrees with its fraction cut off by a comma needs this many digits behind it to be taken for one: fewer may be a list of whole numbers. */
const COMMA_PAIR = /^([-+]?\d{1,2},\d{3,})\s*,\s*([-+]?\d{1,3},\d{3,})$/u;
/** Two numbers without decimal commas; what follows them (altitude, accuracy) is left alone where they have fractions. */
const POINT_PAIR = /^([-+]?\d+(?:\.\d+)?)\s*[,;\s]\s*([-+]?\d+(?:\.\d+)?)$|^([-+]?\d+\.\d+)\s*,\s*([-+]?\d+\.\d+)\s*(?:,.*)?$/u;
/** Fractions parted by what is no comma may have decimal commas. */
const PARTED_PAIR = /^([-+]?\d+[.,]\d+)\s*(?:;|\s)\s*([-+]?\d+[.,]\d+)$/u;
/** What is sent under another name of a place and may be one: two numbers at least, or something with parts. */
const MAY_BE_PLACE = /\d\D+\d/u;

/** Degrees of WGS-84, as sent: out of range is for the rules to judge. */
export interface Place {
  lat: number;
  lng: number;
}

/** What cannot be read, and why. */
export interface Unreadable {
  field: string;
  reason: string;
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
  if (coords && !isObject(coords.value)) return { field: coords.path, reason: 'is no object with `latitude` and `longitude`' };
  const location = findField(layers, ['location', 'locations']);
  if (location && !isObject(location.value)) {
    const pair = typeof location.value === 'string' ? readPair(location.value.trim()) : null;
    return pair ?? { field: location.path, reason: 'is neither `latitude,longitude` nor an object with them' };
  }
  const other = layers.flatMap((layer) => OTHER_PLACES.flatMap((name) => layer.get(name) ?? [])).find(({ value }) => typeof value === 'object' || MAY_BE_PLACE.test(readText(value)));
  return other ? { field: other.path, reason: 'names a place in a form that is not read here: send `lat` and `lon`' } : null;
}
