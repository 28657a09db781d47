import { REPORT_WITHIN_DAYS } from '@liaowang/shared/schemas/incident';
import { parseLocal } from '../../lib/local-time.ts';

/** When somebody says it was: now, so many minutes ago, or a time that is typed. */
export const OCCURRED_CHOICES = ['0', '5', '10', '30', 'at'] as const;
export type OccurredChoice = (typeof OCCURRED_CHOICES)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Clocks on walls are ahead by a little; the server lets them. */
const AHEAD_MS = MINUTE_MS;

export type OccurredProblem = 'unreadable' | 'in-the-future' | 'too-long-ago';

/** The instant that is meant, `null` = as the server receives it; or what is wrong with it. `mayBeOlder`: the account may report what was long ago. */
export function readOccurred(
  choice: OccurredChoice,
  typed: string,
  { nowMs, timeZone, mayBeOlder }: { nowMs: number; timeZone: string; mayBeOlder: boolean },
): { atMs: number | null } | { problem: OccurredProblem } {
  if (choice === '0') return { atMs: null };
  if (choice !== 'at') return { atMs: nowMs - Number(choice) * MINUTE_MS };
  const atMs = parseLocal(typed, timeZone);
  if (Number.isNaN(atMs)) return { problem: 'unreadable' };
  if (atMs > nowMs + AHEAD_MS) return { problem: 'in-the-future' };
  if (!mayBeOlder && atMs < nowMs - REPORT_WITHIN_DAYS * DAY_MS) return { problem: 'too-long-ago' };
  return { atMs };
}
