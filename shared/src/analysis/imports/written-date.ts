import type { ImportMapping } from '../../schemas/incident-import.ts';
import { DOTTED_TIME, TIME, readClock, tidyMoment } from './read-clock.ts';
import type { DateProblem, ReadDate } from './date-reading.ts';

export type DateOrder = ImportMapping['dateOrder'];
/** The order that was decided. */
export type SureDateOrder = Exclude<DateOrder, 'auto'>;
export const SURE_DATE_ORDERS = ['year-first', 'day-first', 'month-first'] as const satisfies readonly SureDateOrder[];

/** A date in numbers of which it is not known yet in which order they stand. */
export interface AskedDate {
  kind: 'asked';
  /** What it is by each order; `date-impossible` where that is no day, or not the day of the week that is written beside it. */
  readBy: (order: SureDateOrder) => ReadDate;
  /** The numbers as they stand: sorted by them, a column is sorted as text. */
  numbers: readonly [number, number, number];
  /** Six digits that may be year and month; null for anything else. */
  month: ReadDate | null;
  /** The order that is usual for such dates, where nothing speaks against it. */
  usual: SureDateOrder | null;
}

/** A date as it stands in a cell. */
export type WrittenDate = { kind: 'plain'; date: ReadDate } | AskedDate;

/** Earlier ones are slips of the pen: no register of incidents goes back that far. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
/** Days from 1899-12-30 to 1970-01-01: the spreadsheet's day 0, after its 29 February 1900 that never was. */
const SERIAL_OF_1970 = 25_569;
const SERIAL_OF_FALSE_LEAP_DAY = 60;
const MAX_SERIAL = 100_000;
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const CHINESE_WEEKDAYS = '日一二三四五六';

const OFFSET = String.raw`\s*(?<offset>z|utc|gmt|(?:utc|gmt)?[+-]\d{2}:?\d{2}|[+-]\d{2})?`;
/** A zone beside its offset, as Java prints it, or the name of the clock of the place, as it does too: CST in China and in Chicago. */
const ZONE_NAME = String.raw`(?:(?<=[z\d])\[[a-z_]+\/[a-z_/]+\]|\s+[cemp][sd]t)?`;
const withTime = (date: string): RegExp =>
  new RegExp(
    String.raw`^${date}(?:(?:\s*[t,_]\s*|\s+|(?<=日)|(?<=\d{8})-|(?<=[a-z]{3}\d{4}):)(?:${TIME}|${DOTTED_TIME})${OFFSET}${ZONE_NAME})?$`,
    'iu',
  );
const YEAR_FIRST = withTime(
  String.raw`(?:(?<year>\d{4})\s*[-/.年]|(?<shortYear>\d{2})\s*年)\s*(?<month>\d{1,2})\s*[-/.月]\s*(?<day>\d{1,2})[日号]?`,
);
const NUMBERS = withTime(String.raw`(?<first>\d{1,2})\s*[-/.]\s*(?<middle>\d{1,2})\s*[-/.]\s*(?<last>\d{4}|\d{1,2})`);
const NAMED_MONTH = withTime(
  String.raw`(?:(?<day>\d{1,2})(?:st|nd|rd|th)?[-/\s]*(?<name>[a-z]{3,9})\.?[-/\s,]*|(?<name2>[a-z]{3,9})\.?[-\s]+(?<day2>\d{1,2})(?:st|nd|rd|th)?[,\s]+)(?<year>\d{4}|\d{2})`,
);
/** As C and JavaScript write a moment: the year after the time. */
const YEAR_AT_END =
  /^(?<date>[a-z]{3,9}\s+\d{1,2})\s+(?<time>\d{1,2}:\d{2}(?::\d{2})?)(?<zone>\s+(?:utc|gmt|[cemp][sd]t))?\s+(?<year>\d{4})$/iu;
const COMPACT =
  /^(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})(?:t?(?<hour>\d{2})(?<minute>\d{2})(?:(?<second>\d{2})(?:\d{3})?)?(?<offset>z)?)?$/iu;
const COMPACT_DAY = withTime(String.raw`(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})`);
/** Day and month before the year, or a year of two digits, without separators. */
const TOGETHER = withTime(String.raw`(?<first>\d{2})(?<middle>\d{2})(?<last>(?:19|20)\d{2}|\d{2})`);
const MONTH_ALONE =
  /^(?:(?<year>(?:19|20)\d{2})[-/.年]?\s*(?<month>\d{2}|(?<=[-/年]\s*)\d)(?:月份?)?|(?<shortYear>\d{2})年\s*(?<month2>\d{1,2})月份?|(?<month3>\d{1,2})[-/.](?<year2>(?:19|20)\d{2})|(?<name>[a-z]{3,9})\.?[-/,\s]*(?<year3>(?:19|20)\d{2})|(?<year4>(?:19|20)\d{2})[-/,\s]*(?<name2>[a-z]{3,9})|(?<name3>[a-z]{3,9})[-'](?<shortYear2>\d{2}))$/iu;
const WEEKDAY =
  /\b(?<english>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\b[.,]*|[(（]?(?:星期|周|礼拜)(?<chinese>[一二三四五六日天])[)）]?/iu;

type Groups = Partial<Record<string, string>>;
const fail = (problem: DateProblem): ReadDate => ({ ok: false, problem });
const plain = (date: ReadDate): WrittenDate => ({ kind: 'plain', date });

/** A year of two digits is one from 1970 to 2069. */
export function toFullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2_000 + year : 1_900 + year;
}

/** The month of an English name or its beginning of three letters at least, 1–12; 0 for any other word. */
export function findNamedMonth(name: string): number {
  const lower = name.toLowerCase();
  return lower === 'sept' ? 9 : MONTHS.findIndex((month) => lower.length >= 3 && month.startsWith(lower)) + 1;
}

function readOffset(text: string | undefined): number | null {
  if (text === undefined) return null;
  const match = /(?<sign>[+-])(?<hours>\d{2}):?(?<minutes>\d{2})?$/u.exec(text)?.groups;
  if (!match) return 0;
  return (match['sign'] === '-' ? -1 : 1) * (Number(match['hours']) * 60 + Number(match['minutes'] ?? 0));
}

/** A calendar day, with the time of day that the groups of a pattern say. */
export function composeDate(
  year: number,
  month: number,
  day: number,
  groups: Groups,
  weekday: number | null = null,
): ReadDate {
  const atMs = Date.UTC(year, month - 1, day);
  const made = new Date(atMs);
  if (year < FIRST_YEAR || year > LAST_YEAR || made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day)
    return fail('date-impossible');
  if (weekday !== null && made.getUTCDay() !== weekday) return fail('date-impossible');
  const hasTime = (groups['hour'] ?? groups['hour2'] ?? groups['hour3']) !== undefined;
  const clockMs = hasTime ? readClock(groups) : 0;
  if (clockMs === null) return fail('date-impossible');
  return {
    ok: true,
    localMs: atMs + clockMs,
    offsetMinutes: readOffset(groups['offset']?.toLowerCase()),
    precision: hasTime ? 'minute' : 'day',
  };
}

function composePlain(groups: Groups): ReadDate {
  return composeDate(
    toFullYear((groups['year'] ?? groups['shortYear'])!),
    Number(groups['month']),
    Number(groups['day']),
    groups,
  );
}

/** The beginning of a month; `date-impossible` for one that no calendar has. */
export function composeMonth(year: number, month: number): ReadDate {
  const first = composeDate(year, month, 1, {});
  return first.ok ? { ...first, precision: 'month' } : first;
}

/**
 * A spreadsheet's day number of the 1900 system, in which 1900 has a 29 February (day 60): Lotus 1-2-3 had it so, and
 * every spreadsheet since. Its fraction is the time of day, exact to the second.
 */
function readSerial(serial: number): ReadDate {
  if (Math.floor(serial) === SERIAL_OF_FALSE_LEAP_DAY) return fail('date-impossible');
  const days = serial - SERIAL_OF_1970 + (serial < SERIAL_OF_FALSE_LEAP_DAY ? 1 : 0);
  return {
    ok: true,
    localMs: Math.round(days * 86_400) * 1_000,
    offsetMinutes: null,
    precision: Number.isInteger(serial) ? 'day' : 'minute',
  };
}

function readNumber(text: string): ReadDate {
  const compact = COMPACT.exec(text)?.groups;
  if (compact) return composeDate(Number(compact['year']), Number(compact['month']), Number(compact['day']), compact);
  const value = Number(text);
  const whole = text.split('.')[0]!.length;
  // Epoch seconds have 9 or 10 digits, milliseconds 12 or 13, since 1973.
  if (whole === 9 || whole === 10)
    return { ok: true, localMs: Math.round(value * 1_000), offsetMinutes: 0, precision: 'minute' };
  if (whole === 12 || whole === 13)
    return { ok: true, localMs: Math.round(value), offsetMinutes: 0, precision: 'minute' };
  // A year alone says too little, and a year with a fraction may be a month that lost its zero.
  const looksLikeYear = value >= FIRST_YEAR && value < LAST_YEAR + 1;
  if (value < 1 || value >= MAX_SERIAL || looksLikeYear) return fail('date-not-understood');
  return readSerial(value);
}

function readMonth(text: string): ReadDate | null {
  const groups = MONTH_ALONE.exec(text)?.groups;
  if (!groups) return null;
  const name = groups['name'] ?? groups['name2'] ?? groups['name3'];
  const month =
    name === undefined ? Number(groups['month'] ?? groups['month2'] ?? groups['month3']) : findNamedMonth(name);
  const year =
    groups['year'] ??
    groups['year2'] ??
    groups['year3'] ??
    groups['year4'] ??
    groups['shortYear'] ??
    groups['shortYear2'];
  return month === 0 ? null : composeMonth(toFullYear(year!), month);
}

/** Numbers in an order that is not known. A year has two digits or four: one digit is a day or a month. */
function askNumbers(groups: Groups, weekday: number | null, month: ReadDate | null): WrittenDate {
  const [first, middle, last] = [groups['first']!, groups['middle']!, groups['last']!];
  const impossible = fail('date-impossible');
  return {
    kind: 'asked',
    readBy(order) {
      if (order === 'year-first')
        return first.length === 2 && last.length <= 2
          ? composeDate(toFullYear(first), Number(middle), Number(last), groups, weekday)
          : impossible;
      if (last.length === 1) return impossible;
      const [dayText, monthText] = order === 'day-first' ? [first, middle] : [middle, first];
      return composeDate(toFullYear(last), Number(monthText), Number(dayText), groups, weekday);
    },
    numbers: [Number(first), Number(middle), Number(last)],
    month,
    usual: null,
  };
}

function askNamed(groups: Groups, weekday: number | null): WrittenDate {
  const month = findNamedMonth((groups['name'] ?? groups['name2'])!);
  if (month === 0) return plain(fail('date-not-understood'));
  const [day, year] = [(groups['day'] ?? groups['day2'])!, groups['year']!];
  if (year.length === 4) return plain(composeDate(Number(year), month, Number(day), groups));
  return {
    kind: 'asked',
    readBy: (order) => {
      if (order !== 'year-first') return composeDate(toFullYear(year), month, Number(day), groups, weekday);
      return day.length === 2 && groups['day'] !== undefined
        ? composeDate(toFullYear(day), month, Number(year), groups, weekday)
        : fail('date-impossible');
    },
    numbers: [Number(day), month, Number(year)],
    month: null,
    usual: 'day-first',
  };
}

/** Digits without separators: a full year first, if that is a day, or else what `rest` may be otherwise. */
function askTogether(
  rest: string,
  groups: Groups,
  { weekday, month }: { weekday: number | null; month: ReadDate | null },
): WrittenDate {
  const yearFirst = COMPACT.test(rest) ? readNumber(rest) : null;
  if (yearFirst?.ok) return plain(yearFirst);
  const asked = askNumbers(groups, weekday, month);
  // Six digits that are no day in any order.
  return month?.ok && asked.kind === 'asked' && !SURE_DATE_ORDERS.some((order) => asked.readBy(order).ok)
    ? plain(month)
    : asked;
}

/** Takes the day of the week out of a text: 0 = Sunday; null where none is written. */
function splitWeekday(text: string): { rest: string; weekday: number | null } {
  const groups = /[a-z周期拜]/iu.test(text) ? WEEKDAY.exec(text)?.groups : undefined;
  if (!groups) return { rest: text, weekday: null };
  const chinese = groups['chinese']?.replace('天', '日');
  const weekday =
    chinese === undefined ? WEEKDAYS.indexOf(groups['english']!.toLowerCase()) : CHINESE_WEEKDAYS.indexOf(chinese);
  const rest = text
    .replace(WEEKDAY, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/\s*\([^)]*\)$/u, '')
    .trim();
  return { rest: rest.replace(YEAR_AT_END, '$<date> $<year> $<time>$<zone>'), weekday };
}

/**
 * Looks at a date with or without a time: ISO 8601, year first with any separator or in Chinese, numbers whose order is to
 * be found, month names in English, days of the week, 12-hour clocks, months alone, spreadsheet day numbers, epoch seconds
 * and milliseconds. Never throws.
 */
export function readWrittenDate(text: string): WrittenDate {
  const tidied = tidyMoment(text);
  if (tidied === '') return plain(fail('no-date'));
  // The most frequent form first.
  const yearFirst = YEAR_FIRST.exec(tidied)?.groups;
  if (yearFirst) return plain(composePlain(yearFirst));
  const { rest, weekday } = splitWeekday(tidied);
  const dated = YEAR_FIRST.exec(rest)?.groups ?? COMPACT_DAY.exec(rest)?.groups;
  if (dated && !/^\d{8}$/u.test(rest)) return plain(composePlain(dated));
  const month = readMonth(rest);
  const together = TOGETHER.exec(rest)?.groups;
  if (together) return askTogether(rest, together, { weekday, month });
  if (month) return plain(month);
  if (/^\d+(\.\d+)?$/u.test(rest) || COMPACT.test(rest)) return plain(readNumber(rest));
  const numbers = NUMBERS.exec(rest)?.groups;
  if (numbers) return askNumbers(numbers, weekday, null);
  const named = NAMED_MONTH.exec(rest)?.groups;
  return named ? askNamed(named, weekday) : plain(fail('date-not-understood'));
}
