import type { ImportMapping } from '../../schemas/incident-import.ts';
import { createClockStyleEvidence } from './clock-style.ts';
import { readMomentName, type MomentName } from './moment-name.ts';
import { DAY_MS, readTimeOfDate, readTimeOfDay } from './read-clock.ts';
import { UNKNOWN_DATE_STYLE, readDate } from './read-date.ts';
import { findNamedMonth, readWrittenDate } from './written-date.ts';
import { splitSpan } from './split-span.ts';
import { shareOf, LEAST_SHARE, type SampledColumn } from './sampled-column.ts';

type MomentRole = 'date' | 'time' | 'dateTo' | 'timeTo' | 'year' | 'month' | 'day' | 'hour' | 'minute';
export type MomentColumns = Required<Pick<ImportMapping, MomentRole>>;

interface Candidate extends MomentName {
  name: string;
  cells: readonly string[];
  /** Its place in the file. */
  index: number;
  isDate: boolean;
  /** Some cell says another time than midnight. */
  hasClock: boolean;
}

/** Day numbers of spreadsheets from 1954 to 2099: other numbers are times or counts. */
const SERIALS = { first: 20_000, last: 73_050 };
const NOTHING: MomentColumns = {
  date: null,
  time: null,
  dateTo: null,
  timeTo: null,
  year: null,
  month: null,
  day: null,
  hour: null,
  minute: null,
};

function isDateCell(cell: string, mayBeNumber: boolean): boolean {
  const text = (splitSpan(cell)?.from ?? cell).trim();
  // A spreadsheet's day 0: a time.
  if (/^1(?:899-12-3[01]|900-01-0[01]|904-01-01)/u.test(text)) return false;
  if (/^\d+(?:\.\d+)?$/u.test(text)) {
    const value = Number(text);
    const isSerial = value >= SERIALS.first && value <= SERIALS.last;
    if (!mayBeNumber || (!isSerial && !/^\d{6}$|^\d{8,14}$|^\d{4}\.\d{2}$/u.test(text))) return false;
  }
  const read = readDate(text, UNKNOWN_DATE_STYLE);
  // Six digits are as often something else.
  return read.ok || read.problem === 'date-ambiguous' || (read.problem === 'date-impossible' && !/^\d{6}$/u.test(text));
}

/** Whether a cell says another time than midnight. */
function saysClock(cell: string): boolean {
  const written = readWrittenDate(splitSpan(cell)?.from ?? cell);
  const date =
    written.kind === 'plain'
      ? written.date
      : [written.readBy('day-first'), written.readBy('month-first'), written.readBy('year-first')].find(({ ok }) => ok);
  return date?.ok === true && date.precision === 'minute' && date.localMs % DAY_MS !== 0;
}

const PART_FITS: Record<'year' | 'month' | 'day' | 'hour' | 'minute', (cell: string) => boolean> = {
  year: (cell) => /^(?:(?:19|20)\d{2}|\d{2})(?:\.0+)?年?$/u.test(cell),
  month: (cell) => /^(?:0?[1-9]|1[0-2])(?:\.0+)?(?:月份?)?$/u.test(cell) || findNamedMonth(cell) > 0,
  day: (cell) => /^(?:0?[1-9]|[12]\d|3[01])(?:\.0+)?[日号]?$/u.test(cell),
  hour: (cell) => /^(?:[01]?\d|2[0-4])(?:\.0+)?[时点]?$/u.test(cell),
  minute: (cell) => /^[0-5]?\d(?:\.0+)?(?:分钟?)?$/u.test(cell),
};

/** Whether the column is of times that belong to the dates beside them: a full date counts only where it is the row's own. */
function fitsTime(cells: readonly string[], dates: readonly string[]): boolean {
  const evidence = createClockStyleEvidence();
  for (const cell of cells) evidence.add(cell);
  const style = evidence.decide();
  const fits = cells
    .map((cell, row) => {
      if (cell.trim() === '') return null;
      const time = readTimeOfDay(cell, style);
      if (time.ok || time.problem === 'time-ambiguous') return true;
      const day = readDate(dates[row] ?? '', UNKNOWN_DATE_STYLE);
      return (
        day.ok && readTimeOfDate(readDate(cell, UNKNOWN_DATE_STYLE), Math.floor(day.localMs / DAY_MS) * DAY_MS) !== null
      );
    })
    .filter((fit) => fit !== null);
  return fits.length > 0 && fits.filter(Boolean).length >= fits.length * LEAST_SHARE;
}

/** Of columns that say when, the one nearest to the incident: occurrence before report, pairs before single ones, a clock before none, then as the file has them. */
function findDate(candidates: readonly Candidate[]): Candidate | null {
  const dates = candidates.filter(({ rank, end, isDate }) => rank !== null && end !== 'to' && isDate);
  const hasTwin = (one: Candidate, isTwin: (other: Candidate) => boolean): boolean =>
    candidates.some(
      (other) => other !== one && other.isDate && other.rank === one.rank && other.stem === one.stem && isTwin(other),
    );
  const isPaired = (one: Candidate): boolean =>
    hasTwin(one, ({ end }) => end === 'to') && (one.end === 'from' || !hasTwin(one, ({ end }) => end === 'from'));
  // A full date in a column called "time" beside one called "date" may be of another day.
  const isTimeOfDate = (one: Candidate): boolean =>
    !one.saysDate && hasTwin(one, ({ saysDate, end }) => saysDate && end === one.end);
  const isNamed = (one: Candidate): boolean => one.saysDate || one.saysTime || one.rank === 0;
  const weigh = (one: Candidate): number =>
    one.rank! * 8 +
    (isNamed(one) ? 0 : 20) +
    (isTimeOfDate(one) ? 4 : 0) +
    (isPaired(one) ? 0 : 2) +
    (one.hasClock ? 0 : 1);
  return dates.toSorted((a, b) => weigh(a) - weigh(b) || a.index - b.index)[0] ?? null;
}

/** The time beside a date: of the same end, and not of another moment. */
function findTime(date: Candidate, candidates: readonly Candidate[]): Candidate | null {
  const times = candidates.filter(
    (one) =>
      one !== date &&
      one.rank !== null &&
      one.saysTime &&
      (one.end ?? 'from') === (date.end ?? 'from') &&
      (one.rank === date.rank || one.rank === 1 || (one.rank === 0 && date.rank === 1)) &&
      fitsTime(one.cells, date.cells),
  );
  const distance = (one: Candidate): number => (one.stem === date.stem ? 0 : 2) + (one.rank === date.rank ? 0 : 1);
  return times.toSorted((a, b) => distance(a) - distance(b) || a.index - b.index)[0] ?? null;
}

/** A time that ends what another column's time begins, where no date of its own stands beside it. */
function findTimeTo(time: Candidate, candidates: readonly Candidate[]): Candidate | null {
  return (
    candidates.find(
      (one) =>
        one !== time &&
        one.rank !== null &&
        one.saysTime &&
        one.end === 'to' &&
        !one.isDate &&
        one.stem === time.stem &&
        fitsTime(one.cells, []),
    ) ?? null
  );
}

/** The time beside a date in parts: of no other moment. */
function findTimeOfParts(candidates: readonly Candidate[], hasHour: boolean): Candidate | null {
  return (
    (hasHour
      ? null
      : candidates.find(
          (one) =>
            one.rank !== null &&
            one.rank < 2 &&
            one.saysTime &&
            one.part === null &&
            one.end !== 'to' &&
            !one.isDate &&
            fitsTime(one.cells, []),
        )) ?? null
  );
}

/** Columns of a date in parts: year and month at least. */
function findParts(
  candidates: readonly Candidate[],
): Pick<MomentColumns, 'year' | 'month' | 'day' | 'hour' | 'minute'> {
  const find = (part: keyof typeof PART_FITS): string | null =>
    candidates
      .filter(
        (one) =>
          one.part === part &&
          one.rank !== null &&
          one.rank < 2 &&
          one.end !== 'to' &&
          shareOf(one.cells, (cell) => PART_FITS[part](cell.trim())) >= LEAST_SHARE,
      )
      .toSorted((a, b) => a.rank! - b.rank! || a.index - b.index)[0]?.name ?? null;
  return { year: find('year'), month: find('month'), day: find('day'), hour: find('hour'), minute: find('minute') };
}

/** Which columns say when an incident was, from their names and cells; null where none fits. */
export function guessMomentColumns(columns: readonly SampledColumn[], taken: ReadonlySet<string>): MomentColumns {
  const candidates = columns
    .filter(({ name }) => !taken.has(name))
    .map(({ name, cells }, index): Candidate => {
      const said = readMomentName(name);
      const isDate = shareOf(cells, (cell) => isDateCell(cell, said.saysDate || said.saysTime)) >= LEAST_SHARE;
      return { ...said, name, cells, index, isDate, hasClock: isDate && cells.some(saysClock) };
    });
  const parts = findParts(candidates);
  const hasParts = parts.year !== null && parts.month !== null;
  const date = findDate(candidates);
  // A day of the report says less than the parts of the day itself.
  if (date === null || (hasParts && date.rank !== null && date.rank >= 2))
    return hasParts
      ? { ...NOTHING, ...parts, time: findTimeOfParts(candidates, parts.hour !== null)?.name ?? null }
      : NOTHING;

  const end =
    candidates.filter((one) => one.end === 'to' && one.isDate && one.rank === date.rank && one.stem === date.stem)[0] ??
    null;
  const beside = date.hasClock ? null : findTime(date, candidates);
  const isInParts = beside !== null && beside.name === parts.hour && parts.minute !== null;
  const timeTo =
    end === null ? beside && findTimeTo(beside, candidates) : end.hasClock ? null : findTime(end, candidates);
  return {
    ...NOTHING,
    date: date.name,
    time: isInParts ? null : (beside?.name ?? null),
    dateTo: end?.name ?? null,
    timeTo: timeTo?.name ?? null,
    ...(isInParts && { hour: parts.hour, minute: parts.minute }),
  };
}
