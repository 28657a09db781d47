import type { TimePrecision } from '../../schemas/incident.ts';
import type { ImportMapping, ImportProblem } from '../../schemas/incident-import.ts';
import { createOffsetLookup } from '../time/local-hours.ts';
import type { ColumnStyles } from './column-styles.ts';
import type { ReadDate } from './date-reading.ts';
import { createLocalClock } from './local-clock.ts';
import { DAY_MS, readTimeOfDate, readTimeOfDay, type ReadTime } from './read-clock.ts';
import { readDate } from './read-date.ts';
import { readSplitDate } from './read-split-date.ts';
import { splitSpan } from './split-span.ts';

/** When a row says that its incident was. */
export interface ReadMoment {
  /** Epoch milliseconds: the moment, the beginning of its day or month if no more is known, or of the interval in which it was. */
  atMs: number;
  /** The end of the interval in which it was; null = a moment. */
  untilMs: number | null;
  precision: TimePrecision;
  /** The clock said 00:00, as registers write where they know only the day; or nothing. */
  isMidnight: boolean;
  /** The clocks were changed over this time; see createLocalClock. */
  isAtClockChange: boolean;
  /** An end is written that cannot be read, lies before the beginning, or in the future: it is left out. */
  isEndLeftOut: boolean;
}

type Problem = { ok: false; problem: ImportProblem; column: string | null; value: string };
export type MomentReading = { ok: true; moment: ReadMoment } | Problem;
/** One end: on the clock of `offsetMinutes`, or the city's. */
type LocalReading = Extract<ReadDate, { ok: true }> | Problem;

/** A minute of an hour as its own column writes it: 5, 05, 5.0, 5分. */
const MINUTE = /^(?<minute>\d{1,2})(?:\.0+)?\s*(?:分钟?)?$/u;
/** Clocks of reporters may run ahead by this much. */
const FUTURE_TOLERANCE_MS = 2 * 60_000;

type TimeMapping = Pick<
  ImportMapping,
  'date' | 'time' | 'dateTo' | 'timeTo' | 'year' | 'month' | 'day' | 'hour' | 'minute' | 'timeZone'
>;

/**
 * Makes a reader of when a row's incident was. `indexOf` finds a column (−1 = null). Throws RangeError for an unknown time
 * zone.
 */
export function createMomentReader(
  mapping: TimeMapping,
  indexOf: (name: string | null) => number,
  { styles, nowMs }: { styles: ColumnStyles; nowMs: number },
): (cells: readonly string[]) => MomentReading {
  const clock = createLocalClock(mapping.timeZone);
  const offsetOf = createOffsetLookup(mapping.timeZone);
  const names = {
    date: mapping.date,
    time: mapping.time,
    dateTo: mapping.dateTo ?? null,
    timeTo: mapping.timeTo ?? null,
    year: mapping.year ?? null,
    month: mapping.month ?? null,
    day: mapping.day ?? null,
    hour: mapping.hour ?? null,
    minute: mapping.minute ?? null,
  };
  type Name = keyof typeof names;
  const at = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, indexOf(name)])) as Record<
    Name,
    number
  >;
  const hasClockColumns = names.hour !== null && names.time === null;

  const fail = (problem: ImportProblem, name: Name, value: string): Problem => ({
    ok: false,
    problem,
    column: names[name],
    value,
  });

  /** The day on which a time of the city's clock is to be set. */
  function findDayMs({ localMs, offsetMinutes }: Extract<ReadDate, { ok: true }>): number {
    const isMidnight = localMs % DAY_MS === 0;
    if (offsetMinutes === null || isMidnight) return Math.floor(localMs / DAY_MS) * DAY_MS;
    const atMs = localMs - offsetMinutes * 60_000;
    return Math.floor((atMs + offsetOf(atMs)) / DAY_MS) * DAY_MS;
  }

  function readTimeCell(text: string, dayMs: number): ReadTime {
    const time = readTimeOfDay(text, styles.clock);
    if (time.ok || time.problem === 'time-ambiguous') return time;
    const ms = readTimeOfDate(readDate(text, styles.date), dayMs);
    return ms === null ? time : { ok: true, ms };
  }

  function readClockColumns(cell: (name: Name) => string): { ms: number } | Problem | null {
    const hourText = cell('hour');
    if (hourText === '') return null;
    const hour = readTimeOfDay(hourText, 'hours');
    if (!hour.ok) return fail('date-not-understood', 'hour', hourText);
    const minuteText = cell('minute');
    const minute = minuteText === '' ? 0 : Number(MINUTE.exec(minuteText)?.groups!['minute'] ?? Number.NaN);
    return minute < 60 ? { ms: hour.ms + minute * 60_000 } : fail('date-impossible', 'minute', minuteText);
  }

  function readStart(cell: (name: Name) => string): LocalReading {
    const date =
      names.date === null
        ? readSplitDate(cell('year'), cell('month'), cell('day'))
        : readDate(cell('date'), styles.date);
    if (!date.ok)
      return names.date === null
        ? fail(date.problem, 'year', [cell('year'), cell('month'), cell('day')].filter((text) => text !== '').join('-'))
        : fail(date.problem, 'date', cell('date'));
    if (date.precision === 'month') return date;
    const timeText = cell('time');
    if (timeText !== '') {
      const dayMs = findDayMs(date);
      const time = readTimeCell(timeText, dayMs);
      return time.ok
        ? { ok: true, localMs: dayMs + time.ms, offsetMinutes: null, precision: 'minute' }
        : fail(time.problem, 'time', timeText);
    }
    const columns = hasClockColumns ? readClockColumns(cell) : null;
    if (columns && 'problem' in columns) return columns;
    if (columns) return { ok: true, localMs: findDayMs(date) + columns.ms, offsetMinutes: null, precision: 'minute' };
    const isDay = date.precision === 'minute' && !styles.hasClock && date.offsetMinutes === null;
    return isDay ? { ...date, precision: 'day' } : date;
  }

  /** The end as it is written; null where nothing is. */
  function readEnd(start: Extract<ReadDate, { ok: true }>, cell: (name: Name) => string): LocalReading | null {
    const [dateText, timeText] = [cell('dateTo'), cell('timeTo')];
    if (dateText === '' && timeText === '') return null;
    const date: ReadDate =
      dateText === ''
        ? { ok: true, localMs: findDayMs(start), offsetMinutes: null, precision: 'day' }
        : readDate(dateText, styles.date);
    if (!date.ok) return fail(date.problem, 'dateTo', dateText);
    if (timeText === '')
      return date.precision === 'minute' && !styles.hasClock && date.offsetMinutes === null
        ? { ...date, precision: 'day' }
        : date;
    const dayMs = findDayMs(date);
    const time = readTimeCell(timeText, dayMs);
    if (!time.ok) return fail(time.problem, 'timeTo', timeText);
    const localMs = dayMs + time.ms;
    // Without a day of its own, an end before the beginning is on the day after.
    return {
      ok: true,
      localMs: dateText === '' && localMs < start.localMs ? localMs + DAY_MS : localMs,
      offsetMinutes: null,
      precision: 'minute',
    };
  }

  const toInstant = ({ localMs, offsetMinutes }: Extract<ReadDate, { ok: true }>): ReturnType<typeof clock> =>
    offsetMinutes === null ? clock(localMs) : { atMs: localMs - offsetMinutes * 60_000, kind: 'plain' };
  const isFuture = (atMs: number): boolean => atMs > nowMs + FUTURE_TOLERANCE_MS;

  const hasEndColumns = names.dateTo !== null || names.timeTo !== null;
  /** The cells of a row by what they are; one that holds both ends is parted. */
  function openCells(cells: readonly string[]): (name: Name) => string {
    const cell = (name: Name): string => (at[name] === -1 ? '' : (cells[at[name]] ?? '').trim());
    const span = hasEndColumns ? null : splitSpan(cell('date'));
    if (!span) return cell;
    const parts: Partial<Record<Name, string>> = { date: span.from, dateTo: span.dateTo, timeTo: span.timeTo };
    return (name) => parts[name] ?? cell(name);
  }

  return (cells) => {
    const cell = openCells(cells);
    const start = readStart(cell);
    if (!start.ok) return start as Problem;
    const { atMs, kind } = toInstant(start);
    if (isFuture(atMs))
      return fail('in-the-future', names.date === null ? 'year' : 'date', cell(names.date === null ? 'year' : 'date'));
    const end = readEnd(start, cell);
    const endMs = end?.ok ? toInstant(end).atMs : null;
    const isEndLeftOut = end !== null && (endMs === null || endMs < atMs || isFuture(endMs));
    const untilMs = isEndLeftOut || endMs === atMs ? null : endMs;
    const isDay = start.precision === 'minute' && untilMs !== null && end?.ok === true && end.precision !== 'minute';
    return {
      ok: true,
      moment: {
        atMs,
        untilMs,
        isEndLeftOut,
        precision: isDay ? 'day' : start.precision,
        isMidnight: start.precision !== 'month' && start.offsetMinutes === null && start.localMs % DAY_MS === 0,
        isAtClockChange: kind !== 'plain' && start.precision === 'minute',
      },
    };
  };
}
