import type { PositionReport } from '@liaowang/shared/schemas/position';

/*
 * The OsmAnd protocol as three generations of Traccar Client speak it, and OsmAnd itself: parameters in the URL,
 * form-encoded bodies, JSON objects and arrays. Field facts: Traccar's OsmAndProtocolDecoder and the clients' sources.
 */

/** One message of one device: where it is, if it says so, and whether its SOS button was pressed. */
export interface OsmandMessage {
  deviceId: string;
  /** Null: a heartbeat, or a place that cannot be read (`unreadable` says why). */
  report: PositionReport | null;
  unreadable: 'no-position' | 'invalid-time' | 'invalid-coordinates' | null;
  sos: boolean;
  timeMs: number;
  batteryPercent: number | null;
  charging: boolean | null;
}

export type ParsedOsmand = { ok: true; messages: OsmandMessage[] } | { ok: false; field: string; reason: string };

type Fields = Record<string, unknown>;

/** Traccar Client sends at most this many in one request. */
const MAX_MESSAGES = 100;
/** Longest device id taken: as long as the register keeps. */
const MAX_DEVICE_ID = 128;
const METERS_PER_SECOND_PER_KNOT = 1852 / 3600;
/** Epoch values below this are seconds, above it milliseconds: 1e11 s is the year 5138, 1e11 ms is 1973. */
const FIRST_MILLISECONDS = 1e11;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Traccar's `osmand.minAccuracy`: the SDK of generation 9 claims a few metres wherever it has a fix at all, so a claim
 * below this is taken as "good" and kept as 0, as Traccar does.
 */
const MIN_SDK_ACCURACY_METERS = 10;

/** The device a message names, or null. A NUL cannot be stored in any text column, so no device has one. */
function toDeviceId(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const deviceId = String(value);
  return deviceId.length > 0 && deviceId.length <= MAX_DEVICE_ID && !deviceId.includes('\0') ? deviceId : null;
}

/** A finite number of a number or numeric text, or null. */
function toNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** A number that devices replace by −1 when they do not know it. */
function toKnownNumber(value: unknown): number | null {
  const number = toNumber(value);
  return number === null || number < 0 ? null : number;
}

/** Yes or no as JSON or text say it, or null. */
function toFlag(value: unknown): boolean | null {
  if (value === true || value === 'true' || value === '1') return true;
  return value === false || value === 'false' || value === '0' ? false : null;
}

/** Epoch milliseconds of seconds, milliseconds, ISO text or `yyyy-MM-dd HH:mm:ss` (UTC); NaN when it is none of them. */
export function parseOsmandTime(value: unknown): number {
  const number = toNumber(value);
  if (number !== null) return number < FIRST_MILLISECONDS ? number * 1000 : number;
  if (typeof value !== 'string') return Number.NaN;
  const plain = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(value.trim());
  return Date.parse(plain ? `${plain[1]}T${plain[2]}Z` : value);
}

function normalizeHeading(value: unknown): number | null {
  const heading = toKnownNumber(value);
  return heading === null ? null : heading % 360;
}

function build(deviceId: string, timeMs: number, lat: number | null, lng: number | null, rest: Omit<PositionReport, 'deviceId' | 'fixTimeMs' | 'lat' | 'lng'>, sos: boolean): OsmandMessage {
  const base = { deviceId, sos, timeMs: Math.round(timeMs), batteryPercent: rest.batteryPercent, charging: rest.charging };
  if (Number.isNaN(timeMs) || Math.abs(timeMs) > 8.64e15) return { ...base, timeMs: Number.NaN, report: null, unreadable: 'invalid-time' };
  if (lat === null || lng === null) return { ...base, report: null, unreadable: 'no-position' };
  return { ...base, unreadable: null, report: { deviceId, fixTimeMs: base.timeMs, lat, lng, ...rest } };
}

/** The flat form: URL parameters, form fields, or the same names in JSON. Speed in knots. */
function readFlat(fields: Fields, receivedAtMs: number): OsmandMessage | null {
  const deviceId = toDeviceId(fields['id'] ?? fields['deviceid'] ?? fields['device_id']);
  if (deviceId === null) return null;
  const [pairLat, pairLng] = typeof fields['location'] === 'string' ? fields['location'].split(',') : [];
  const speedKnots = toKnownNumber(fields['speed']);
  return build(
    deviceId,
    fields['timestamp'] === undefined ? receivedAtMs : parseOsmandTime(fields['timestamp']),
    toNumber(fields['lat'] ?? pairLat),
    toNumber(fields['lon'] ?? pairLng),
    {
      speedMetersPerSecond: speedKnots === null ? null : speedKnots * METERS_PER_SECOND_PER_KNOT,
      headingDegrees: normalizeHeading(fields['bearing'] ?? fields['heading']),
      accuracyMeters: toKnownNumber(fields['accuracy']),
      altitudeMeters: toNumber(fields['altitude']),
      batteryPercent: toKnownNumber(fields['batt']),
      charging: toFlag(fields['charge']),
      mock: toFlag(fields['mock']) ?? false,
    },
    fields['alarm'] === 'sos',
  );
}

/** The nested JSON of Traccar Client 9. Speed in metres per second, −1 = unknown; battery level 0–1. */
function readNested(message: Fields, location: Fields): OsmandMessage | null {
  const deviceId = toDeviceId(message['device_id'] ?? message['id']);
  if (deviceId === null) return null;
  const coords = isFields(location['coords']) ? location['coords'] : {};
  const accuracy = toKnownNumber(coords['accuracy']);
  const battery = isFields(location['battery']) ? toKnownNumber(location['battery']['level']) : null;
  const extras = isFields(location['extras']) ? location['extras'] : {};
  return build(
    deviceId,
    parseOsmandTime(location['timestamp']),
    toNumber(coords['latitude']),
    toNumber(coords['longitude']),
    {
      speedMetersPerSecond: toKnownNumber(coords['speed']),
      headingDegrees: normalizeHeading(coords['heading']),
      accuracyMeters: accuracy !== null && accuracy < MIN_SDK_ACCURACY_METERS ? 0 : accuracy,
      altitudeMeters: toNumber(coords['altitude']),
      batteryPercent: battery === null ? null : battery * 100,
      charging: isFields(location['battery']) ? toFlag(location['battery']['is_charging']) : null,
      mock: toFlag(location['mock']) ?? false,
    },
    extras['alarm'] === 'sos' || location['alarm'] === 'sos' || message['alarm'] === 'sos',
  );
}

/**
 * Reads a request's URL parameters and body. A message without a device id refuses the whole request, so that nothing
 * of it is answered OK and lost. Never throws.
 */
export function parseOsmand(query: unknown, body: unknown, receivedAtMs: number): ParsedOsmand {
  const items: unknown[] = Array.isArray(body) ? body : [body];
  if (items.length === 0) return { ok: false, field: 'body', reason: 'holds no message' };
  if (items.length > MAX_MESSAGES) return { ok: false, field: 'body', reason: `holds more than ${MAX_MESSAGES} messages` };
  const parameters = isFields(query) ? query : {};
  const messages: OsmandMessage[] = [];
  for (const [i, item] of items.entries()) {
    const fields = isFields(item) ? item : {};
    const message = isFields(fields['location']) ? readNested({ ...parameters, ...fields }, fields['location']) : readFlat({ ...parameters, ...fields }, receivedAtMs);
    if (!message) {
      return { ok: false, field: Array.isArray(body) ? `body[${i}].id` : 'id', reason: 'names no device (`id`, `deviceid` or `device_id`, at most 128 characters, none of them NUL)' };
    }
    messages.push(message);
  }
  return { ok: true, messages };
}
