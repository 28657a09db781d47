import { findDayStart, weekdayOf } from '@liaowang/shared/analysis/time/local-hours';
import { formatDate } from '../../../lib/format.ts';

export interface WeekBar {
  /** First day. */
  label: string;
  count: number;
  /** The window holds not all of it. */
  isPartial: boolean;
}

const DAYS_A_WEEK = 7;

/** Incidents by local week (from Monday) of a window of local days, `endDay` excluded. */
export function countWeeks(
  days: ArrayLike<number>,
  { fromDay, endDay }: { fromDay: number; endDay: number },
  timeZone: string,
): WeekBar[] {
  const firstMonday = fromDay - weekdayOf(fromDay);
  const bars = Array.from(
    { length: Math.max(0, Math.ceil((endDay - firstMonday) / DAYS_A_WEEK)) },
    (_, week): WeekBar => {
      const monday = firstMonday + week * DAYS_A_WEEK;
      return {
        label: formatDate(findDayStart(monday, timeZone), timeZone),
        count: 0,
        isPartial: monday < fromDay || monday + DAYS_A_WEEK > endDay,
      };
    },
  );
  for (let i = 0; i < days.length; i++) {
    const bar = bars[Math.floor((days[i]! - firstMonday) / DAYS_A_WEEK)];
    if (bar) bar.count++;
  }
  return bars;
}
