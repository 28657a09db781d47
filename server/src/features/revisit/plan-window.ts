import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { findStretches, type Stretch } from '@liaowang/shared/analysis/revisit/window-stretches';
import type { ErrorCode } from '@liaowang/shared/schemas/error-code';
import type { RevisitWindow } from '@liaowang/shared/schemas/revisit';
import { RequestRefused } from '../../plugins/error-handler.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const WINDOW_LIMITS = {
  /** Hours of one window, e.g. all of two months, or the evenings of a year. */
  maxHours: 1_500,
  maxDays: 400,
  /** A window of seconds would be a map of where each patrol was. */
  minSeconds: 900,
};

const countSeconds = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { fromMs, toMs }) => sum + Math.floor(toMs / 1_000) - Math.floor(fromMs / 1_000), 0);

/**
 * The stretches of a window up to now, and from the hour on since which positions are known: before it nobody could be said
 * to have been there or not. Throws a refusal for a window that can have no answer, or that asks for too much or too little.
 */
export function planWindow(
  window: RevisitWindow,
  {
    nowMs,
    historyStartMs,
    retentionDays,
    timeZone,
  }: {
    nowMs: number;
    /** Before it nothing is known. */ historyStartMs: number;
    /** Positions are kept so long. */ retentionDays: number;
    timeZone: string;
  },
): Stretch[] {
  const refuse = (code: ErrorCode, field: string, reason: string) => new RequestRefused(400, { code, field, reason });
  const fromMs = parseInstant(window.from);
  const toMs = parseInstant(window.to);
  const knownMs = Math.floor(Math.max(historyStartMs, nowMs - retentionDays * DAY_MS) / HOUR_MS) * HOUR_MS;
  if (fromMs >= toMs) throw refuse('invalid-input', 'body.to', 'must be after `from`');
  if (toMs <= knownMs)
    throw refuse(
      'revisit-before-history',
      'body.to',
      `Positions are known since ${new Date(knownMs).toISOString()}. Take a later window.`,
    );
  if (fromMs >= nowMs) throw refuse('invalid-input', 'body.from', 'lies in the future');
  if (window.startHour % 24 === window.endHour % 24 && Math.abs(window.endHour - window.startHour) !== 24)
    throw refuse('revisit-empty', 'body.endHour', 'The hours end when they begin. All day is 0 to 24.');
  if (toMs - fromMs > WINDOW_LIMITS.maxDays * DAY_MS)
    throw refuse('revisit-too-long', 'body.from', `A window may span ${WINDOW_LIMITS.maxDays} days. Take fewer.`);
  const untilMs = Math.min(toMs, nowMs);
  // What is asked for must not be short; what is known of it may be, on a server that has just begun.
  const askedSeconds = countSeconds(findStretches({ ...window, fromMs, toMs: untilMs, timeZone }));
  const stretches = findStretches({ ...window, fromMs: Math.max(fromMs, knownMs), toMs: untilMs, timeZone });
  const seconds = countSeconds(stretches);
  if (seconds < 1)
    throw refuse('revisit-empty', 'body', 'No hour of the window has come yet that fits these weekdays and hours.');
  if (askedSeconds < WINDOW_LIMITS.minSeconds)
    throw refuse(
      'revisit-too-short',
      'body.to',
      `A window must hold at least ${WINDOW_LIMITS.minSeconds / 60} minutes.`,
    );
  if (seconds > WINDOW_LIMITS.maxHours * 3_600)
    throw refuse(
      'revisit-too-long',
      'body.from',
      `A window may hold ${WINDOW_LIMITS.maxHours} hours; this one holds ${Math.ceil(seconds / 3_600)}. Take fewer days or hours.`,
    );
  return stretches;
}
