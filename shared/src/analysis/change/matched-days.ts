import type { IncidentFilter } from '../../schemas/incident-filter.ts';
import { findHoursOfWeek } from '../hotspots/match-incidents.ts';
import { findLocalHours } from '../local-hours.ts';

const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;

/**
 * How much of the window [fromMs, toMs) a filter's hours and weekdays let through, in days of 24 hours: what counts of
 * two windows are divided by, so that one with an extra Saturday is not taken for a busier one.
 */
export function countMatchedDays(filter: Pick<IncidentFilter, 'hours' | 'weekdays'>, { fromMs, toMs }: { fromMs: number; toMs: number }, timeZone: string): number {
  const matches = findHoursOfWeek(filter);
  const starts = Float64Array.from({ length: Math.max(0, Math.ceil((toMs - fromMs) / HOUR_MS)) }, (_, hour) => fromMs + hour * HOUR_MS);
  const { hoursOfWeek } = findLocalHours(starts, timeZone);
  let hours = 0;
  for (let i = 0; i < starts.length; i++) if (matches[hoursOfWeek[i]!]) hours += Math.min(1, (toMs - starts[i]!) / HOUR_MS);
  return hours / HOURS_A_DAY;
}
