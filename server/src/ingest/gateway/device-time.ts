/*
 * Times as devices write them. What names no zone is UTC: that is what Traccar's server takes it for, and a device that
 * means its local time cannot be told from one that does not. The zone this server stands in never matters.
 */

/** Magnitudes of an epoch between 1973 and 2286, and what one millisecond is in them. What lies between them is no epoch anybody means. */
const EPOCH_UNITS = [
  { from: 0, below: 1e10, perMillisecond: 1e-3 },
  { from: 1e11, below: 1e13, perMillisecond: 1 },
  { from: 1e14, below: 1e16, perMillisecond: 1e3 },
  { from: 1e17, below: 1e19, perMillisecond: 1e6 },
] as const;

/**
 * Date, `T` or blank, time, fraction, zone. A blank before the zone was a `+` until a form was decoded.
 * The separators of ISO 8601 may all be missing, since its basic format has none.
 */
const DATE_TIME =
  /^(?<year>\d{4})([-/]?)(?<month>\d\d)\2(?<day>\d\d)(?:[Tt]| +)(?<hour>\d\d)(:?)(?<minute>\d\d)(?:\6(?<second>\d\d)(?:[.,](?<fraction>\d+))?)?(?: ?(?<utc>Z|UTC|GMT)|(?<sign>[-+ ])(?<zoneHour>\d\d):?(?<zoneMinute>\d\d)?)?$/iu;

/** No zone is further from UTC than this. */
const MAX_ZONE_HOURS = 14;

/** A number as devices write it: decimal point or comma, a sign, an exponent whose `+` may have become a blank. */
const NUMBER = /^[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[-+ ]?\d+)?$/iu;

/** A finite number of a number or of its text, decimal commas included; null when it is none. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (!NUMBER.test(text)) return null;
  const number = Number(text.replace(',', '.').replace(' ', '+'));
  return Number.isFinite(number) ? number : null;
}

function readEpoch(value: number): number | null {
  const unit = EPOCH_UNITS.find(({ from, below }) => Math.abs(value) >= from && Math.abs(value) < below);
  return unit ? Math.round(value / unit.perMillisecond) : null;
}

function readDateTime(text: string): number | null {
  const groups = DATE_TIME.exec(text)?.groups;
  if (!groups) return null;
  const part = (name: string): number => Number(groups[name] ?? 0);
  const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(part) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  // 24:00:00 ends a day, and a leap second ends a minute: to every clock here both are the moment that follows.
  const endsDay = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !endsDay) || minute > 59 || second > 60) return null;
  const milliseconds = Math.floor(Number(`0.${groups['fraction'] ?? '0'}`) * 1_000);
  const offsetMinutes = part('zoneHour') * 60 + part('zoneMinute');
  if (offsetMinutes > MAX_ZONE_HOURS * 60 || part('zoneMinute') > 59) return null;
  const localMs = midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000 + milliseconds;
  return localMs - (groups['sign'] === '-' ? -1 : 1) * offsetMinutes * 60_000;
}

/**
 * Epoch milliseconds of a device's time: epoch seconds, milliseconds, microseconds or nanoseconds by their magnitude, or
 * ISO 8601 with `T` or a blank (no zone: UTC; a leap second: the next second). Null when it is none of them. Never throws.
 */
export function readDeviceTime(value: unknown): number | null {
  const number = readNumber(value);
  if (number !== null) return readEpoch(number);
  return typeof value === 'string' ? readDateTime(value.trim()) : null;
}

/** Whether a device's time is a date and time without a zone: one that {@link readDeviceTime} takes for UTC. */
export function isZonelessTime(value: unknown): boolean {
  const groups = typeof value === 'string' ? DATE_TIME.exec(value.trim())?.groups : undefined;
  return groups !== undefined && groups['utc'] === undefined && groups['sign'] === undefined;
}
