/** Where instants fall in a city's own week; arrays are as long as the instants. */
export interface LocalHours {
  /** Local calendar days since 1970-01-01, a Thursday. */
  readonly days: Int32Array;
  /** 0 = Monday from 00:00 to 01:00 … 167 = Sunday from 23:00. */
  readonly hoursOfWeek: Uint8Array;
}

const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const QUARTERS_PER_DAY = DAY_MS / QUARTER_MS;
const FURTHEST_MS = 18 * HOUR_MS;

/** Local calendar days and hours of the week of instants in an IANA time zone. Instants that are not finite are hour 0 of day 0. */
export function findLocalHours(timesMs: Float64Array, timeZone: string): LocalHours {
  const offsetOf = createOffsetLookup(timeZone);
  const days = new Int32Array(timesMs.length);
  const hoursOfWeek = new Uint8Array(timesMs.length);
  for (let i = 0; i < timesMs.length; i++) {
    const atMs = timesMs[i]!;
    if (!Number.isFinite(atMs)) continue;
    const localMs = atMs + offsetOf(atMs);
    const day = Math.floor(localMs / DAY_MS);
    days[i] = day;
    hoursOfWeek[i] = weekdayOf(day) * 24 + Math.floor((localMs - day * DAY_MS) / HOUR_MS);
  }
  return { days, hoursOfWeek };
}

/** Weekday of a local calendar day since 1970-01-01: 0 = Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The local calendar day (since 1970-01-01) of an instant. */
export function findLocalDay(atMs: number, timeZone: string): number {
  return Math.floor((atMs + createOffsetLookup(timeZone)(atMs)) / DAY_MS);
}

/** The first instant of a local calendar day, epoch milliseconds; of a day that a city skipped, that of the next. */
export function findDayStart(day: number, timeZone: string): number {
  const offsetOf = createOffsetLookup(timeZone);
  const isReached = (quarter: number): boolean => quarter * QUARTER_MS + offsetOf(quarter * QUARTER_MS) >= day * DAY_MS;
  // Nowhere is a clock further from UTC than this.
  let before = (day * DAY_MS - FURTHEST_MS) / QUARTER_MS;
  let after = (day * DAY_MS + FURTHEST_MS) / QUARTER_MS;
  while (after - before > 1) {
    const middle = (before + after) >> 1;
    if (isReached(middle)) after = middle;
    else before = middle;
  }
  // Clocks of long ago were ahead by odd minutes: their midnight lies inside a quarter.
  const inside = day * DAY_MS - offsetOf(before * QUARTER_MS);
  return inside > before * QUARTER_MS && inside < after * QUARTER_MS ? inside : after * QUARTER_MS;
}

const lookups = new Map<string, (atMs: number) => number>();

/**
 * How many milliseconds a time zone is ahead of UTC at an instant. Asking the platform costs microseconds, so it is asked
 * twice a day, and once a quarter of an hour on days whose end differs from their start. Lookups are kept by time zone.
 */
export function createOffsetLookup(timeZone: string): (atMs: number) => number {
  let lookup = lookups.get(timeZone);
  if (!lookup) {
    lookup = createUnsharedLookup(timeZone);
    lookups.set(timeZone, lookup);
  }
  return lookup;
}

function createUnsharedLookup(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const measure = (atMs: number): number => {
    const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
    const local = new Date(0);
    local.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
    local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
    return local.getTime() - Math.floor(atMs / 1_000) * 1_000;
  };
  const offsetsByQuarter = new Map<number, number>();
  const offsetOfQuarter = (quarter: number): number => {
    let offset = offsetsByQuarter.get(quarter);
    if (offset === undefined) {
      offset = measure(quarter * QUARTER_MS);
      offsetsByQuarter.set(quarter, offset);
    }
    return offset;
  };
  /** Of a UTC day; NaN where it changes on that day. */
  const offsetsByDay = new Map<number, number>();
  return (atMs) => {
    const day = Math.floor(atMs / DAY_MS);
    let offset = offsetsByDay.get(day);
    if (offset === undefined) {
      const atStart = offsetOfQuarter(day * QUARTERS_PER_DAY);
      offset = atStart === offsetOfQuarter((day + 1) * QUARTERS_PER_DAY) ? atStart : Number.NaN;
      offsetsByDay.set(day, offset);
    }
    return Number.isNaN(offset) ? offsetOfQuarter(Math.floor(atMs / QUARTER_MS)) : offset;
  };
}
