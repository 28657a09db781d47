import type { ReadDate } from './date-reading.ts';
import { composeDate, composeMonth, findNamedMonth, toFullYear } from './written-date.ts';

/** A part of a date as a number: digits, with what Chinese writes after them, or as tables of numbers add `.0`; NaN for anything else. */
function readPart(text: string): number {
  return Number(/^(?<digits>\d{1,4})(?:\.0+)?[年月日号]?$/u.exec(text)?.groups!['digits'] ?? Number.NaN);
}

/** Reads a date whose parts have columns of their own. Without a day it is a month; without a month it says too little. */
export function readSplitDate(yearText: string, monthText: string, dayText: string): ReadDate {
  if (yearText === '' && monthText === '' && dayText === '') return { ok: false, problem: 'no-date' };
  const year = toFullYear(String(readPart(yearText)));
  const month = readPart(monthText) || findNamedMonth(monthText);
  if (Number.isNaN(year) || monthText === '' || month === 0) return { ok: false, problem: 'date-not-understood' };
  if (dayText === '') return composeMonth(year, month);
  const day = readPart(dayText);
  return Number.isNaN(day) ? { ok: false, problem: 'date-not-understood' } : composeDate(year, month, day, {});
}
