import { weekdayOf } from '@liaowang/shared/analysis/time/local-hours';
import { monthOf, monthStart } from '../../lib/calendar-day.ts';
import type { CrossCounts } from './cross-filter.ts';
import type { DayRange } from './filter-choice.ts';

/** Weeks a year's strip is wide: 365 days touch 53 or 54 weeks. */
export const CALENDAR_WEEKS = 54;
/** Steps of colour above none. */
export const CALENDAR_LEVELS = 5;
/** Share of a cell that is painted, the rest parts it from its neighbours. */
const CELL = 0.84;

/** The years of a range, the newest first. */
export function findYears({ fromDay, endDay }: DayRange): number[] {
  const first = monthOf(fromDay).year;
  const last = monthOf(Math.max(fromDay, endDay - 1)).year;
  return Array.from({ length: last - first + 1 }, (_, i) => last - i);
}

/** Column (week of the year, Monday first) and row (0 = Monday) of a day in its year's strip. */
export function placeOfDay(day: number): { year: number; week: number; weekday: number } {
  const { year } = monthOf(day);
  const start = monthStart(year, 0);
  return { year, week: Math.floor((day - start + weekdayOf(start)) / 7), weekday: weekdayOf(day) };
}

/** The day at a column and row of a year's strip, the nearest of that year where there is none. */
export function dayAtPlace(year: number, week: number, weekday: number): number {
  const start = monthStart(year, 0);
  const day = start - weekdayOf(start) + week * 7 + weekday;
  return Math.max(start, Math.min(monthStart(year + 1, 0) - 1, day));
}

/** Level of a count: 0 for none, then equal steps up to the largest. */
export function levelOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(1, Math.ceil((count / most) * CALENDAR_LEVELS));
}

export interface YearPaths {
  /** SVG path of the days of each level, in cells; outside the window. */
  outside: string[];
  inside: string[];
}

/** The days of a year's strip as one SVG path for each level: five strings to change where a drag would touch 365 elements. */
export function drawYear(
  year: number,
  { days, firstDay }: Pick<CrossCounts, 'days' | 'firstDay'>,
  window: DayRange,
  most: number,
  record: DayRange,
): YearPaths {
  const paths: YearPaths = {
    outside: Array.from({ length: CALENDAR_LEVELS + 1 }, () => ''),
    inside: Array.from({ length: CALENDAR_LEVELS + 1 }, () => ''),
  };
  const start = monthStart(year, 0);
  const shift = weekdayOf(start);
  for (let day = Math.max(start, record.fromDay); day < Math.min(monthStart(year + 1, 0), record.endDay); day++) {
    const level = levelOf(days[day - firstDay] ?? 0, most);
    const at = day - start + shift;
    paths[day >= window.fromDay && day < window.endDay ? 'inside' : 'outside'][level] +=
      `M${Math.floor(at / 7)} ${at % 7}h${CELL}v${CELL}h-${CELL}z`;
  }
  return paths;
}
