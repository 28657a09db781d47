import type { IncomingHttpHeaders } from 'node:http';
import type { PositionReport } from '@liaowang/shared/schemas/position';
import type { DeviceMessage, ParsedMessages, Unreadable } from '../../gateway/device-protocol.ts';
import { readDeviceTime, readNumber } from '../../gateway/device-time.ts';

/*
 * OwnTracks over HTTP: one JSON object a request, told apart by `_type`. Field facts: the OwnTracks booklet, the apps' sources.
 */

/** A device is named as the topic it would publish to: `user/device`. What a header can carry, since both come in one. */
const DEVICE_NAME = /^[\w.@~-]{1,60}\/[\w.@~-]{1,60}$/u;
/** Types that say where the phone is. All others say only that it lives: the apps expect to be rid of each. */
const PLACED_TYPES = new Set(['location', 'transition']);
/** The apps send one; nobody needs more at once. */
const MAX_MESSAGES = 100;
const METERS_PER_SECOND_PER_KILOMETER_PER_HOUR = 1 / 3.6;
/** `bs`: 1 unplugged, 2 charging, 3 full. */
const CHARGING: Readonly<Record<number, boolean>> = { 1: false, 2: true, 3: true };

export interface OwntracksMessage extends DeviceMessage {
  /** Sent by hand (`t` is `u`): iPhones in China take its place from the map, shifted, and all others from the receiver. */
  isManual: boolean;
  speedMetersPerSecond: number | null;
  headingDegrees: number | null;
  accuracyMeters: number | null;
  altitudeMeters: number | null;
}

/** What names the device of a request. */
export interface Sender {
  headers: IncomingHttpHeaders;
  query: Readonly<Record<string, unknown>>;
}

const readText = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** `user/device` by the headers, else by the address, else by the message's topic; null: none is named that could be registered. */
function findDeviceName({ headers, query }: Sender, topic: unknown): string | null {
  const ofHeaders = `${readText(headers['x-limit-u'])}/${readText(headers['x-limit-d'])}`;
  const ofAddress = `${readText(query['u'])}/${readText(query['d'])}`;
  const ofTopic = readText(topic).split('/').slice(1, 3).join('/');
  return [ofHeaders, ofAddress, ofTopic].find((name) => DEVICE_NAME.test(name)) ?? null;
}

/** Why a device cannot be registered under a name; null = it can. */
export function findNameFault(name: string): string | null {
  return DEVICE_NAME.test(name) ? null : 'must be `user/device`, of letters a–z, digits and . _ @ ~ - on both sides';
}

/** A number that the apps send as −1 when they do not know it. */
function readKnownNumber(value: unknown): number | null {
  const number = readNumber(value);
  return number === null || number < 0 ? null : number;
}

function readHeading(value: unknown): number | null {
  const heading = readKnownNumber(value);
  return heading === null ? null : heading % 360;
}

interface Reading {
  /** Null: nobody knows whose it is. */
  message: OwntracksMessage | null;
  unreadable: Unreadable | null;
}

/** Reads one object. What says nothing of a place, or cannot be read, is a sign of life of its device. */
function read(value: unknown, sender: Sender, path: string): Reading {
  const fields = (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as Record<
    string,
    unknown
  >;
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const externalId = findDeviceName(sender, fields['topic']);
  if (externalId === null)
    return {
      message: null,
      unreadable: { field: 'X-Limit-D', reason: 'names no device: set the user name and the device id in the app' },
    };
  const alive: OwntracksMessage = {
    externalId,
    isWhole: false,
    timeMs: null,
    isZoneless: false,
    unreadTime: null,
    place: null,
    isValid: true,
    mock: false,
    sos: false,
    batteryPercent: null,
    charging: null,
    isManual: false,
    speedMetersPerSecond: null,
    headingDegrees: null,
    accuracyMeters: null,
    altitudeMeters: null,
  };
  const refuse = (field: string, reason: string): Reading => ({ message: alive, unreadable: { field, reason } });
  // A body without anything tells of a friend that was deleted.
  if (value === null) return { message: alive, unreadable: null };
  if (fields !== value) return refuse(path === '' ? 'body' : path, 'is no message');
  const type = fields['_type'];
  if (typeof type !== 'string') return refuse(at('_type'), 'is missing');
  if (type === 'encrypted')
    return refuse(at('_type'), "is encrypted: take the encryption key out of the app's settings");
  const isOfBeacon = type === 'transition' && fields['lat'] === undefined && fields['lon'] === undefined;
  if (!PLACED_TYPES.has(type) || isOfBeacon) return { message: alive, unreadable: null };
  const [lat, lng] = [readNumber(fields['lat']), readNumber(fields['lon'])];
  if (lat === null) return refuse(at('lat'), 'is no number of degrees');
  if (lng === null) return refuse(at('lon'), 'is no number of degrees');
  const timeMs = readDeviceTime(fields['tst']);
  if (timeMs === null) return refuse(at('tst'), 'is no time in epoch seconds');
  const speed = readKnownNumber(fields['vel']);
  return {
    message: {
      ...alive,
      isWhole: true,
      timeMs,
      place: { lat, lng },
      batteryPercent: readKnownNumber(fields['batt']),
      charging: CHARGING[readNumber(fields['bs']) ?? 0] ?? null,
      isManual: fields['t'] === 'u',
      speedMetersPerSecond: speed === null ? null : speed * METERS_PER_SECOND_PER_KILOMETER_PER_HOUR,
      headingDegrees: readHeading(fields['cog']),
      accuracyMeters: readKnownNumber(fields['acc']),
      altitudeMeters: readNumber(fields['alt']),
    },
    unreadable: null,
  };
}

const isEncrypted = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && '_type' in value && value['_type'] === 'encrypted';

/**
 * Reads a request; null as a body is an empty one. Never throws. A message that cannot be read is given up after a while, or the
 * app, which sends its oldest first until that is taken, would never send another; an encrypted one is not: the key can be taken out.
 */
export function parseOwntracks(body: unknown, sender: Sender): ParsedMessages<OwntracksMessage> {
  const isBatch = Array.isArray(body);
  // An empty list says as much as an empty body.
  const values: unknown[] = isBatch ? (body.length > 0 ? body : [null]) : [body];
  const isTooLong = values.length > MAX_MESSAGES;
  const readings = values.slice(0, MAX_MESSAGES).map((value, i) => read(value, sender, isBatch ? `body[${i}]` : ''));
  const unreadable = isTooLong
    ? { field: 'body', reason: `holds more than ${MAX_MESSAGES} messages` }
    : (readings.find((reading) => reading.unreadable)?.unreadable ?? null);
  const faulty = values.filter((_value, i) => readings[i]?.unreadable);
  return {
    messages: readings.flatMap(({ message }) => message ?? []),
    unreadable,
    ...(unreadable && !isTooLong && !faulty.some(isEncrypted) && { givenUp: JSON.stringify(faulty) }),
  };
}

/** A message's fix in WGS-84, UTC and SI units, or null when it names no place. */
export function toPositionReport(message: OwntracksMessage): PositionReport | null {
  const { place, timeMs, isWhole } = message;
  if (!isWhole || !place || timeMs === null) return null;
  return {
    ...place,
    fixTimeMs: timeMs,
    speedMetersPerSecond: message.speedMetersPerSecond,
    headingDegrees: message.headingDegrees,
    accuracyMeters: message.accuracyMeters,
    altitudeMeters: message.altitudeMeters,
    batteryPercent: message.batteryPercent,
    charging: message.charging,
    mock: false,
  };
}
