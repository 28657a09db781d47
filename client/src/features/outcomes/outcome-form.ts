import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { createOffsetLookup } from '@liaowang/shared/analysis/time/local-hours';
import type { HotspotOutcome, OutcomeQuery } from '@liaowang/shared/schemas/hotspot-outcome';
import { formatDate } from '../../lib/format.ts';

/** What is asked of a hotspot, as it is typed. */
export interface OutcomeForm {
  /** First and last day of patrolling, `YYYY-MM-DD` in the city's time; empty = when it was confirmed, and now. */
  firstDay: string;
  lastDay: string;
  beforeWeeks: number | null;
  afterWeeks: number | null;
  bufferMeters: number | null;
}

export const DEFAULT_OUTCOME_FORM: OutcomeForm = {
  firstDay: '',
  lastDay: '',
  beforeWeeks: 12,
  afterWeeks: 0,
  bufferMeters: 300,
};
export const OUTCOME_FORM_LIMITS = { beforeWeeks: [1, 104], afterWeeks: [0, 104], bufferMeters: [50, 5_000] } as const;

export type OutcomeProblem = 'day' | 'order' | 'future' | 'beforeWeeks' | 'afterWeeks' | 'bufferMeters';

const DAY_MS = 86_400_000;

/** First instant of a local day; NaN for what is none. */
function startOf(day: string, timeZone: string, plusDays = 0): number {
  const utcMs = /^\d{4}-\d{2}-\d{2}$/.test(day.trim()) ? parseInstant(`${day.trim()}T00:00:00Z`) : Number.NaN;
  // The 30th of February would be taken for a day of March.
  if (Number.isNaN(utcMs) || new Date(utcMs).toISOString().slice(0, 10) !== day.trim()) return Number.NaN;
  const localMs = utcMs + plusDays * DAY_MS;
  const offsetOf = createOffsetLookup(timeZone);
  return localMs - offsetOf(localMs - offsetOf(localMs));
}

const fits = (value: number | null, [least, most]: readonly [number, number]): boolean =>
  value !== null && Number.isInteger(value) && value >= least && value <= most;

/** What does not fit, the first that is found; null = nothing. */
export function findOutcomeProblem(form: OutcomeForm, nowMs: number, timeZone: string): OutcomeProblem | null {
  const { firstDay, lastDay, beforeWeeks, afterWeeks, bufferMeters } = form;
  const fromMs = firstDay.trim() === '' ? null : startOf(firstDay, timeZone);
  const toMs = lastDay.trim() === '' ? null : startOf(lastDay, timeZone, 1);
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return 'day';
  if (fromMs !== null && fromMs >= nowMs) return 'future';
  if (fromMs !== null && toMs !== null && toMs <= fromMs) return 'order';
  if (!fits(beforeWeeks, OUTCOME_FORM_LIMITS.beforeWeeks)) return 'beforeWeeks';
  if (!fits(afterWeeks, OUTCOME_FORM_LIMITS.afterWeeks)) return 'afterWeeks';
  return fits(bufferMeters, OUTCOME_FORM_LIMITS.bufferMeters) ? null : 'bufferMeters';
}

/** The question of a form without problems. The last day counts whole. */
export function toOutcomeQuery(
  { firstDay, lastDay, beforeWeeks, afterWeeks, bufferMeters }: OutcomeForm,
  timeZone: string,
): OutcomeQuery {
  const toInstant = (day: string, plusDays: number): string => {
    const startMs = startOf(day, timeZone, plusDays);
    return new Date(startMs).toISOString();
  };
  return {
    ...(firstDay.trim() !== '' && { from: toInstant(firstDay, 0) }),
    ...(lastDay.trim() !== '' && { to: toInstant(lastDay, 1) }),
    beforeDays: (beforeWeeks ?? 0) * 7,
    afterDays: (afterWeeks ?? 0) * 7,
    bufferMeters: bufferMeters ?? 0,
  };
}

/** First and last day of a window, in the city's time. */
export function describeDays(
  { from, to }: HotspotOutcome['windows']['during'],
  timeZone: string,
): { from: string; to: string } {
  return { from: formatDate(parseInstant(from), timeZone), to: formatDate(parseInstant(to) - 1, timeZone) };
}
