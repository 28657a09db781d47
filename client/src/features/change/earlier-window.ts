import { formatDay, parseDay } from '../../lib/calendar-day.ts';
import type { TimeSpan } from '@liaowang/shared/analysis/hotspots/change/seasonal-expectation';

/** What a window is compared with: as many days right before it, the same weekdays 52 weeks earlier, or days of one's own (`endDay` excluded). */
export type EarlierWindow = { kind: 'before' } | { kind: 'year' } | { kind: 'days'; fromDay: number; endDay: number };

export const DEFAULT_EARLIER: EarlierWindow = { kind: 'before' };

const YEAR_DAYS = 364;
const DAY_MS = 86_400_000;

/** The window compared with, in local days since 1970-01-01. */
export function findEarlierDays(
  earlier: EarlierWindow,
  now: { fromDay: number; endDay: number },
): { fromDay: number; endDay: number } {
  if (earlier.kind === 'days') return { fromDay: earlier.fromDay, endDay: earlier.endDay };
  if (earlier.kind === 'year') return { fromDay: now.fromDay - YEAR_DAYS, endDay: now.endDay - YEAR_DAYS };
  return { fromDay: now.fromDay - (now.endDay - now.fromDay), endDay: now.fromDay };
}

/** As a link carries it: `year`, or days `d18262.18290`; null = the default. */
export function formatEarlier(earlier: EarlierWindow): string | null {
  if (earlier.kind === 'before') return null;
  return earlier.kind === 'year' ? 'year' : `d${formatDay(earlier.fromDay)}.${formatDay(earlier.endDay)}`;
}

/** The reverse of {@link formatEarlier}; the default for what cannot be understood. */
export function parseEarlier(text: string | null): EarlierWindow {
  if (text === 'year') return { kind: 'year' };
  const [from, end] =
    text
      ?.match(/^d(\d{4}-\d\d-\d\d)\.(\d{4}-\d\d-\d\d)$/)
      ?.slice(1)
      .map(parseDay) ?? [];
  return from != null && end != null && from < end ? { kind: 'days', fromDay: from, endDay: end } : DEFAULT_EARLIER;
}

/** An earlier window of less than a week tells nothing. */
const LEAST_EARLIER_MS = 7 * DAY_MS;

/** The part of an earlier window that the record holds: what nobody recorded is not none. Null if that is less than a week, and less than was asked for. */
export function clipToRecord(window: TimeSpan, recordFromMs: number): TimeSpan | null {
  const fromMs = Math.max(window.fromMs, recordFromMs);
  if (fromMs === window.fromMs) return window;
  return window.toMs - fromMs >= LEAST_EARLIER_MS ? { fromMs, toMs: window.toMs } : null;
}

/** Whether two windows share a moment: then nothing can be compared. */
export function doOverlap(one: TimeSpan, other: TimeSpan): boolean {
  return one.fromMs < other.toMs && other.fromMs < one.toMs;
}
