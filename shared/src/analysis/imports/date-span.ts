const DAY_MS = 86_400_000;
/** From so many days on, one in a hundred at either end may be a slip. */
const SLIP_SHARE = 0.01;

/** The different days that an order makes of a column. */
export interface DateSpan {
  /** Local days since 1970-01-01. */
  add(day: number): void;
  /** Different days. */
  readonly count: number;
  readonly first: number | null;
  readonly last: number | null;
  /** The days came one after the other or one before the other. */
  readonly isMonotone: boolean;
  /** From first to last day; what lies further than the ends of long columns is left out as slips. At least 1. */
  lengthDays(): number;
  /** Months by their first or last days, as monthly registers name them: no accident, however widely they are spread. */
  isMonthly(): boolean;
  /** The same day of each year. */
  isYearly(): boolean;
}

/** Gathers days; takes memory for each different day. */
export function createDateSpan(): DateSpan {
  const days = new Set<number>();
  let last: number | null = null;
  let [rises, falls] = [false, false];
  const countOf = (part: (date: Date) => number): number =>
    new Set([...days].map((day) => part(new Date(day * DAY_MS)))).size;
  const sort = (): number[] => [...days].sort((a, b) => a - b);
  return {
    add(day) {
      days.add(day);
      if (last !== null && day > last) rises = true;
      if (last !== null && day < last) falls = true;
      last = day;
    },
    get count() {
      return days.size;
    },
    get first() {
      return sort()[0] ?? null;
    },
    get last() {
      return sort().at(-1) ?? null;
    },
    get isMonotone() {
      return !(rises && falls);
    },
    lengthDays() {
      const sorted = sort();
      if (sorted.length === 0) return 1;
      const slips = Math.floor(sorted.length * SLIP_SHARE);
      return sorted.at(-1 - slips)! - sorted[slips]! + 1;
    },
    isMonthly() {
      const isFirst = (day: number): boolean => new Date(day * DAY_MS).getUTCDate() === 1;
      const months = countOf((date) => date.getUTCFullYear() * 12 + date.getUTCMonth());
      return months > 1 && ([...days].every(isFirst) || [...days].every((day) => isFirst(day + 1)));
    },
    isYearly() {
      return days.size > 1 && countOf((date) => date.getUTCMonth() * 31 + date.getUTCDate()) === 1;
    },
  };
}
