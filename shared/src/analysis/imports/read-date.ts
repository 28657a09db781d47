import type { ReadDate } from './date-reading.ts';
import type { DateOrder } from './written-date.ts';
import { SURE_DATE_ORDERS, readWrittenDate } from './written-date.ts';

/** How a column writes its dates. */
export interface DateStyle {
  order: DateOrder;
  /** Six digits are year and month (202305), as the whole column shows, and no day with a year of two digits. */
  hasSixDigitMonths: boolean;
}

/** Of a column of which nothing is known. */
export const UNKNOWN_DATE_STYLE: DateStyle = { order: 'auto', hasSixDigitMonths: false };

/**
 * Reads a date as {@link readWrittenDate} finds it. Where the order of its numbers is asked, `style` says it; with `auto`
 * it is read only if all orders in which it is a day mean the same day. Never throws.
 */
export function readDate(text: string, { order, hasSixDigitMonths }: DateStyle): ReadDate {
  const written = readWrittenDate(text);
  if (written.kind === 'plain') return written.date;
  if (hasSixDigitMonths && written.month) return written.month;
  if (order !== 'auto') return written.readBy(order);
  if (written.usual !== null) return written.readBy(written.usual);
  const possible = [...SURE_DATE_ORDERS.map(written.readBy), ...(written.month ? [written.month] : [])].filter(
    (date) => date.ok,
  );
  const [only] = possible;
  if (!only) return { ok: false, problem: 'date-impossible' };
  return possible.every(({ localMs, precision }) => localMs === only.localMs && precision === only.precision)
    ? only
    : { ok: false, problem: 'date-ambiguous' };
}
