import type { IncidentColumns } from '../../contract/incident-columns.ts';
import { INCIDENT_CATEGORIES, type IncidentCategory } from '../../schemas/incident.ts';
import type { IncidentFilter } from '../../schemas/incident-filter.ts';
import { compareCounts, type CountComparison, type ExposedCount } from '../compare-counts.ts';
import { matchIncidents } from '../hotspots/match-incidents.ts';
import type { LocalHours } from '../local-hours.ts';
import { adjustBenjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { countMatchedDays } from './matched-days.ts';
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
 * of the year. `recordFromMs` is from when on the record is complete; null if neither window has any matching hour.
 */
export function compareWindows(
  record: { incidents: IncidentColumns; local: LocalHours; recordFromMs: number; timeZone: string },
  filter: WindowlessFilter,
  windows: { now: TimeSpan; before: TimeSpan },
): WindowsComparison | null {
  const { incidents, local, recordFromMs, timeZone } = record;
  const days = { now: countMatchedDays(filter, windows.now, timeZone), before: countMatchedDays(filter, windows.before, timeZone) };
  if (!(days.now > 0 && days.before > 0)) return null;
  const countCategories = (span: TimeSpan): number[] => {
    const counts = INCIDENT_CATEGORIES.map(() => 0);
    for (const i of matchWindow(incidents, local, filter, span)) counts[incidents.categories[i]!]!++;
    return counts;
  };
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const counts = { now: countCategories(windows.now), before: countCategories(windows.before) };
  const compare = (now: number, before: number): CountComparison => compareCounts({ count: now, days: days.now }, { count: before, days: days.before });
  const changes = INCIDENT_CATEGORIES.map((category, i) => ({ category, now: counts.now[i]!, before: counts.before[i]! }))
    .filter(({ now, before }) => now + before > 0)
    .map((change) => ({ ...change, comparison: compare(change.now, change.before) }));
  const qs = adjustBenjaminiHochberg(changes.map(({ comparison }) => comparison.p));
  const totals = { now: sum(counts.now), before: sum(counts.before) };
  return {
    now: { count: totals.now, days: days.now },
    before: { count: totals.before, days: days.before },
    comparison: compare(totals.now, totals.before),
    categories: changes.map((change, i) => ({ ...change, q: qs[i]! })).sort((a, b) => b.now - a.now || b.before - a.before),
    season: computeSeasonalExpectation(windows.now, windows.before, recordFromMs, (span) => matchWindow(incidents, local, filter, span).length),
  };
}
