import { weekdayOf } from '@liaowang/shared/analysis/time/local-hours';
import { monthOf, monthStart } from '../../lib/calendar-day.ts';
import { sumDays, type CrossCounts } from './cross-filter.ts';
import type { DayRange } from './filter-choice.ts';

export type BinUnit = 'day' | 'week' | 'month';

export interface DayBin extends DayRange {
  count: number;
  /** Cut short by the range's end: its count is not to be compared with the others'. */
  isPartial: boolean;
}

/** The finest unit that needs at most `maxBins` bars. Months, where even they are too many. */
export function chooseBinUnit({ fromDay, endDay }: DayRange, maxBins: number): BinUnit {
  const days = endDay - fromDay;
  return days <= maxBins ? 'day' : days / 7 <= maxBins ? 'week' : 'month';
}

/** Start of the bin that a day lies in; weeks start on Monday. */
function binStart(day: number, unit: BinUnit): number {
  if (unit === 'day') return day;
  if (unit === 'week') return day - weekdayOf(day);
  const { year, month } = monthOf(day);
  return monthStart(year, month);
}

function nextBin(start: number, unit: BinUnit): number {
  if (unit === 'day') return start + 1;
  if (unit === 'week') return start + 7;
  const { year, month } = monthOf(start);
  return monthStart(year, month + 1);
}

/** Counts of a range by calendar days, weeks or months; the first and the last may be cut short by it. */
export function binDays(
  counts: Pick<CrossCounts, 'days' | 'firstDay'>,
  { fromDay, endDay }: DayRange,
  unit: BinUnit,
): DayBin[] {
  const bins: DayBin[] = [];
  for (let start = binStart(fromDay, unit); start < endDay; start = nextBin(start, unit)) {
    const end = nextBin(start, unit);
    const bin = { fromDay: Math.max(start, fromDay), endDay: Math.min(end, endDay) };
    bins.push({ ...bin, count: sumDays(counts, bin), isPartial: bin.fromDay > start || bin.endDay < end });
  }
  return bins;
}

/** The range of days moved by a number of days, kept inside `limits` with its length where it fits. */
export function moveDays({ fromDay, endDay }: DayRange, byDays: number, limits: DayRange): DayRange {
  const length = Math.min(endDay - fromDay, limits.endDay - limits.fromDay);
  const from = Math.max(limits.fromDay, Math.min(limits.endDay - length, fromDay + byDays));
  return { fromDay: from, endDay: from + length };
}

/** The range with one end put at a day: at least one day long, inside `limits`. */
export function stretchDays(
  { fromDay, endDay }: DayRange,
  end: 'from' | 'end',
  toDay: number,
  limits: DayRange,
): DayRange {
  return end === 'from'
    ? { fromDay: Math.max(limits.fromDay, Math.min(endDay - 1, toDay)), endDay }
    : { fromDay, endDay: Math.min(limits.endDay, Math.max(fromDay + 1, toDay)) };
}
