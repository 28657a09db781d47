import type { Span } from '@liaowang/shared/analysis/hotspots/outcome/outcome-change';
import type { OutcomeWeek, WindowDosage } from '@liaowang/shared/schemas/hotspot-outcome';
import type { DosageSum } from './dosage.repository.ts';

const HOUR_MS = 3_600_000;
const HOURS_A_WEEK = 168;

/** Hours that begin in a window and had closed by `openMs`. */
function countHours({ fromMs, toMs }: Span, openMs: number): number {
  return Math.max(0, Math.ceil(Math.min(toMs, openMs) / HOUR_MS) - Math.ceil(fromMs / HOUR_MS));
}

/** A week of patrolling; unknown (null) where no hour was counted, which is not none. */
export function describeWeek(
  sum: DosageSum | undefined,
  week: Span,
  openMs: number,
): Pick<OutcomeWeek, 'patrolMinutes' | 'visits' | 'vehicleMinutes' | 'countedHours' | 'hours'> {
  const hours = countHours(week, openMs);
  if (!sum) return { patrolMinutes: null, visits: null, vehicleMinutes: null, countedHours: 0, hours };
  return {
    patrolMinutes: sum.patrolSeconds / 60,
    visits: sum.patrolVisits,
    vehicleMinutes: sum.vehicleSeconds / 60,
    countedHours: sum.countedHours,
    hours,
  };
}

/** A window of patrolling, by the week. */
export function describeWindow(sum: DosageSum | undefined, window: Span, openMs: number): WindowDosage {
  const hours = countHours(window, openMs);
  if (!sum) return { hours, countedHours: 0, minutesAWeek: null, visitsAWeek: null, vehicleMinutesAWeek: null };
  const weeks = sum.countedHours / HOURS_A_WEEK;
  return {
    hours,
    countedHours: sum.countedHours,
    minutesAWeek: sum.patrolSeconds / 60 / weeks,
    visitsAWeek: sum.patrolVisits / weeks,
    vehicleMinutesAWeek: sum.vehicleSeconds / 60 / weeks,
  };
}
