import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { formatClock, formatDate } from './format.ts';

const DAY_MS = 86_400_000;
/** How people type it, in either language. */
export const LOCAL_TIME_PATTERN = 'YYYY-MM-DD HH:mm';

/** How far the city's clock is ahead of UTC at an instant, milliseconds. */
function findOffsetMs(timeMs: number, timeZone: string): number {
  const wholeSecondMs = Math.floor(timeMs / 1000) * 1000;
  return (
    parseInstant(`${formatDate(wholeSecondMs, timeZone)}T${formatClock(wholeSecondMs, timeZone)}Z`) - wholeSecondMs
  );
}

/** The instant at which the city's clock shows `YYYY-MM-DD HH:mm`; NaN for anything else. Across a jump of the clock: the hour as it is after it. */
export function parseLocal(text: string, timeZone: string): number {
  // Full-width colons come from Chinese keyboards.
  const match = /^(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2})[:：](\d{2})$/.exec(text.trim());
  const asUtcMs = match ? parseInstant(`${match[1]}T${match[2]!.padStart(2, '0')}:${match[3]}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtcMs)) return Number.NaN;
  const guessMs = asUtcMs - findOffsetMs(asUtcMs, timeZone);
  return asUtcMs - findOffsetMs(guessMs, timeZone);
}

/** `YYYY-MM-DD HH:mm` of the city's clock. */
export function formatLocal(timeMs: number, timeZone: string): string {
  return `${formatDate(timeMs, timeZone)} ${formatClock(timeMs, timeZone).slice(0, 5)}`;
}

/** The instant of the city's last midnight. */
export function findMidnight(timeMs: number, timeZone: string): number {
  return parseLocal(`${formatDate(timeMs, timeZone)} 00:00`, timeZone);
}

/** The city's weekday, 1 = Monday. */
export function findWeekday(timeMs: number, timeZone: string): number {
  const dayNumber = Math.floor(parseInstant(`${formatDate(timeMs, timeZone)}T00:00Z`) / DAY_MS);
  // Day 0 was a Thursday.
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}
