import type { ReadDate } from './date-reading.ts';

/**
 * What whole numbers below 100 mean in a column of times, as the whole column tells: `hours` of a day; `hhmm` or `hhmmss`,
 * a 24-hour clock's digits that lost their zeros (5 = 00:05); `unknown` where it could be either.
 */
export type ClockStyle = 'hours' | 'hhmm' | 'hhmmss' | 'unknown';

export type ReadTime =
  | { ok: true; /** Of the day. */ ms: number }
  | { ok: false; problem: 'date-not-understood' | 'time-ambiguous' };

export const DAY_MS = 86_400_000;
/** The longest date in words, and some more, so that what was longer is no date. */
const MAX_LENGTH = 64;

const HALVES = '上午|下午|凌晨|早上|早晨|清晨|傍晚|晚上|夜间|中午|[ap]m';
const SEPARATED = String.raw`(?<hour>\d{1,2})(?:[:时時點点h]\s*(?:(?<half>半)|(?<minute>\d{1,2})(?:[:分]\s*(?:(?<second>\d{1,2})(?:[.,](?<fraction>\d+))?秒?)?)?)?)?`;
const TOGETHER = String.raw`(?<hour2>\d{2})(?<minute2>\d{2})(?<second2>\d{2})?`;
/** A time of day as a pattern's source; its groups are for {@link readClock}. */
export const TIME = String.raw`(?<before>${HALVES})?\s*(?:${TOGETHER}|${SEPARATED})\s*(?<after>[ap]\.?m\.?|[上下]午)?(?:\s*(?:hrs?|hours|整|许|左右)\.?)?`;
/** With dots, as clocks are written in some countries: only behind a date, where it is no fraction. */
export const DOTTED_TIME = String.raw`(?<hour3>\d{1,2})\.(?<minute3>\d{2})(?:\.(?<second3>\d{2}))?`;
const TIME_ALONE = new RegExp(`^t?${TIME}$`, 'iu');
const FRACTION_OF_DAY = /^0?\.\d+$|^0\.0+$/u;
/** Digits alone; a table that took numbers for fractions adds `.0`. */
const WHOLE = /^(?<digits>\d{1,6})(?:\.0+)?(?:\s*(?:hrs?|hours)\.?)?$/iu;
/** A spreadsheet gives a time as its day 0. */
const SPREADSHEET = /^1(?:899-12-3[01]|900-01-0[01]|904-01-01)[ t](?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})/iu;

type Groups = Partial<Record<string, string>>;

/** Full-width digits and signs, as Chinese input methods write them, become plain ones; the sign by which spreadsheets keep a date as text goes. What is longer than any date is cut: patterns take long over long texts. */
export function tidyMoment(text: string): string {
  return text
    .trim()
    .replace(/^['’`](?=\d)/u, '')
    .slice(0, MAX_LENGTH)
    .replace(/[０-９：／．－，]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('　', ' ')
    .replace(/[‐-―−]/gu, '-');
}

/** Milliseconds of a day from the groups of {@link TIME}; null for a time that no clock shows. 24:00 is the end of the day. */
export function readClock({ before, after, fraction = '0', ...groups }: Groups): number | null {
  const half = (before ?? after ?? '').toLowerCase().replaceAll('.', '');
  const minute = groups['half'] ? 30 : Number(groups['minute'] ?? groups['minute2'] ?? groups['minute3'] ?? 0);
  const second = Number(groups['second'] ?? groups['second2'] ?? groups['second3'] ?? 0);
  const written = Number(groups['hour'] ?? groups['hour2'] ?? groups['hour3']);
  let hours = written;
  const isAfternoon = ['pm', '下午', '傍晚', '晚上', '夜间', '中午'].includes(half);
  const isMorning = ['am', '上午', '凌晨', '早上', '早晨', '清晨'].includes(half);
  if ((half === 'am' || half === 'pm') && (hours < 1 || hours > 12)) return null;
  // 12 am begins the day, 12 pm is noon; 晚上12点 is the midnight that ends it, 夜间2点 comes after it.
  if (isMorning && hours === 12) hours = 0;
  else if ((half === '晚上' || half === '夜间') && hours === 12) hours = 24;
  else if (half === '夜间' && hours < 6) hours = written;
  else if (half === '中午' && hours >= 10) hours = written;
  else if (isAfternoon && hours < 12) hours += 12;
  if (hours > 24 || minute > 59 || second > 59) return null;
  const ms = ((hours * 60 + minute) * 60 + second) * 1_000 + Math.floor(Number(`0.${fraction}`) * 1_000);
  return ms <= DAY_MS ? ms : null;
}

/** The digits of a time written without separators, as they stand; null for anything else. */
export function readWholeTime(text: string): string | null {
  return WHOLE.exec(tidyMoment(text))?.groups!['digits'] ?? null;
}

/** Milliseconds of a day from digits; null for a time that no clock shows. */
export function readDigits(digits: string, style: 'hhmm' | 'hhmmss'): number | null {
  const padded = digits.padStart(style === 'hhmm' ? 4 : 6, '0');
  return readClock({ hour: padded.slice(0, 2), minute: padded.slice(2, 4), second: padded.slice(4) || '0' });
}

function readWhole(digits: string, style: ClockStyle): ReadTime {
  const toRead = (ms: number | null): ReadTime =>
    ms === null ? { ok: false, problem: 'date-not-understood' } : { ok: true, ms };
  if (Number(digits) === 0) return { ok: true, ms: 0 };
  // Zeros before it say how many digits there are.
  if (digits.length === 6 || (digits.length === 4 && digits.startsWith('0')))
    return toRead(readDigits(digits, digits.length === 6 ? 'hhmmss' : 'hhmm'));
  if (style === 'unknown' && digits.length <= 4) return { ok: false, problem: 'time-ambiguous' };
  if (style === 'hhmmss' || digits.length === 5) return toRead(readDigits(digits, 'hhmmss'));
  if (style === 'hhmm' || digits.length > 2) return toRead(readDigits(digits, 'hhmm'));
  return toRead(readClock({ hour: digits }));
}

/**
 * Reads a cell that says only the time: a clock's, with or without separators, or a spreadsheet's fraction of a day or its
 * day 0. `style` is what the whole column decided of its whole numbers. A date with a time is none: see {@link readTimeOfDate}.
 */
export function readTimeOfDay(text: string, style: ClockStyle): ReadTime {
  const tidied = tidyMoment(text);
  if (FRACTION_OF_DAY.test(tidied)) return { ok: true, ms: Math.round(Number(tidied) * 86_400) * 1_000 };
  const digits = readWholeTime(tidied);
  if (digits !== null) return readWhole(digits, style);
  const groups = SPREADSHEET.exec(tidied)?.groups ?? TIME_ALONE.exec(tidied)?.groups;
  const ms = groups ? readClock(groups) : null;
  return ms === null ? { ok: false, problem: 'date-not-understood' } : { ok: true, ms };
}

/** The time of a full date that stands in a column of times, milliseconds of its day: only where the day is the row's own; null otherwise. */
export function readTimeOfDate(full: ReadDate, dayMs: number): number | null {
  if (!full.ok || full.precision !== 'minute') return null;
  const ofDay = ((full.localMs % DAY_MS) + DAY_MS) % DAY_MS;
  return full.localMs - ofDay === dayMs ? ofDay : null;
}
