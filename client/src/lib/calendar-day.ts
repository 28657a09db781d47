import { parseInstant } from '@liaowang/shared/analysis/time/instant';

const DAY_MS = 86_400_000;
/** Days that a record may reasonably speak of: 1900-01-01 to 2199-12-31. */
const FIRST_DAY = -25_567;
const LAST_DAY = 84_005;

/** `2026-11-24` of a local calendar day since 1970-01-01. */
export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day of `YYYY-MM-DD`; null for anything else, for days that no calendar has, and outside 1900–2199. */
export function parseDay(text: string): number | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseInstant(`${text}T00:00:00Z`) / DAY_MS : Number.NaN;
  return Number.isNaN(day) || day < FIRST_DAY || day > LAST_DAY || formatDay(day) !== text ? null : day;
}

/** The first day of the month (0 = January, may run over) of a year. */
export function monthStart(year: number, month: number): number {
  return Date.UTC(year, month, 1) / DAY_MS;
}

/** Year and month (0 = January) of a day. */
export function monthOf(day: number): { year: number; month: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() };
}
