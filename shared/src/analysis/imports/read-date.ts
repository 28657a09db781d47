import type { ImportMapping, ImportProblem } from '../../schemas/incident-import.ts';

export type DateOrder = ImportMapping['dateOrder'];
type DateProblem = Extract<ImportProblem, 'no-date' | 'date-not-understood' | 'date-impossible' | 'date-ambiguous'>;

/** A date as it was written: `localMs` are the milliseconds since 1970-01-01T00:00 on the clock it was read from. */
export type ReadDate =
  | { ok: true; localMs: number; /** How far that clock is ahead of UTC; null = it is not said. */ offsetMinutes: number | null; hasTime: boolean }
  | { ok: false; problem: DateProblem };

const DAY_MS = 86_400_000;
/** Earlier ones are slips of the pen: no register of incidents goes back that far. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
/** Days from 1899-12-30 to 1970-01-01: the spreadsheet's day 0, after its 29 February 1900 that never was. */
const SERIAL_OF_1970 = 25_569;
const SERIAL_OF_FALSE_LEAP_DAY = 60;
const MAX_SERIAL = 100_000;
/** The longest date in words, and some more, so that what was longer is no date. */
const MAX_LENGTH = 64;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const TIME = String.raw`(?<before>上午|下午|凌晨|早上|晚上|中午|[ap]m)?\s*(?<hour>\d{1,2})(?:[:时點点]\s*(?:(?<minute>\d{1,2})(?:[:分]\s*(?:(?<second>\d{1,2})(?:[.,](?<fraction>\d+))?秒?)?)?)?)?\s*(?<after>[ap]\.?m\.?)?`;
const OFFSET = String.raw`\s*(?<offset>z|utc|gmt|(?:utc|gmt)?[+-]\d{2}:?\d{2}|[+-]\d{2})?`;
const withTime = (date: string): RegExp => new RegExp(String.raw`^${date}(?:(?:\s*[t,]\s*|\s+|(?<=日))${TIME}${OFFSET})?$`, 'iu');
const YEAR_FIRST = withTime(String.raw`(?<year>\d{4})\s*[-/.年]\s*(?<month>\d{1,2})\s*[-/.月]\s*(?<day>\d{1,2})日?`);
const YEAR_LAST = withTime(String.raw`(?<first>\d{1,2})[-/.](?<second2>\d{1,2})[-/.](?<year>\d{4}|\d{2})`);
const NAMED_MONTH = withTime(String.raw`(?:(?<day>\d{1,2})(?:st|nd|rd|th)?[-\s]+(?<name>[a-z]{3,9})\.?[-\s,]+|(?<name2>[a-z]{3,9})\.?[-\s]+(?<day2>\d{1,2})(?:st|nd|rd|th)?[,\s]+)(?<year>\d{4}|\d{2})`);
const COMPACT = /^(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})(?:t?(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?(?<offset>z)?)?$/iu;
const TIME_ALONE = new RegExp(`^${TIME}$`, 'iu');

type Groups = Partial<Record<string, string>>;
const fail = (problem: DateProblem): ReadDate => ({ ok: false, problem });

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2_000 + year : 1_900 + year;
}

/** Milliseconds of a day; null for a time that no clock shows. 24:00 is the end of the day. */
function readClock({ before, hour, minute = '0', second = '0', fraction = '0', after }: Groups): number | null {
  const half = (before ?? after ?? '').toLowerCase().replaceAll('.', '');
  let hours = Number(hour);
  const isAfternoon = half === 'pm' || half === '下午' || half === '晚上' || half === '中午';
  const isMorning = half === 'am' || half === '上午' || half === '凌晨' || half === '早上';
  if ((half === 'am' || half === 'pm') && (hours < 1 || hours > 12)) return null;
  // 12 am begins the day, 12 pm is noon; 晚上12点 is the midnight that ends it.
  if (isMorning && hours === 12) hours = 0;
  else if (half === '晚上' && hours === 12) hours = 24;
  else if (half === '中午' && hours >= 10) hours = Number(hour);
  else if (isAfternoon && hours < 12) hours += 12;
  if (hours > 24 || Number(minute) > 59 || Number(second) > 59) return null;
  const ms = ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1_000 + Math.floor(Number(`0.${fraction}`) * 1_000);
  return ms <= DAY_MS ? ms : null;
}

function readOffset(text: string | undefined): number | null {
  if (text === undefined) return null;
  const match = /(?<sign>[+-])(?<hours>\d{2}):?(?<minutes>\d{2})?$/u.exec(text)?.groups;
  if (!match) return 0;
  return (match['sign'] === '-' ? -1 : 1) * (Number(match['hours']) * 60 + Number(match['minutes'] ?? 0));
}

function compose(year: number, month: number, day: number, groups: Groups): ReadDate {
  const atMs = Date.UTC(year, month - 1, day);
  const made = new Date(atMs);
  if (year < FIRST_YEAR || year > LAST_YEAR || made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return fail('date-impossible');
  const hasTime = groups['hour'] !== undefined;
  const clockMs = hasTime ? readClock(groups) : 0;
  if (clockMs === null) return fail('date-impossible');
  return { ok: true, localMs: atMs + clockMs, offsetMinutes: readOffset(groups['offset']?.toLowerCase()), hasTime };
}

/**
 * A spreadsheet's day number of the 1900 system, in which 1900 has a 29 February (day 60): Lotus 1-2-3 had it so, and
 * every spreadsheet since. Its fraction is the time of day, exact to the second.
 */
function readSerial(serial: number): ReadDate {
  if (Math.floor(serial) === SERIAL_OF_FALSE_LEAP_DAY) return fail('date-impossible');
  const days = serial - SERIAL_OF_1970 + (serial < SERIAL_OF_FALSE_LEAP_DAY ? 1 : 0);
  return { ok: true, localMs: Math.round(days * 86_400) * 1_000, offsetMinutes: null, hasTime: !Number.isInteger(serial) };
}

function readNumber(text: string): ReadDate {
  const compact = COMPACT.exec(text)?.groups;
  if (compact) return compose(Number(compact['year']), Number(compact['month']), Number(compact['day']), compact);
  const value = Number(text);
  const whole = text.split('.')[0]!.length;
  // Epoch seconds have 9 or 10 digits, milliseconds 12 or 13, since 1973.
  if (whole === 9 || whole === 10) return { ok: true, localMs: Math.round(value * 1_000), offsetMinutes: 0, hasTime: true };
  if (whole === 12 || whole === 13) return { ok: true, localMs: Math.round(value), offsetMinutes: 0, hasTime: true };
  const looksLikeYear = Number.isInteger(value) && value >= FIRST_YEAR && value <= LAST_YEAR;
  if (value < 1 || value >= MAX_SERIAL || looksLikeYear) return fail('date-not-understood');
  return readSerial(value);
}

/** The two numbers before a year that stands last, as they are written; null for anything else. */
export function readYearLast(text: string): { first: number; second: number } | null {
  const groups = YEAR_LAST.exec(tidy(text))?.groups;
  return groups ? { first: Number(groups['first']), second: Number(groups['second2']) } : null;
}

/** Full-width digits and signs, as Chinese input methods write them, become plain ones. What is longer than any date is cut: patterns take long over long texts. */
function tidy(text: string): string {
  return text.trim().slice(0, MAX_LENGTH).replace(/[０-９：／．－]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ');
}

/**
 * Reads a date with or without a time: ISO 8601, year first with any separator or in Chinese, day and month as numbers
 * before the year (by `order`; with `auto` only where one of them exceeds 12), month names in English, 12-hour clocks,
 * spreadsheet day numbers, epoch seconds and milliseconds. Never throws.
 */
export function readDate(text: string, order: DateOrder): ReadDate {
  const tidied = tidy(text);
  if (tidied === '') return fail('no-date');
  if (/^\d+(\.\d+)?$/u.test(tidied) || COMPACT.test(tidied)) return readNumber(tidied);
  const yearFirst = YEAR_FIRST.exec(tidied)?.groups;
  if (yearFirst) return compose(Number(yearFirst['year']), Number(yearFirst['month']), Number(yearFirst['day']), yearFirst);
  const yearLast = YEAR_LAST.exec(tidied)?.groups;
  if (yearLast) {
    const [first, second] = [Number(yearLast['first']), Number(yearLast['second2'])];
    const isDayFirst = order === 'day-first' || (order === 'auto' && first > 12);
    if (order === 'auto' && first <= 12 && second <= 12 && first !== second) return fail('date-ambiguous');
    return compose(fullYear(yearLast['year']!), isDayFirst ? second : first, isDayFirst ? first : second, yearLast);
  }
  const named = NAMED_MONTH.exec(tidied)?.groups;
  if (named) {
    const month = MONTHS.indexOf((named['name'] ?? named['name2'])!.slice(0, 3).toLowerCase()) + 1;
    return month === 0 ? fail('date-not-understood') : compose(fullYear(named['year']!), month, Number(named['day'] ?? named['day2']), named);
  }
  return fail('date-not-understood');
}

/** Milliseconds of a day from a cell that says only the time: a clock's, `1305`, a spreadsheet's fraction of a day, or the time of a full date. Null if it says none. */
export function readTimeOfDay(text: string): number | null {
  const tidied = tidy(text);
  if (/^0?\.\d+$|^0(\.0+)?$/u.test(tidied)) return Math.round(Number(tidied) * 86_400) * 1_000;
  const compact = /^(?<hour>\d{1,2})(?<minute>\d{2})$/u.exec(tidied)?.groups;
  if (compact) return readClock(compact);
  const clock = TIME_ALONE.exec(tidied)?.groups;
  if (clock) return readClock(clock);
  // A spreadsheet gives a time as its day 0.
  const spreadsheet = /^1(?:899-12-3[01]|900-01-0[01])[ t](?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})/iu.exec(tidied)?.groups;
  if (spreadsheet) return readClock(spreadsheet);
  const full = readDate(tidied, 'auto');
  return full.ok && full.hasTime ? ((full.localMs % DAY_MS) + DAY_MS) % DAY_MS : null;
}
