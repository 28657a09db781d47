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

/** Local calendar days and hours of the week of instants in an IANA time zone. Offsets from UTC are looked up once a quarter of an hour, in which none changes. Instants that are not finite are hour 0 of day 0. */
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

/** How many milliseconds a time zone is ahead of UTC at an instant. */
export function createOffsetLookup(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  const known = new Map<number, number>();
  const measure = (atMs: number): number => {
    const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
    const local = new Date(0);
    local.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
    local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
    return local.getTime() - Math.floor(atMs / 1_000) * 1_000;
  };
  return (atMs) => {
    const quarter = Math.floor(atMs / QUARTER_MS);
    let offset = known.get(quarter);
    if (offset === undefined) {
      offset = measure(quarter * QUARTER_MS);
      known.set(quarter, offset);
    }
    return offset;
  };
}
