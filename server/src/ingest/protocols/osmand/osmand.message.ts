import type { PositionReport } from '@liaowang/shared/schemas/position';
import type { DeviceApp } from '@liaowang/shared/schemas/unit';
import type { DeviceMessage, ParsedMessages, Unreadable } from '../../gateway/device-protocol.ts';
import { isZonelessTime, readDeviceTime, readNumber } from '../../gateway/device-time.ts';
import {
  findField,
  isAbsent,
  isObject,
  readFields,
  readFlag,
  readText,
  type Field,
  type Fields,
} from './osmand.fields.ts';
import { LATITUDE, LONGITUDE, readPlace } from './osmand.place.ts';

/*
 * The OsmAnd protocol as three generations of Traccar Client speak it, and OsmAnd itself: parameters in the URL,
 * form-encoded bodies, JSON objects, arrays and batches. Field facts: Traccar's OsmAndProtocolDecoder and the clients' sources.
 */

/** One message of one device, as it was sent. */
export interface OsmandMessage extends DeviceMessage {
  /** What sends, as the address says; null: what the device's setting says. */
  app: DeviceApp | null;
  /** Metres per second where `isSdk`, else knots or, of OsmAnd's own app, metres per second. */
  speed: number | null;
  headingDegrees: number | null;
  accuracyMeters: number | null;
  /** Dilution of precision; OsmAnd's own app puts its accuracy in metres here. */
  hdop: number | null;
  altitudeMeters: number | null;
  /** In the nested form of the SDK of generation 9. */
  isSdk: boolean;
}

/** Traccar Client sends at most this many in one request. */
const MAX_MESSAGES = 100;
/** Longest device id taken: as long as the register keeps. */
const MAX_DEVICE_ID = 128;
const METERS_PER_SECOND_PER_KNOT = 1852 / 3600;
/**
 * Traccar's `osmand.minAccuracy`: the SDK of generation 9 claims a few metres wherever it has a fix at all, so a claim
 * below this is taken as "good" and kept as 0, as Traccar does.
 */
const MIN_SDK_ACCURACY_METERS = 10;

const TIME = [
  'timestamp',
  'time',
  'datetime',
  'fixtime',
  'tst',
  'ts',
  'gpstime',
  'utctime',
  'devicetime',
  'recordedat',
  'createdat',
  'date',
  'epoch',
];
const MOCK = ['mock', 'ismock', 'mocked', 'isfrommockprovider', 'mocklocation'];

/** The device a message names, or null. A NUL cannot be stored in any text column, so no device has one. */
function readDeviceId(field: Field | undefined): string | null {
  const value = field?.value;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const deviceId = String(value);
  return deviceId.length <= MAX_DEVICE_ID && !deviceId.includes('\0') ? deviceId : null;
}

/** A number that devices replace by −1 when they do not know it. */
function readKnownNumber(field: Field | undefined): number | null {
  const number = readNumber(field?.value);
  return number === null || number < 0 ? null : number;
}

function readHeading(field: Field | undefined): number | null {
  const heading = readKnownNumber(field);
  return heading === null ? null : heading % 360;
}

/** One message, taken out of what it was sent in. */
interface Envelope {
  /** What the message says, the innermost first. */
  layers: readonly Fields[];
  /** Where its device may be named: also around a batch. */
  senders: readonly Fields[];
  path: string;
  /** It was one of several in `location`: in the form of the SDK. */
  isLocation: boolean;
}

/** Deeper than any client nests its batches. */
const MAX_DEPTH = 4;

/** What around a batch is a message of its own. */
const OF_ITS_OWN = ['alarm', 'coords', 'location', ...LATITUDE, ...LONGITUDE];

/**
 * Takes batches apart: arrays, and `location` or `locations` that hold several. What is said around a batch of the device, the
 * time and whether to believe it holds for each message; an alarm or a place there is a message of its own.
 */
function* unpack(
  value: unknown,
  path: string,
  own: readonly Fields[],
  around: readonly Fields[],
  isLocation = false,
  depth = 0,
): Generator<Envelope | Unreadable> {
  if (depth > MAX_DEPTH) return yield { field: 'body', reason: 'nests its messages too deep' };
  const senders = [...own, ...around];
  if (Array.isArray(value)) {
    if (findField(own, OF_ITS_OWN)) yield { layers: own, senders, path, isLocation: false };
    for (const [i, item] of value.entries())
      yield* unpack(item, `${path === '' ? 'body' : path}[${i}]`, [], senders, isLocation, depth + 1);
    return;
  }
  if (!isObject(value) && !isAbsent(value))
    return yield { field: path === '' ? 'body' : path, reason: 'is no message' };
  const fields = readFields(value, path);
  const isBatch = ([name, { value: each }]: [string, Field]): boolean =>
    (name === 'location' || name === 'locations') && Array.isArray(each);
  const batches = [...fields].filter(isBatch);
  if (batches.length === 0) return yield { layers: [fields, ...own], senders: [fields, ...senders], path, isLocation };
  const said = [new Map([...fields].filter((entry) => !isBatch(entry))), ...own];
  // What stands around both is a message of its own once.
  for (const [i, [name, batch]] of batches.entries())
    yield* unpack(
      batch.value,
      batch.path,
      i === 0 ? said : [],
      i === 0 ? around : [...said, ...around],
      name === 'location',
      depth + 1,
    );
}

interface Reading {
  /** Null: nobody knows whose it is. */
  message: OsmandMessage | null;
  unreadable: Unreadable | null;
  path: string;
  /** Its time is its own, not that of a batch. */
  hasOwnTime: boolean;
}

const pathOf = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

function read({ layers: outer, senders, path, isLocation }: Envelope): Reading {
  const externalId = readDeviceId(findField(senders, ['deviceid']) ?? findField(senders, ['id']));
  if (externalId === null) {
    return {
      message: null,
      path,
      hasOwnTime: false,
      unreadable: {
        field: pathOf(path, 'id'),
        reason: 'names no device (`id`, `deviceid` or `device_id`, at most 128 characters, none of them NUL)',
      },
    };
  }
  const insides = (layers: readonly Fields[], name: string): Fields[] => {
    const field = findField(layers, [name]);
    return field && isObject(field.value) ? [readFields(field.value, field.path)] : [];
  };
  const location = insides(outer, 'location');
  const coords = insides([...location, ...outer], 'coords');
  const isSdk = isLocation || location.length > 0 || coords.length > 0;
  const layers = [...coords, ...location, ...outer];
  const withExtras = [...layers, ...insides(layers, 'extras'), ...insides(layers, 'attributes')];
  const withSenders = [...withExtras, ...senders];
  const battery = insides(layers, 'battery');

  const ownTime = findField(layers, TIME);
  const time = ownTime ?? findField(senders, TIME);
  const timeMs = time ? readDeviceTime(time.value) : null;
  const place = readPlace(layers);
  const accuracyMeters = readKnownNumber(findField(layers, ['accuracy']));
  const level = readKnownNumber(findField(battery, ['level']));
  const unreadable =
    place && 'field' in place
      ? place
      : time && timeMs === null
        ? { field: time.path, reason: 'is no time: epoch seconds or milliseconds, or ISO 8601 (without a zone: UTC)' }
        : null;
  const message: OsmandMessage = {
    externalId,
    app: null,
    isWhole: unreadable === null,
    timeMs,
    isZoneless: isZonelessTime(time?.value),
    unreadTime: time && timeMs === null ? readText(time.value) : null,
    place: place && 'lat' in place ? place : null,
    isValid: withSenders.every((layer) => readFlag(layer.get('valid')?.value) !== false),
    mock: withSenders.some((layer) => MOCK.some((name) => readFlag(layer.get(name)?.value) === true)),
    sos: withExtras.some((layer) =>
      ['alarm', 'event'].some((name) =>
        readText(layer.get(name)?.value)
          .toLowerCase()
          .split(/[^a-z]+/)
          .includes('sos'),
      ),
    ),
    speed: readKnownNumber(findField(layers, ['speed'])),
    headingDegrees: readHeading(findField(layers, ['bearing', 'heading'])),
    accuracyMeters: isSdk && accuracyMeters !== null && accuracyMeters < MIN_SDK_ACCURACY_METERS ? 0 : accuracyMeters,
    hdop: readKnownNumber(findField(layers, ['hdop'])),
    altitudeMeters: readNumber(findField(layers, ['altitude'])?.value),
    batteryPercent: level === null ? readKnownNumber(findField(layers, ['batt', 'battery'])) : level * 100,
    charging: readFlag(findField([...battery, ...layers], ['ischarging', 'charge', 'charging'])?.value),
    isSdk,
  };
  return { message, unreadable, path, hasOwnTime: ownTime !== undefined };
}

/**
 * Reads a request's URL parameters and body. Never throws. What names a place or a time that cannot be read, or no
 * device, is told by `unreadable`, so that it is not answered OK and lost; an SOS is in `messages` even then, since it is sent once.
 */
export function parseOsmand(query: unknown, body: unknown): ParsedMessages<OsmandMessage> {
  const readings: Reading[] = [];
  for (const envelope of unpack(body, '', [readFields(query)], [])) {
    readings.push(
      'field' in envelope ? { message: null, unreadable: envelope, path: '', hasOwnTime: false } : read(envelope),
    );
  }
  if (readings.length > MAX_MESSAGES) {
    const calls = readings.flatMap(({ message }) => (message?.sos ? { ...message, isWhole: false } : []));
    return { messages: calls, unreadable: { field: 'body', reason: `holds more than ${MAX_MESSAGES} messages` } };
  }
  if (readings.length === 0) return { messages: [], unreadable: { field: 'body', reason: 'holds no message' } };
  const timeless = new Set<string>();
  for (const reading of readings) {
    const { message, path, hasOwnTime } = reading;
    if (!message?.place || hasOwnTime) continue;
    if (timeless.has(message.externalId))
      reading.unreadable ??= {
        field: pathOf(path, 'timestamp'),
        reason: 'is missing: all fixes of this batch would be of one moment',
      };
    timeless.add(message.externalId);
  }
  const unreadable = readings.find((reading) => reading.unreadable)?.unreadable ?? null;
  // Refused with the rest, a message without a time comes again, and would be of another time then.
  const mayStand = (message: OsmandMessage): boolean =>
    message.isWhole && (unreadable === null || message.timeMs !== null);
  return {
    messages: readings.flatMap(({ message }) =>
      message && (message.sos || mayStand(message)) ? { ...message, isWhole: mayStand(message) } : [],
    ),
    unreadable,
  };
}

/** A message's fix in WGS-84, UTC and SI units, or null when it has no readable place; one that names no time is of the moment it came. */
export function toPositionReport(message: OsmandMessage, app: DeviceApp, receivedAtMs: number): PositionReport | null {
  const {
    place,
    timeMs,
    speed,
    headingDegrees,
    accuracyMeters,
    hdop,
    altitudeMeters,
    batteryPercent,
    charging,
    mock,
    isSdk,
  } = message;
  if (!place) return null;
  const isOsmandApp = app === 'osmand-app';
  return {
    ...place,
    fixTimeMs: timeMs ?? receivedAtMs,
    speedMetersPerSecond: speed === null || isSdk || isOsmandApp ? speed : speed * METERS_PER_SECOND_PER_KNOT,
    accuracyMeters: accuracyMeters ?? (isOsmandApp ? hdop : null),
    headingDegrees,
    altitudeMeters,
    batteryPercent,
    charging,
    mock,
  };
}
