import type { ReadDate } from './date-reading.ts';
import { createDateSpan, type DateSpan } from './date-span.ts';
import type { DateStyle } from './read-date.ts';
import { DAY_MS } from './read-clock.ts';
import {
  SURE_DATE_ORDERS,
  readWrittenDate,
  type AskedDate,
  type SureDateOrder,
  type WrittenDate,
} from './written-date.ts';

/** What a column would be, read in an order. */
export interface DateOrderChoice {
  order: SureDateOrder;
  /** Local days, `YYYY-MM-DD`; null where no cell is a day in this order. */
  from: string | null;
  to: string | null;
  /** Cells that are no day in this order, or one in the future. */
  unreadable: number;
}

/** Gathers what a column's dates say of their order. */
export interface DateOrderEvidence {
  /** Takes a cell; returns how it was looked at. */
  add(text: string): WrittenDate;
  /** Whether the order of any date is asked. */
  readonly isAsked: boolean;
  decide(): DateStyle;
  /** What can be chosen, for people; empty where nothing is asked. */
  listChoices(): DateOrderChoice[];
}

/** An order wins if the days that it makes of a column came to lie as closely by chance less than once in so many columns. */
const LEAST_ODDS = 1e6;
/** More days than these say no more: registers have a shape of their own. */
const MOST_DAYS_COUNTED = 20;
/** Cells that may be wrong in the right order, and how many times as many have to be wrong in the others. */
const SLIPS = { mostShare: 0.01, leastTimes: 10 };
/** The same day of fewer than these years, and of fewer than those if they are the later ones, may be a feast. */
const YEARS = { few: 5, some: 10 };
/** Days may be ahead by one: files come from other time zones. */
const FUTURE_MS = DAY_MS;

const logOfFactorial = (n: number): number =>
  Array.from({ length: n }, (_, i) => Math.log(i + 1)).reduce((sum, log) => sum + log, 0);

/**
 * Finds the order of a column's dates among all orders: year, day or month first, years of two digits too. An order in
 * which a date is none, lies in the future or on another day of the week than is written beside it is out. Of those that
 * are left the one wins whose days lie so much closer together that chance does not explain it: of days spread evenly over
 * a span S, n lie in s < S with a probability of (s / S)^(n − 1). Being in order of time counts too (n! orders), unless the
 * column is sorted as text. What is left open then is for people to say.
 */
export function createDateOrderEvidence(nowMs: number): DateOrderEvidence {
  const spans: Record<SureDateOrder, DateSpan> = {
    'year-first': createDateSpan(),
    'day-first': createDateSpan(),
    'month-first': createDateSpan(),
  };
  const wrong: Record<SureDateOrder, number> = { 'year-first': 0, 'day-first': 0, 'month-first': 0 };
  const written = createDateSpan();
  const sixDigits = { months: 0, sureMonths: 0, others: 0 };
  let asked = 0;
  /** Without dates that have a usual order. */
  let open = 0;

  function addPlain(date: ReadDate, text: string): void {
    if (!date.ok) return;
    if (date.precision === 'month') {
      if (/^\s*\d{6}\s*$/u.test(text)) sixDigits.sureMonths++;
      return;
    }
    // What says itself when it was tells where the others belong.
    for (const order of SURE_DATE_ORDERS) spans[order].add(Math.floor(date.localMs / DAY_MS));
  }

  function addAsked(date: AskedDate): void {
    asked++;
    if (date.usual === null) open++;
    if (date.month?.ok) sixDigits.months++;
    else sixDigits.others++;
    const [first, middle, last] = date.numbers;
    written.add((first * 100 + middle) * 10_000 + last);
    for (const order of SURE_DATE_ORDERS) {
      const read = date.readBy(order);
      if (read.ok && read.localMs <= nowMs + FUTURE_MS) spans[order].add(Math.floor(read.localMs / DAY_MS));
      else wrong[order]++;
    }
  }

  /** A day that comes once a year, over so few years that a register may have kept nothing else. */
  function isFeast(span: DateSpan, rival: DateSpan): boolean {
    return span.isYearly() && (span.count < YEARS.few || (span.count < YEARS.some && span.last! > rival.last!));
  }

  const countDays = (): number => Math.min(written.count, MOST_DAYS_COUNTED);

  /** How surely the days of one order do not lie so closely by accident if another were right: natural logarithm of the odds. */
  function weighSpan(order: SureDateOrder, other: SureDateOrder): number {
    const [mine, others] = [spans[order], spans[other]];
    return others.isMonthly() || isFeast(others, mine)
      ? 0
      : (countDays() - 1) * Math.log(others.lengthDays() / mine.lengthDays());
  }
  /** The same for being in order of time. */
  function weighSorting(order: SureDateOrder, other: SureDateOrder): number {
    const isSorted =
      spans[order].isMonotone && !spans[other].isMonotone && !written.isMonotone && !spans[other].isMonthly();
    return isSorted ? logOfFactorial(countDays()) : 0;
  }
  const isSure = (weight: number): boolean => weight >= Math.log(LEAST_ODDS);
  const beats = (order: SureDateOrder, other: SureDateOrder): boolean =>
    isSure(weighSpan(order, other) + weighSorting(order, other));

  function decideOrder(): DateStyle['order'] {
    if (asked === 0) return 'auto';
    const least = Math.min(...SURE_DATE_ORDERS.map((order) => wrong[order]));
    if (least > asked * SLIPS.mostShare) return 'auto';
    const left = SURE_DATE_ORDERS.filter((order) => wrong[order] === least);
    const winner = left.find((order) => left.every((other) => other === order || beats(order, other)));
    if (!winner) return 'auto';
    const others = SURE_DATE_ORDERS.filter((order) => !left.includes(order));
    // A slip may speak against the right order: another is not taken then if its days lie much further apart.
    const isSpoiled = others.some(
      (other) => wrong[other] <= Math.max(1, asked * SLIPS.mostShare) && isSure(weighSpan(other, winner)),
    );
    const isClear = least === 0 || others.every((other) => wrong[other] >= least * SLIPS.leastTimes);
    return isClear && !isSpoiled ? winner : 'auto';
  }

  return {
    add(text) {
      const date = readWrittenDate(text);
      if (date.kind === 'asked') addAsked(date);
      else addPlain(date.date, text);
      return date;
    },
    get isAsked() {
      return asked > 0;
    },
    decide() {
      const hasSixDigitMonths = sixDigits.sureMonths > 0 && sixDigits.others === 0;
      const order = hasSixDigitMonths ? 'auto' : decideOrder();
      return { order: open === 0 && order !== 'year-first' ? 'auto' : order, hasSixDigitMonths };
    },
    listChoices() {
      const toText = (day: number | null): string | null =>
        day === null ? null : new Date(day * DAY_MS).toISOString().slice(0, 10);
      if (open === 0) return [];
      return SURE_DATE_ORDERS.filter((order) => wrong[order] < asked).map((order) => ({
        order,
        from: toText(spans[order].first),
        to: toText(spans[order].last),
        unreadable: wrong[order],
      }));
    },
  };
}
