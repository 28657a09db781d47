import { formatClock, formatDate } from '../lib/format.ts';
import { parseLocal } from '../lib/local-time.ts';
import type { Since } from '../lib/use-entry-form.ts';

export const VALIDITY_CHOICES = ['now', 'since', 'always'] as const;

/** Since when a change holds, as it is chosen and typed. */
export interface Validity {
  choice: (typeof VALIDITY_CHOICES)[number];
  /** `YYYY-MM-DD`, for `since`. */
  day: string;
  /** `HH:mm`, for `since`. */
  clock: string;
}

/** From now on; who chooses another day begins with that of `nowMs`. */
export function createValidity(nowMs: number, timeZone: string): Validity {
  return { choice: 'now', day: formatDate(nowMs, timeZone), clock: formatClock(nowMs, timeZone).slice(0, 5) };
}

/** What the server is told, or what is wrong with it. */
export function readValidity(
  { choice, day, clock }: Validity,
  nowMs: number,
  timeZone: string,
): Since | { problem: 'time' | 'future' } {
  if (choice === 'now') return {};
  if (choice === 'always') return { isCorrection: true };
  const atMs = parseLocal(`${day} ${clock.trim()}`, timeZone);
  if (Number.isNaN(atMs)) return { problem: 'time' };
  return atMs > nowMs ? { problem: 'future' } : { validFrom: new Date(atMs).toISOString() };
}
