import type { IncidentColumns } from '../../../contract/incident-columns.ts';
import type { AreaGeometry } from '../../../schemas/geometry.ts';
import { countMonthsLeftOut, matchWindow, type WindowlessFilter } from '../change/compare-windows.ts';
import { countDaily, findEarlierSpan, layOutDays, measureWindows, type CountedDays } from '../change/daily-series.ts';
import type { TimeSpan } from '../change/seasonal-expectation.ts';
import {
  compareCounts,
  DEFAULT_LEAST_CHANGE,
  type CountComparison,
  type CountVerdict,
} from '../change/compare-counts.ts';
import type { LocalHours } from '../../time/local-hours.ts';
import { adjustBenjaminiHochberg } from '../../statistics/benjamini-hochberg.ts';
import { measureDispersion, type DailySeries, type Dispersion } from '../../statistics/dispersion.ts';
import { createAreaLocator } from './area-locator.ts';
import { findCountInterval } from './count-interval.ts';
import { groupByArea } from './group-by-area.ts';
import { shareDispersions } from './shared-dispersion.ts';
import { BASELINE_WEEKS, computeWeeklyLimits, measureWeeklyDispersion, type WeeklyLimits } from './weekly-limits.ts';

/** Incidents of an area in another window, and how those of the window asked for compare. */
export interface AreaComparison {
  readonly count: number;
  readonly comparison: CountComparison;
  /** p adjusted for the number of areas (Benjamini & Hochberg 1995). */
  readonly q: number;
  /** What the comparison allows to be said among so many areas: that of `comparison` where q ≤ 5 % as well. */
  readonly verdict: CountVerdict;
}

export interface AreaWeek {
  readonly limits: WeeklyLimits;
  readonly q: number;
  readonly verdict: CountVerdict;
}

export interface AreaTableRow {
  /** Incidents in the window. */
  readonly count: number;
  /** The 95 % interval of what they are of, as uneven as the days are (count-interval.ts): what a rate is known by. */
  readonly countInterval: { readonly low: number; readonly high: number };
  /** 环比: the window of the same length right before; null where the record does not hold it. */
  readonly before: AreaComparison | null;
  /** 同比: 52 weeks earlier, so the same weekdays; null where the record does not hold it. */
  readonly lastYear: AreaComparison | null;
  /** The newest whole week beside the area's own past ones; null where there are too few. */
  readonly week: AreaWeek | null;
  /** Incidents of whole weeks, the newest last. */
  readonly weekCounts: readonly number[];
}

export interface AreaTable {
  /** In the order of the areas. */
  readonly rows: readonly AreaTableRow[];
  /** Incidents in no area. */
  readonly outside: AreaTableRow;
  /** All incidents, each once however many areas hold it. */
  readonly total: AreaTableRow;
  /** Incidents of the window that several areas hold: they count in each. */
  readonly severalCount: number;
  /** Incidents of the window that count nowhere, as only their month is known. */
  readonly monthsLeftOut: number;
}

export interface AreaTableAsk {
  readonly areas: readonly AreaGeometry[];
  readonly incidents: IncidentColumns;
  /** Hours of the same incidents in the city's time zone. */
  readonly local: LocalHours;
  readonly timeZone: string;
  readonly filter: WindowlessFilter;
  /** `before` and `lastYear` null = the record does not hold them. */
  readonly windows: { readonly now: TimeSpan; readonly before: TimeSpan | null; readonly lastYear: TimeSpan | null };
  /** From when on the record is complete, as an instant and as a local day. */
  readonly recordFromMs: number;
  readonly recordFromDay: number;
  /** The local day that ends the newest whole week, itself excluded. */
  readonly weeksEndDay: number;
  /** A change of less is none, 0–1. */
  readonly leastChange?: number;
}

const DAYS_A_WEEK = 7;
const LARGEST_CALLED_Q = 0.05;

/**
 * Counts incidents by area, and compares each area with itself: with the window before, with the same time last year, and
 * its newest week with its own past weeks. An incident that several areas hold counts in each (area-locator.ts says
 * what becomes of borders). Dispersion is measured for each area from its own days (daily-series.ts), verdicts are
 * corrected for the number of areas.
 */
export function computeAreaTable(ask: AreaTableAsk): AreaTable {
  const { areas, incidents, local, filter, windows } = ask;
  const matched = matchWindow(incidents, local, filter, findWholeSpan(ask));
  const { byArea, outside, isSeveral } = groupByArea(createAreaLocator(areas), incidents, matched, areas.length);
  const calendars = layOut(ask);
  const grounds = [...byArea, outside, matched];
  const weeks = grounds.map((members) => countWeeks(members, ask));
  const leastDispersion = findSharedDispersion(weeks.slice(0, -1));
  const counted = grounds.map((members) => countGround(members, ask, calendars));
  const pairs = { before: counted.map(({ before }) => before), lastYear: counted.map(({ lastYear }) => lastYear) };
  const dispersions = {
    before: shareWithAreas(pairs.before.map((pair) => pair?.dispersion ?? null)),
    lastYear: shareWithAreas(pairs.lastYear.map((pair) => pair?.dispersion ?? null)),
  };
  const comparisons = {
    before: compareGrounds(pairs.before, dispersions.before, calendars.before, ask, calendars),
    lastYear: compareGrounds(pairs.lastYear, dispersions.lastYear, calendars.lastYear, ask, calendars),
  };
  const ofWindow = calendars.before
    ? dispersions.before
    : calendars.lastYear
      ? dispersions.lastYear
      : shareWithAreas(counted.map(({ daily }) => measureDispersion([daily])));
  const rows = counted.map(({ count }, i): GroundCounts => ({
    count,
    countInterval: findCountInterval(count, ofWindow[i]!),
    before: comparisons.before[i]!,
    lastYear: comparisons.lastYear[i]!,
    limits:
      weeks[i]!.length > 0
        ? computeWeeklyLimits(weeks[i]!.at(-1)!, weeks[i]!.slice(0, -1), {
            leastDispersion,
            leastChange: ask.leastChange ?? DEFAULT_LEAST_CHANGE,
          })
        : null,
    weekCounts: weeks[i]!,
  }));
  const toVerdicts = (
    pick: (row: GroundCounts) => Pick<CountComparison, 'p' | 'verdict'> | null,
  ): Array<{ q: number; verdict: CountVerdict }> => {
    // The total is no area of its own.
    const qs = adjustBenjaminiHochberg(rows.slice(0, -1).map((row) => pick(row)?.p ?? 1));
    return rows.map((row, i) => {
      const comparison = pick(row);
      const q = qs[i] ?? comparison?.p ?? 1;
      const verdict = comparison?.verdict ?? 'too-few';
      return { q, verdict: q <= LARGEST_CALLED_Q || verdict === 'too-few' ? verdict : 'no-change-shown' };
    });
  };
  const before = toVerdicts((row) => row.before?.comparison ?? null);
  const lastYear = toVerdicts((row) => row.lastYear?.comparison ?? null);
  const week = toVerdicts((row) => row.limits);
  const finished = rows.map((row, i): AreaTableRow => ({
    count: row.count,
    countInterval: row.countInterval,
    before: row.before && { ...row.before, ...before[i]! },
    lastYear: row.lastYear && { ...row.lastYear, ...lastYear[i]! },
    week: row.limits && { limits: row.limits, ...week[i]! },
    weekCounts: row.weekCounts,
  }));
  const { fromMs, toMs } = windows.now;
  const severalCount = matched.reduce(
    (sum, i, at) => sum + (isSeveral[at] && incidents.timesMs[i]! >= fromMs && incidents.timesMs[i]! < toMs ? 1 : 0),
    0,
  );
  return {
    rows: finished.slice(0, areas.length),
    outside: finished[areas.length]!,
    total: finished[areas.length + 1]!,
    severalCount,
    monthsLeftOut: countMonthsLeftOut(incidents, local, filter, windows.now),
  };
}

/** Everything that is counted for one ground, before the number of grounds is allowed for. */
interface GroundCounts {
  count: number;
  countInterval: AreaTableRow['countInterval'];
  before: { count: number; comparison: CountComparison } | null;
  lastYear: { count: number; comparison: CountComparison } | null;
  limits: WeeklyLimits | null;
  weekCounts: number[];
}

interface Calendar {
  span: TimeSpan;
  days: CountedDays;
}

interface Calendars {
  now: Calendar;
  before: Calendar | null;
  lastYear: Calendar | null;
  /** Days before the windows, for the dispersion of short ones. */
  earlier: { before: Calendar | null; lastYear: Calendar | null };
}

/** From the first to the last instant that anything here needs. */
function findWholeSpan({ windows, recordFromMs }: AreaTableAsk): TimeSpan {
  return {
    fromMs: Math.min(
      recordFromMs,
      ...[windows.now, windows.before, windows.lastYear].map((span) => span?.fromMs ?? Infinity),
    ),
    toMs: windows.now.toMs,
  };
}

function layOut({ windows, filter, timeZone, recordFromMs }: AreaTableAsk): Calendars {
  const lay = (span: TimeSpan | null): Calendar | null => span && { span, days: layOutDays(filter, span, timeZone) };
  const earlierThan = (span: TimeSpan | null): Calendar | null =>
    span && lay(findEarlierSpan(span, windows.now, recordFromMs));
  return {
    now: { span: windows.now, days: layOutDays(filter, windows.now, timeZone) },
    before: lay(windows.before),
    lastYear: lay(windows.lastYear),
    earlier: { before: earlierThan(windows.before), lastYear: earlierThan(windows.lastYear) },
  };
}

/** Incidents of a ground in a window and in the one that it is held against, and how uneven their days are. */
interface PairOfCounts {
  now: number;
  earlier: number;
  dispersion: Dispersion | null;
}

/** Counts one ground in all windows; `members` are its incidents, in order of time. */
function countGround(
  members: Int32Array,
  { incidents: { timesMs }, local }: AreaTableAsk,
  { now, before, lastYear, earlier }: Calendars,
): { count: number; daily: DailySeries; before: PairOfCounts | null; lastYear: PairOfCounts | null } {
  const inside = ({ fromMs, toMs }: TimeSpan): Int32Array =>
    members.subarray(findFirst(members, timesMs, fromMs), findFirst(members, timesMs, toMs));
  const daily = ({ span, days }: Calendar) =>
    countDaily(
      days,
      Array.from(inside(span), (i) => local.days[i]!),
    );
  const count = inside(now.span).length;
  const pair = (then: Calendar | null, more: Calendar | null): PairOfCounts | null => {
    if (!then || !(now.days.days > 0 && then.days.days > 0)) return null;
    const thenCount = inside(then.span).length;
    return {
      now: count,
      earlier: thenCount,
      dispersion: count + thenCount === 0 ? null : measureWindows(daily(now), daily(then), () => more && daily(more)),
    };
  };
  return { count, daily: daily(now), before: pair(before, earlier.before), lastYear: pair(lastYear, earlier.lastYear) };
}

/** Areas share their dispersion; the last two grounds, incidents in no area and all of them, are as uneven as they are. */
const shareWithAreas = (own: ReadonlyArray<Dispersion | null>): Array<Dispersion | null> => [
  ...shareDispersions(own.slice(0, -2)),
  ...own.slice(-2),
];

/** Compares each ground with itself. */
function compareGrounds(
  pairs: ReadonlyArray<PairOfCounts | null>,
  dispersions: ReadonlyArray<Dispersion | null>,
  then: Calendar | null,
  { leastChange = DEFAULT_LEAST_CHANGE }: AreaTableAsk,
  { now }: Calendars,
): Array<GroundCounts['before']> {
  return pairs.map(
    (pair, i) =>
      pair &&
      then && {
        count: pair.earlier,
        comparison: compareCounts(
          { count: pair.now, days: now.days.days },
          { count: pair.earlier, days: then.days.days },
          { dispersion: dispersions[i]!, leastChange },
        ),
      },
  );
}

/** Mean dispersion of the past weeks of grounds where anything happened: what a ground with few events is as uneven as. */
function findSharedDispersion(weeks: ReadonlyArray<readonly number[]>): number {
  const measured = weeks.flatMap((counts) => measureWeeklyDispersion(counts.slice(0, -1)) ?? []);
  return measured.reduce((sum, factor) => sum + Math.max(1, factor), 0) / Math.max(1, measured.length);
}

/** Whole weeks that the record holds, the newest last, at most the newest one and those that it is held against. */
function countWeeks(members: Int32Array, { local, weeksEndDay, recordFromDay }: AreaTableAsk): number[] {
  const weeks = Math.max(0, Math.min(BASELINE_WEEKS + 1, Math.floor((weeksEndDay - recordFromDay) / DAYS_A_WEEK)));
  const counts = Array.from<number>({ length: weeks }).fill(0);
  for (let at = members.length - 1; at >= 0; at--) {
    const week = Math.floor((weeksEndDay - 1 - local.days[members[at]!]!) / DAYS_A_WEEK);
    if (week >= weeks) break;
    if (week >= 0) counts[weeks - 1 - week]!++;
  }
  return counts;
}

/** Place of the first member that is not before an instant. */
function findFirst(members: Int32Array, timesMs: Float64Array, atMs: number): number {
  let [low, high] = [0, members.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timesMs[members[middle]!]! < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
