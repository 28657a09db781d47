import type { IncidentColumns } from '../../contract/incident-columns.ts';
import { INCIDENT_CATEGORIES, type IncidentCategory } from '../../schemas/incident.ts';
import type { IncidentFilter } from '../../schemas/incident-filter.ts';
import { compareCounts, DEFAULT_LEAST_CHANGE, type CountComparison, type ExposedCount } from '../compare-counts.ts';
import { matchIncidents } from '../hotspots/match-incidents.ts';
import type { LocalHours } from '../local-hours.ts';
import { adjustBenjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import type { DailySeries, Dispersion } from '../statistics/dispersion.ts';
import { countDaily, findEarlierSpan, layOutDays, measureWindows } from './daily-series.ts';
import { computeSeasonalExpectation, type SeasonalExpectation, type TimeSpan } from './seasonal-expectation.ts';

export interface CategoryChange {
  readonly category: IncidentCategory;
  readonly now: number;
  readonly before: number;
  readonly comparison: CountComparison;
  /** p adjusted for the number of categories (Benjamini & Hochberg 1995). */
  readonly q: number;
}

export interface WindowsComparison {
  readonly now: ExposedCount;
  readonly before: ExposedCount;
  readonly comparison: CountComparison;
  /** Those that occurred in either window, most frequent now first. */
  readonly categories: readonly CategoryChange[];
  readonly season: SeasonalExpectation;
}

export type WindowlessFilter = Omit<IncidentFilter, 'from' | 'to'>;

/** The incidents of a window that a filter lets through; `local` and the result as in {@link matchIncidents}. */
export function matchWindow(incidents: IncidentColumns, local: LocalHours, filter: WindowlessFilter, { fromMs, toMs }: TimeSpan): Int32Array {
  return matchIncidents(incidents, local, { ...filter, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() });
}

/**
 * Two windows of the same filter compared: in all, by category, and beside what earlier years did between the same times
 * of the year. How much events vary beyond chance is measured from the days of the windows, for all and for each category
 * (daily-series.ts). `recordFromMs` is from when on the record is complete; null if neither window has any matching hour.
 */
export function compareWindows(
  record: { incidents: IncidentColumns; local: LocalHours; recordFromMs: number; timeZone: string },
  filter: WindowlessFilter,
  windows: { now: TimeSpan; before: TimeSpan },
  leastChange = DEFAULT_LEAST_CHANGE,
): WindowsComparison | null {
  const { incidents, local, recordFromMs, timeZone } = record;
  const look = (span: TimeSpan) => {
    const calendar = layOutDays(filter, span, timeZone);
    const matched = matchWindow(incidents, local, filter, span);
    const pick = (category: number | null): Int32Array => (category === null ? matched : matched.filter((i) => incidents.categories[i] === category));
    return {
      days: calendar.days,
      count: (category: number | null): number => pick(category).length,
      daily: (category: number | null): DailySeries => countDaily(calendar, pick(category).map((i) => local.days[i]!)),
    };
  };
  const [now, before] = [look(windows.now), look(windows.before)];
  if (!(now.days > 0 && before.days > 0)) return null;
  const earlierSpan = findEarlierSpan(windows.before, windows.now, recordFromMs);
  const earlier = earlierSpan && look(earlierSpan);
  const measure = (category: number | null): Dispersion | null => measureWindows(now.daily(category), before.daily(category), () => earlier?.daily(category) ?? null);
  const compare = (category: number | null): { now: number; before: number; comparison: CountComparison } => {
    const counts = { now: now.count(category), before: before.count(category) };
    const comparison = compareCounts({ count: counts.now, days: now.days }, { count: counts.before, days: before.days }, { dispersion: measure(category), leastChange });
    return { ...counts, comparison };
  };
  const changes = INCIDENT_CATEGORIES.map((category, i) => ({ category, ...compare(i) })).filter((change) => change.now + change.before > 0);
  const all = compare(null);
  const qs = adjustBenjaminiHochberg(changes.map(({ comparison }) => comparison.p));
  return {
    now: { count: all.now, days: now.days },
    before: { count: all.before, days: before.days },
    comparison: all.comparison,
    categories: changes.map((change, i) => ({ ...change, q: qs[i]! })).sort((a, b) => b.now - a.now || b.before - a.before),
    season: computeSeasonalExpectation(windows.now, windows.before, { recordFromMs, dispersion: measure(null), leastChange }, (span) => matchWindow(incidents, local, filter, span).length),
  };
}
