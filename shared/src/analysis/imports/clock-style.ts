import { readDigits, readWholeTime, type ClockStyle } from './read-clock.ts';

/** Gathers what the whole numbers of a column of times say of how they are meant. */
export interface ClockStyleEvidence {
  add(text: string): void;
  /** Whether any cell is a whole number that could mean more than one time. */
  readonly isAsked: boolean;
  decide(): ClockStyle;
}

/** Slips of the pen that a column may have without losing its meaning. */
const SLIPS = 0.05;
/** Most times of a day have six digits once seconds are written: 86 % of them are past ten or have five at least. */
const LEAST_SECONDS_SHARE = 0.6;
/** So many odd minutes below 25 and none from 25 to 59 came to pass by chance once in 1,000 columns. */
const ODD_HOURS = 8;

/**
 * 24-hour clocks lose their zeros where a table takes them for numbers: one number above 99 tells so for all. Where none
 * exceeds 24 they are hours, as 59 of 60 minutes of a day have more digits. Hours and clocks mixed by hand (9, 10, 930)
 * are told by what is missing, the numbers from 25 to 59; what then could be either is not guessed.
 */
export function createClockStyleEvidence(): ClockStyleEvidence {
  const counts = { hours: 0, oddHours: 0, minutes: 0, hhmm: 0, hhmmss: 0, wrong: 0 };
  return {
    add(text) {
      const digits = readWholeTime(text);
      if (digits === null) return;
      const value = Number(digits);
      if (value === 0) return;
      if (digits.length > 4) counts[readDigits(digits, 'hhmmss') === null ? 'wrong' : 'hhmmss']++;
      else if (digits.length === 4 || value > 99) counts[readDigits(digits, 'hhmm') === null ? 'wrong' : 'hhmm']++;
      else if (value > 59) counts.wrong++;
      else if (value > 24) counts.minutes++;
      else {
        counts.hours++;
        // Times are rounded to five minutes, and "unknown" is often 00:01.
        if (value > 1 && value % 5 !== 0) counts.oddHours++;
      }
    },
    get isAsked() {
      return counts.hours + counts.minutes + counts.hhmm + counts.hhmmss + counts.wrong > 0;
    },
    decide() {
      const { hours, oddHours, minutes, hhmm, hhmmss, wrong } = counts;
      const all = hours + minutes + hhmm + hhmmss + wrong;
      const others = all - hours;
      if (hhmm + hhmmss === 0) return others <= all * SLIPS ? 'hours' : 'unknown';
      if (wrong > all * SLIPS) return 'unknown';
      if (hhmmss > 0) return hhmmss >= all * LEAST_SECONDS_SHARE ? 'hhmmss' : 'unknown';
      if (minutes > 0 || oddHours < ODD_HOURS) return 'hhmm';
      return hhmm <= all * SLIPS ? 'hours' : 'unknown';
    },
  };
}
