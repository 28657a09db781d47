import { pickIncidents, type IncidentColumns } from '../../../contract/incident-columns.ts';
import { TIME_PRECISIONS } from '../../../schemas/incident.ts';
import type { IncidentFilter } from '../../../schemas/incident-filter.ts';
import { createOffsetLookup, findLocalHours, weekdayOf, type LocalHours } from '../../time/local-hours.ts';

export const HOURS_OF_WEEK = 168;
/** Beyond the hours of the week: a weekday (Monday first) of which no hour is known, and a month of which no day is. */
const FIRST_DAY_SLOT = HOURS_OF_WEEK;
const MONTH_SLOT = FIRST_DAY_SLOT + 7;
const SLOTS = MONTH_SLOT + 1;
const [MINUTE, DAY, MONTH] = TIME_PRECISIONS.map((_, index) => index);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MINUTES_PER_WEEK = HOURS_OF_WEEK * 60;

/** Incidents by local day and hour of the week; of whom only the day or the month is known stand in slots beyond the 168 hours, so that charts by hour do not count them. */
export function findIncidentHours(
  { timesMs, precisions }: Pick<IncidentColumns, 'timesMs' | 'precisions'>,
  timeZone: string,
): LocalHours {
  const local = findLocalHours(timesMs, timeZone);
  for (let i = 0; i < precisions.length; i++) {
    if (precisions[i] === DAY) local.hoursOfWeek[i] = FIRST_DAY_SLOT + weekdayOf(local.days[i]!);
    else if (precisions[i] === MONTH) local.hoursOfWeek[i] = MONTH_SLOT;
  }
  return local;
}

/** Whether an incident's slot says no day. */
export const isMonthSlot = (slot: number): boolean => slot === MONTH_SLOT;

/** 1 for each hour of the local week (0 = Monday 00:00) that a filter lets through. */
export function findHoursOfWeek({ hours, weekdays }: Pick<IncidentFilter, 'hours' | 'weekdays'>): Uint8Array {
  return Uint8Array.from({ length: HOURS_OF_WEEK }, (_, hourOfWeek) => {
    const hour = hourOfWeek % 24;
    const isHour =
      hours === null ||
      (hours.start < hours.end ? hour >= hours.start && hour < hours.end : hour >= hours.start || hour < hours.end);
    return isHour && (weekdays === null || weekdays.includes(Math.floor(hourOfWeek / 24) + 1)) ? 1 : 0;
  });
}

/** The same with the slots of {@link findIncidentHours}: a day without an hour passes where its whole day does, a month where the whole week does. */
export function findHourSlots(filter: Pick<IncidentFilter, 'hours' | 'weekdays'>): Uint8Array {
  const slots = new Uint8Array(SLOTS);
  const hours = findHoursOfWeek(filter);
  slots.set(hours);
  for (let day = 0; day < 7; day++)
    slots[FIRST_DAY_SLOT + day] = hours.subarray(day * 24, day * 24 + 24).every(Boolean) ? 1 : 0;
  slots[MONTH_SLOT] = hours.every(Boolean) ? 1 : 0;
  return slots;
}

/** 1 for each slot of which a filter cannot be sure: a day of which it lets some hours through, and a month where it does not let all. */
export function findUnsureSlots(filter: Pick<IncidentFilter, 'hours' | 'weekdays'>): Uint8Array {
  const hours = findHoursOfWeek(filter);
  const isMixed = (part: Uint8Array): number => (part.includes(0) && part.includes(1) ? 1 : 0);
  const slots = new Uint8Array(SLOTS);
  for (let day = 0; day < 7; day++) slots[FIRST_DAY_SLOT + day] = isMixed(hours.subarray(day * 24, day * 24 + 24));
  slots[MONTH_SLOT] = isMixed(hours);
  return slots;
}

const lengths = new Map<number, number>();

/** Days of the month that begins on a local day (since 1970-01-01). */
export function findMonthDays(firstDay: number): number {
  let length = lengths.get(firstDay);
  if (length === undefined) {
    const first = new Date(firstDay * DAY_MS);
    length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    lengths.set(firstDay, length);
  }
  return length;
}

/** The incidents of which the day is known: series of days, pairs in time and forecasts have no place for a month. The same object where all are. */
export function keepDated(columns: IncidentColumns): IncidentColumns {
  if (!columns.precisions.includes(MONTH!)) return columns;
  return pickIncidents(
    columns,
    Array.from(columns.ids.keys()).filter((i) => columns.precisions[i] !== MONTH),
  );
}

/** The minute of the local week (0 = Monday 00:00) in which each incident was, or began. */
export function findMinutesOfWeek({ timesMs }: Pick<IncidentColumns, 'timesMs'>, timeZone: string): Uint16Array {
  const offsetOf = createOffsetLookup(timeZone);
  return Uint16Array.from(timesMs, (atMs) => {
    const localMs = atMs + offsetOf(atMs);
    const day = Math.floor(localMs / DAY_MS);
    return weekdayOf(day) * 24 * 60 + Math.floor((localMs - day * DAY_MS) / MINUTE_MS);
  });
}

/**
 * Adds one incident to the hours of the week, in parts that sum to 1: to each hour the share of its interval that lies in it
 * (aoristic weights: Ratcliffe 2000, Aoristic analysis: the spatial interpretation of unspecific temporal events). A moment
 * (`spanMinutes` 0) is all in its hour.
 */
export function addAoristic(weights: Float64Array, minuteOfWeek: number, spanMinutes: number): void {
  if (spanMinutes === 0) {
    weights[Math.floor(minuteOfWeek / 60)]! += 1;
    return;
  }
  const perMinute = 1 / spanMinutes;
  // Whole weeks lie in all hours alike.
  const wholeWeeks = Math.floor(spanMinutes / MINUTES_PER_WEEK);
  if (wholeWeeks > 0) for (let hour = 0; hour < HOURS_OF_WEEK; hour++) weights[hour]! += wholeWeeks * 60 * perMinute;
  for (let minute = minuteOfWeek, left = spanMinutes % MINUTES_PER_WEEK; left > 0;) {
    const inHour = Math.min(left, 60 - (minute % 60));
    weights[Math.floor(minute / 60) % HOURS_OF_WEEK]! += inHour * perMinute;
    minute += inHour;
    left -= inHour;
  }
}

/** How many incidents say less than the minute, or more than one. */
export interface VagueTimes {
  days: number;
  months: number;
  intervals: number;
}

/** Counts incidents of which only the day or month is known, and those that lie between two moments. */
export function countVagueTimes(
  { precisions, spansMinutes }: Pick<IncidentColumns, 'precisions' | 'spansMinutes'>,
  matched: Iterable<number>,
): VagueTimes {
  const vague = { days: 0, months: 0, intervals: 0 };
  for (const i of matched) {
    if (precisions[i] === DAY) vague.days++;
    else if (precisions[i] === MONTH) vague.months++;
    else if (precisions[i] === MINUTE && spansMinutes[i]! > 0) vague.intervals++;
  }
  return vague;
}
