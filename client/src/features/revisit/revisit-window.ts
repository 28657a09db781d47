import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { ObserverGroup, RevisitWindow } from '@liaowang/shared/schemas/revisit';
import { findMidnight, findWeekday, formatLocal, parseLocal } from '../../lib/local-time.ts';

/** Windows that are offered ready-made. */
export const WINDOW_PRESETS = ['half-hour', 'shift', 'today', 'week', 'evenings', 'custom'] as const;
export type WindowPreset = (typeof WINDOW_PRESETS)[number];

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the presets mean. */
const PRESET = {
  halfHourMs: 30 * MINUTE_MS,
  shiftMs: 8 * HOUR_MS,
  weekMs: 7 * DAY_MS,
  eveningWeeks: 8,
  eveningStartHour: 18,
  eveningEndHour: 22,
} as const;

/** A window of one's own, as it is typed: local `YYYY-MM-DD HH:mm`, and the hours of some weekdays in it. */
export interface CustomWindow {
  from: string;
  to: string;
  /** Null = every day. */
  weekdays: readonly number[] | null;
  startHour: number | null;
  endHour: number | null;
}

/** The day up to now, as a start for a window of one's own. */
export function createCustomWindow(nowMs: number, timeZone: string): CustomWindow {
  return {
    from: formatLocal(nowMs - DAY_MS, timeZone),
    to: formatLocal(nowMs, timeZone),
    weekdays: null,
    startHour: 0,
    endHour: 24,
  };
}

/** What a window of one's own begins with until something is typed: the window that was last asked (here, or by whoever made the link), else the day up to now. */
export function openCustomWindow(asked: RevisitWindow | null, nowMs: number, timeZone: string): CustomWindow {
  if (asked === null) return createCustomWindow(nowMs, timeZone);
  const { from, to, weekdays, startHour, endHour } = asked;
  return {
    from: formatLocal(parseInstant(from), timeZone),
    to: formatLocal(parseInstant(to), timeZone),
    weekdays,
    startHour,
    endHour,
  };
}

/** What is wrong with a window of one's own: a key of the catalogue's `revisit.wrong`. */
export type WindowProblem = 'times' | 'order' | 'future' | 'tooLong' | 'hours' | 'noHours';

/** A year: longer than any record is kept. */
export const MAX_WINDOW_MS = 366 * DAY_MS;

/** The first problem of a window of one's own; null = it can be sent. The server checks again. */
export function validateCustomWindow(
  { from, to, startHour, endHour }: CustomWindow,
  nowMs: number,
  timeZone: string,
): WindowProblem | null {
  const fromMs = parseLocal(from, timeZone);
  const toMs = parseLocal(to, timeZone);
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return 'times';
  if (fromMs >= toMs) return 'order';
  if (fromMs >= nowMs) return 'future';
  if (toMs - fromMs > MAX_WINDOW_MS) return 'tooLong';
  const isHour = (hour: number | null): boolean => hour !== null && Number.isInteger(hour) && hour >= 0 && hour <= 24;
  if (!isHour(startHour) || !isHour(endHour)) return 'hours';
  return startHour === endHour ? 'noHours' : null;
}

/** The window of a preset, up to `nowMs` in the city's time zone. A custom one must be valid. */
export function toRevisitWindow(
  { preset, custom, group }: { preset: WindowPreset; custom: CustomWindow; group: ObserverGroup },
  nowMs: number,
  timeZone: string,
): RevisitWindow {
  const allDay = { group, weekdays: null, startHour: 0, endHour: 24 };
  const upToNow = (fromMs: number) => ({
    ...allDay,
    from: new Date(fromMs).toISOString(),
    to: new Date(nowMs).toISOString(),
  });
  switch (preset) {
    case 'half-hour':
      return upToNow(nowMs - PRESET.halfHourMs);
    case 'shift':
      return upToNow(nowMs - PRESET.shiftMs);
    case 'today':
      // Just after midnight there is no day yet: a minute of it.
      return upToNow(Math.min(findMidnight(nowMs, timeZone), nowMs - MINUTE_MS));
    case 'week':
      return upToNow(nowMs - PRESET.weekMs);
    case 'evenings':
      return {
        ...upToNow(nowMs - PRESET.eveningWeeks * PRESET.weekMs),
        weekdays: [findWeekday(nowMs, timeZone)],
        startHour: PRESET.eveningStartHour,
        endHour: PRESET.eveningEndHour,
      };
    case 'custom':
      return {
        ...upToNow(parseLocal(custom.from, timeZone)),
        to: new Date(Math.min(nowMs, parseLocal(custom.to, timeZone))).toISOString(),
        weekdays: custom.weekdays === null ? null : [...custom.weekdays],
        startHour: custom.startHour!,
        endHour: custom.endHour!,
      };
  }
}
