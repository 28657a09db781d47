import type { IncidentFilter } from '../../../schemas/incident-filter.ts';
import { findHoursOfWeek } from '../zones/incident-hours.ts';
import { findLocalHours, weekdayOf } from '../../time/local-hours.ts';
import { measureDispersion, type DailySeries, type Dispersion } from '../../statistics/dispersion.ts';
import type { TimeSpan } from './seasonal-expectation.ts';

const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;

/** The local days of a window and how much of each a filter lets through. */
export interface CountedDays {
  /** Since 1970-01-01. */
  readonly firstDay: number;
  /** One entry a day, in days of 24 hours. */
  readonly exposures: Float64Array;
  /** Of all days: what counts of two windows are divided by, so that one with an extra Saturday is not taken for a busier one. */
  readonly days: number;
}

/** Lays out the days of the window [fromMs, toMs), of which only a filter's hours and weekdays are counted. */
export function layOutDays(
  filter: Pick<IncidentFilter, 'hours' | 'weekdays'>,
  { fromMs, toMs }: TimeSpan,
  timeZone: string,
): CountedDays {
  const matches = findHoursOfWeek(filter);
  const starts = Float64Array.from(
    { length: Math.max(0, Math.ceil((toMs - fromMs) / HOUR_MS)) },
    (_, hour) => fromMs + hour * HOUR_MS,
  );
  const { hoursOfWeek, days } = findLocalHours(starts, timeZone);
  const firstDay = days[0] ?? 0;
  const exposures = new Float64Array(starts.length > 0 ? days.at(-1)! - firstDay + 1 : 0);
  let hours = 0;
  for (let i = 0; i < starts.length; i++) {
    if (!matches[hoursOfWeek[i]!]) continue;
    const counted = Math.min(1, (toMs - starts[i]!) / HOUR_MS);
    exposures[days[i]! - firstDay]! += counted / HOURS_A_DAY;
    hours += counted;
  }
  return { firstDay, exposures, days: hours / HOURS_A_DAY };
}

/** Events of a window by its days; `days` are the local days of the events, which lie in the window. */
export function countDaily({ firstDay, exposures }: CountedDays, days: Iterable<number>): DailySeries {
  const counts = new Float64Array(exposures.length);
  for (const day of days) counts[Math.min(exposures.length - 1, Math.max(0, day - firstDay))]!++;
  return { counts, exposures, weekdays: Array.from(exposures, (_, i) => weekdayOf(firstDay + i)) };
}

/** Days of both windows together below which the days before them are looked at too. */
const LEAST_DAYS = 56;

/**
 * How much the events of two windows vary beyond chance (measureDispersion), from the windows' own days. Short windows are
 * helped by the days before them, a series of its own.
 */
export function measureWindows(
  now: DailySeries,
  before: DailySeries,
  earlier: () => DailySeries | null,
): Dispersion | null {
  const own = [now, before];
  if (now.counts.length + before.counts.length >= LEAST_DAYS) return measureDispersion(own);
  const more = earlier();
  return measureDispersion(more ? [...own, more] : own);
}

/** The `LEAST_DAYS` days before a window, as far as the record goes; null where it holds less than two weeks of them. */
export function findEarlierSpan(before: TimeSpan, now: TimeSpan, recordFromMs: number): TimeSpan | null {
  const toMs = Math.min(before.fromMs, now.fromMs);
  const fromMs = Math.max(recordFromMs, toMs - LEAST_DAYS * HOURS_A_DAY * HOUR_MS);
  return toMs - fromMs >= 14 * HOURS_A_DAY * HOUR_MS ? { fromMs, toMs } : null;
}
