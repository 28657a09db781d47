import { readYearLast, type DateOrder } from './read-date.ts';

/** Gathers what a column's dates say of their order. */
export interface DateOrderEvidence {
  add(text: string): void;
  /** Whether any date has the year last: without one there is no question. */
  readonly isAsked: boolean;
  /** The order that every date so far allows and one proves; `auto` where none or both are proved. */
  decide(): DateOrder;
}

/** A number above 12 is a day, wherever it stands. */
export function createDateOrderEvidence(): DateOrderEvidence {
  let isAsked = false;
  let provesDayFirst = false;
  let provesMonthFirst = false;
  return {
    add(text) {
      const read = readYearLast(text);
      if (!read) return;
      isAsked = true;
      provesDayFirst ||= read.first > 12 && read.second <= 12;
      provesMonthFirst ||= read.second > 12 && read.first <= 12;
    },
    get isAsked() {
      return isAsked;
    },
    decide() {
      if (provesDayFirst === provesMonthFirst) return 'auto';
      return provesDayFirst ? 'day-first' : 'month-first';
    },
  };
}
