import { createCategoryTree, type CategoryTree } from '../../../contract/category-tree.ts';
import type { IncidentColumns } from '../../../contract/incident-columns.ts';
import type { IncidentCategory } from '../../../schemas/incident.ts';
import type { CategoryId } from '../../../schemas/incident-category.ts';
import type { IncidentFilter } from '../../../schemas/incident-filter.ts';
import { compareCounts, DEFAULT_LEAST_CHANGE, type CountComparison, type ExposedCount } from './compare-counts.ts';
import { isMonthSlot } from '../zones/incident-hours.ts';
import { matchIncidents } from '../zones/match-incidents.ts';
import type { LocalHours } from '../../time/local-hours.ts';
import { adjustBenjaminiHochberg } from '../../statistics/benjamini-hochberg.ts';
import type { DailySeries, Dispersion } from '../../statistics/dispersion.ts';
import { countDaily, findEarlierSpan, layOutDays, measureWindows } from './daily-series.ts';
import { computeSeasonalExpectation, type SeasonalExpectation, type TimeSpan } from './seasonal-expectation.ts';

/** A node of the city's categories with all below it. */
export interface CategoryChange {
  /** The top of its tree. */
  readonly category: IncidentCategory;
  readonly categoryId: CategoryId;
  /** Null = one of our ten. */
  readonly parentId: CategoryId | null;
  readonly now: number;
  readonly before: number;
  readonly comparison: CountComparison;
  /** p adjusted for the number of categories (Benjamini & Hochberg 1995): of our ten among them, of the city's kinds among all of these. */
  readonly q: number;
}

export interface WindowsComparison {
  readonly now: ExposedCount;
  readonly before: ExposedCount;
  readonly comparison: CountComparison;
  /** Nodes with incidents in either window, most frequent now first; ours and the city's kinds, each with all below it. */
  readonly categories: readonly CategoryChange[];
  readonly season: SeasonalExpectation;
  /** Incidents of both windows that are counted in none, as only their month is known. */
  readonly monthsLeftOut: number;
}

export type WindowlessFilter = Omit<IncidentFilter, 'from' | 'to'>;

/** The incidents of a window that a filter lets through, but for those of which no day is known: a window is measured by its days. `local` and the result as in {@link matchIncidents}. */
export function matchWindow(
  incidents: IncidentColumns,
  local: LocalHours,
  filter: WindowlessFilter,
  { fromMs, toMs }: TimeSpan,
): Int32Array {
  return matchIncidents(incidents, local, {
    ...filter,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
  }).filter((i) => !isMonthSlot(local.hoursOfWeek[i]!));
}

/** How many that the filter lets through matchWindow leaves out. */
export function countMonthsLeftOut(
  incidents: IncidentColumns,
  local: LocalHours,
  filter: WindowlessFilter,
  { fromMs, toMs }: TimeSpan,
): number {
  return matchIncidents(incidents, local, {
    ...filter,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
  }).filter((i) => isMonthSlot(local.hoursOfWeek[i]!)).length;
}

/** Places in the columns of each node's incidents and of those below it, by the node's place in the list of categories. */
function groupBySubtree(
  { kinds, categoryNodes }: IncidentColumns,
  tree: CategoryTree,
  matched: Int32Array,
): Map<number, number[]> {
  const indexes = new Map(categoryNodes.map(({ categoryId }, at) => [categoryId, at]));
  const paths = categoryNodes.map(({ categoryId }) => tree.findPath(categoryId).map((id) => indexes.get(id)!));
  const groups = new Map<number, number[]>();
  for (const i of matched) {
    for (const node of paths[kinds[i]!]!) {
      const group = groups.get(node);
      if (group) group.push(i);
      else groups.set(node, [i]);
    }
  }
  return groups;
}

function adjust<T extends { comparison: CountComparison }>(changes: readonly T[]): Array<T & { q: number }> {
  const qs = adjustBenjaminiHochberg(changes.map(({ comparison }) => comparison.p));
  return changes.map((change, i) => ({ ...change, q: qs[i]! }));
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
  const tree = createCategoryTree(incidents.categoryNodes);
  const look = (span: TimeSpan) => {
    const calendar = layOutDays(filter, span, timeZone);
    const matched = matchWindow(incidents, local, filter, span);
    const byNode = groupBySubtree(incidents, tree, matched);
    const pick = (node: number | null): ArrayLike<number> => (node === null ? matched : (byNode.get(node) ?? []));
    return {
      days: calendar.days,
      count: (node: number | null): number => pick(node).length,
      daily: (node: number | null): DailySeries =>
        countDaily(
          calendar,
          Array.from(pick(node), (i) => local.days[i]!),
        ),
    };
  };
  const [now, before] = [look(windows.now), look(windows.before)];
  if (!(now.days > 0 && before.days > 0)) return null;
  const earlierSpan = findEarlierSpan(windows.before, windows.now, recordFromMs);
  const earlier = earlierSpan && look(earlierSpan);
  const measure = (node: number | null): Dispersion | null =>
    measureWindows(now.daily(node), before.daily(node), () => earlier?.daily(node) ?? null);
  const compare = (node: number | null): { now: number; before: number; comparison: CountComparison } => {
    const counts = { now: now.count(node), before: before.count(node) };
    const comparison = compareCounts(
      { count: counts.now, days: now.days },
      { count: counts.before, days: before.days },
      { dispersion: measure(node), leastChange },
    );
    return { ...counts, comparison };
  };
  const changes = incidents.categoryNodes.flatMap(({ categoryId, parentId }, node) => {
    if (now.count(node) + before.count(node) === 0) return [];
    return [
      {
        category: tree.topOf(categoryId)!,
        categoryId,
        parentId: parentId === null ? null : tree.resolve(parentId),
        ...compare(node),
      },
    ];
  });
  const ours = adjust(changes.filter(({ parentId }) => parentId === null));
  const kinds = adjust(changes.filter(({ parentId }) => parentId !== null));
  const all = compare(null);
  return {
    now: { count: all.now, days: now.days },
    before: { count: all.before, days: before.days },
    comparison: all.comparison,
    categories: [...ours, ...kinds].sort((a, b) => b.now - a.now || b.before - a.before),
    monthsLeftOut: [windows.now, windows.before].reduce(
      (sum, span) => sum + countMonthsLeftOut(incidents, local, filter, span),
      0,
    ),
    season: computeSeasonalExpectation(
      windows.now,
      windows.before,
      { recordFromMs, dispersion: measure(null), leastChange },
      (span) => matchWindow(incidents, local, filter, span).length,
    ),
  };
}
