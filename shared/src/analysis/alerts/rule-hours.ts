import type { RuleSchedule } from '../../schemas/rule-schedule.ts';

const DAY_MINUTES = 1_440;

/**
 * For how many minutes a rule has been active without a break at a minute (0–1439) of a local weekday (1 = Monday); null
 * while it rests. Hours are half-open, those past midnight belong to the day on which they began, and all days on end
 * count as one stretch of a day.
 */
export function findActiveMinutes(
  { weekdays, startMinute, endMinute }: RuleSchedule,
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

/** For how many minutes on end a rule is active at most; Infinity where its hours never end. */
export function findLongestActiveMinutes({ weekdays, startMinute, endMinute }: RuleSchedule): number {
  if (startMinute === 0 && endMinute === DAY_MINUTES && weekdays.length === 7) return Infinity;
  return (endMinute - startMinute + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
}
