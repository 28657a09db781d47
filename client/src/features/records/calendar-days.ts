import { parseInstant } from '@liaowang/shared/analysis/time/instant';

const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` of a day of the calendar; it has no time zone. */
export type Day = string;
/** `YYYY-MM`. */
export type Month = string;

const toMs = (day: Day): number => parseInstant(`${day}T00:00:00Z`);
const toDay = (timeMs: number): Day => new Date(timeMs).toISOString().slice(0, 10);

/** The day `days` later, or earlier where negative. */
export function addDays(day: Day, days: number): Day {
  return toDay(toMs(day) + days * DAY_MS);
}

/** Days from one day to another; negative where `to` is earlier. */
export function countDays(from: Day, to: Day): number {
  return Math.round((toMs(to) - toMs(from)) / DAY_MS);
}

/** The month of a day. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** The month `months` later, or earlier where negative. */
export function addMonths(month: Month, months: number): Month {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return toDay(Date.UTC(year, number - 1 + months, 1)).slice(0, 7);
}

/** The same day of another month, or its last day where there is none: 31 January + 1 is 28 February. */
export function addMonthsToDay(day: Day, months: number): Day {
  const month = addMonths(monthOf(day), months);
  const lastOfMonth = addDays(`${addMonths(month, 1)}-01`, -1);
  const same = `${month}-${day.slice(8)}`;
  return same < lastOfMonth ? same : lastOfMonth;
}

/** 0 = Monday. */
export function weekdayOfDay(day: Day): number {
  return (new Date(toMs(day)).getUTCDay() + 6) % 7;
}

/** The weeks that a month touches, each from Monday to Sunday, with the days of its neighbours that fill them. */
export function findWeeksOf(month: Month): Day[][] {
  const first = `${month}-01`;
  const start = addDays(first, -weekdayOfDay(first));
  const end = `${addMonths(month, 1)}-01`;
  const weeks: Day[][] = [];
  for (let monday = start; monday < end; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(monday, i)));
  return weeks;
}

/** Where a key leads from a day of a calendar grid (WAI-ARIA's date grid); null for keys that mean nothing there. */
export function findDayByKey(day: Day, key: string): Day | null {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'Home':
      return addDays(day, -weekdayOfDay(day));
    case 'End':
      return addDays(day, 6 - weekdayOfDay(day));
    case 'PageUp':
      return addMonthsToDay(day, -1);
    case 'PageDown':
      return addMonthsToDay(day, 1);
    default:
      return null;
  }
}
