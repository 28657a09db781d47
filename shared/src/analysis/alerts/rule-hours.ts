import type { CoverageRule } from '../../schemas/coverage-rule.ts';

const DAY_MINUTES = 1_440;

/**
 * For how many minutes a rule has been active without a break at a minute (0–1439) of a local weekday (1 = Monday); null
 * while it rests. Hours are half-open, those past midnight belong to the day on which they began, and all days on end
 * count as one stretch of a day.
 */
export function findActiveMinutes(
  { weekdays, startMinute, endMinute }: Pick<CoverageRule, 'weekdays' | 'startMinute' | 'endMinute'>,
  weekday: number,
  minute: number,
): number | null {
  const isToday = weekdays.includes(weekday);
  const wasYesterday = weekdays.includes(weekday === 1 ? 7 : weekday - 1);
  if (startMinute < endMinute) {
    if (!isToday || minute < startMinute || minute >= endMinute) return null;
    const isAllDay = startMinute === 0 && endMinute === DAY_MINUTES;
    return minute - startMinute + (isAllDay && wasYesterday ? DAY_MINUTES : 0);
  }
  if (startMinute === endMinute) return null;
  if (isToday && minute >= startMinute) return minute - startMinute;
  return wasYesterday && minute < endMinute ? minute + DAY_MINUTES - startMinute : null;
}
