import { compareCounts, DEFAULT_LEAST_CHANGE, type CountComparison, type ExposedCount } from './compare-counts.ts';
import type { FoundZone } from '../zones/zone-result.ts';
import type { LocalProjection } from '../../geometry/local-projection.ts';
import { adjustBenjaminiHochberg } from '../../statistics/benjamini-hochberg.ts';
import { measureDispersion, type DailySeries } from '../../statistics/dispersion.ts';
import { countDaily, type CountedDays } from './daily-series.ts';
import { compareRatios } from './ratio-of-ratios.ts';
import { RASTER_COLUMNS, rasterZones, type ZoneRaster } from './zone-raster.ts';

/** What became of a piece of high-incident ground from one window to the next. */
export const ZONE_CHANGES = ['appeared', 'grew', 'moved', 'stayed', 'shrank', 'faded'] as const;
export type ZoneChangeKind = (typeof ZONE_CHANGES)[number];

/** Zones of both windows that lie on one ground. */
export interface ZoneChange {
  readonly kind: ZoneChangeKind;
  /** Numbers of the zones of each window; one list is empty where the ground appeared or faded. */
  readonly now: readonly number[];
  readonly before: readonly number[];
  /** Incidents of each window on the ground of both, and how they compare. */
  readonly counts: { readonly now: ExposedCount; readonly before: ExposedCount };
  readonly comparison: CountComparison;
  /** p adjusted for the number of grounds compared. */
  readonly q: number;
  /** Whether chance explains the difference in counts (q > .05), whatever the zones look like. */
  readonly isChance: boolean;
  /** Ground in both windows over ground in either, 0–1. */
  readonly sharedGround: number;
  /** How far the middle of the ground went, metres; null where there is none in one window. */
  readonly movedMeters: number | null;
}

interface PlanarWindow {
  readonly zones: ReadonlyArray<Pick<FoundZone, 'geometry' | 'areaSquareMeters'>>;
  /** Incidents of the window on the plane, metres. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** Their local days. */
  readonly localDays: Int32Array;
  readonly calendar: CountedDays;
}

/** Zones that share at least so much of the smaller one are on one ground. */
const LEAST_OVERLAP = 0.1;
/** With less common ground than this, a zone whose count stayed has moved. */
const LEAST_SHARED_GROUND = 0.5;
const LARGEST_CALLED_Q = 0.05;

/**
 * Follows the zones of one method from a window to another. Grounds that share a tenth of the smaller one go together;
 * what became of them is told by the incidents on the common ground at 5 % false discoveries (widened by the dispersion of
 * that ground's days, and of the least size that counts), not by the outline alone: zones of one window only have `appeared`
 * or `faded` where counts say so too, and else stayed: as much happened there, drawn or not. Zones were drawn where most happened, so in their own window they look worse than they are: `faded` and
 * `shrank` come too easily (regression to the mean). Overlaps are measured on a raster (zone-raster.ts).
 */
export function compareZones(
  now: PlanarWindow,
  before: PlanarWindow,
  projection: LocalProjection,
  leastChange = DEFAULT_LEAST_CHANGE,
): ZoneChange[] {
  const zones = [...now.zones, ...before.zones];
  const raster = rasterZones(
    zones.map(({ geometry }) => geometry),
    zones.map(({ areaSquareMeters }) => areaSquareMeters),
    projection,
  );
  const groups = groupOverlapping(raster, now.zones.length);
  const groundOf = (numbers: readonly number[]): Set<number> =>
    new Set(numbers.flatMap((number) => [...raster.zones[number]!]));
  const changes = groups.map((numbers) => {
    const nowNumbers = numbers.filter((number) => number < now.zones.length);
    const beforeNumbers = numbers.filter((number) => number >= now.zones.length);
    const nowGround = groundOf(nowNumbers);
    const beforeGround = groundOf(beforeNumbers);
    const ground = new Set([...nowGround, ...beforeGround]);
    const daily = { now: countOn(ground, now, raster), before: countOn(ground, before, raster) };
    const counts = {
      now: { count: sumCounts(daily.now), days: now.calendar.days },
      before: { count: sumCounts(daily.before), days: before.calendar.days },
    };
    return {
      now: nowNumbers,
      before: beforeNumbers.map((number) => number - now.zones.length),
      counts,
      comparison: compareCounts(counts.now, counts.before, {
        dispersion: measureDispersion([daily.now, daily.before]),
        leastChange,
      }),
      hasMoved: hasMoved(nowGround, beforeGround, { now, before, raster, leastChange }),
      sharedGround: ground.size > 0 ? (nowGround.size + beforeGround.size - ground.size) / ground.size : 0,
      movedMeters: measureMove(nowGround, beforeGround, raster.cellMeters),
    };
  });
  const qs = adjustBenjaminiHochberg(changes.map(({ comparison }) => comparison.p));
  return changes.map(({ hasMoved: moved, ...change }, i) => {
    const { verdict } = change.comparison;
    const isChance = qs[i]! > LARGEST_CALLED_Q || (verdict !== 'more' && verdict !== 'fewer');
    return { ...change, q: qs[i]!, isChance, kind: nameChange({ ...change, hasMoved: moved }, isChance) };
  });
}

function nameChange(
  {
    now,
    before,
    comparison,
    hasMoved: moved,
  }: Pick<ZoneChange, 'now' | 'before' | 'comparison'> & { hasMoved: boolean },
  isChance: boolean,
): ZoneChangeKind {
  const isMore = comparison.verdict === 'more';
  if (!isChance && before.length === 0 && isMore) return 'appeared';
  if (!isChance && now.length === 0 && !isMore) return 'faded';
  if (!isChance) return isMore ? 'grew' : 'shrank';
  // An outline in one window only: as much happened there, drawn or not.
  if (now.length === 0 || before.length === 0) return 'stayed';
  return moved ? 'moved' : 'stayed';
}

/**
 * Whether incidents went from the ground that only the zones before took to that which only those now take: the change of
 * the one over that of the other (compareRatios), and less than half of the ground in common.
 */
function hasMoved(
  nowGround: ReadonlySet<number>,
  beforeGround: ReadonlySet<number>,
  {
    now,
    before,
    raster,
    leastChange,
  }: { now: PlanarWindow; before: PlanarWindow; raster: ZoneRaster; leastChange: number },
): boolean {
  const gained = new Set([...nowGround].filter((cell) => !beforeGround.has(cell)));
  const left = new Set([...beforeGround].filter((cell) => !nowGround.has(cell)));
  const shared = nowGround.size - gained.size;
  if (gained.size === 0 || left.size === 0 || shared >= LEAST_SHARED_GROUND * (shared + gained.size + left.size))
    return false;
  const daily = (ground: ReadonlySet<number>) => ({
    now: countOn(ground, now, raster),
    before: countOn(ground, before, raster),
  });
  const [of, from] = [daily(gained), daily(left)];
  const pair = (series: { now: DailySeries; before: DailySeries }) => ({
    now: sumCounts(series.now),
    before: sumCounts(series.before),
  });
  const change = compareRatios(pair(of), pair(from), {
    dispersion: measureDispersion([of.now, of.before]),
    otherDispersion: measureDispersion([from.now, from.before]),
    leastChange,
  });
  return change?.verdict === 'more';
}

function countOn(
  ground: ReadonlySet<number>,
  { xs, ys, localDays, calendar }: PlanarWindow,
  raster: ZoneRaster,
): DailySeries {
  return countDaily(
    calendar,
    localDays.filter((_, i) => ground.has(raster.keyOf(xs[i]!, ys[i]!))),
  );
}

const sumCounts = ({ counts }: DailySeries): number => Array.from(counts).reduce((sum, count) => sum + count, 0);

/** Numbers of the zones, in groups of those that a chain of overlaps between the two windows connects. */
function groupOverlapping({ zones }: ZoneRaster, nowCount: number): number[][] {
  const parents = zones.map((_, i) => i);
  const rootOf = (i: number): number => (parents[i] === i ? i : (parents[i] = rootOf(parents[i]!)));
  const owners = new Map<number, number[]>();
  zones.slice(nowCount).forEach((cells, i) => {
    for (const cell of cells) owners.set(cell, [...(owners.get(cell) ?? []), nowCount + i]);
  });
  for (let number = 0; number < nowCount; number++) {
    const shared = new Map<number, number>();
    for (const cell of zones[number]!)
      for (const other of owners.get(cell) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
    for (const [other, cells] of shared) {
      if (cells >= LEAST_OVERLAP * Math.min(zones[number]!.size, zones[other]!.size))
        parents[rootOf(number)] = rootOf(other);
    }
  }
  const groups = new Map<number, number[]>();
  zones.forEach((_, i) => groups.set(rootOf(i), [...(groups.get(rootOf(i)) ?? []), i]));
  return [...groups.values()];
}

function measureMove(now: ReadonlySet<number>, before: ReadonlySet<number>, cellMeters: number): number | null {
  const [a, b] = [findMiddle(now), findMiddle(before)];
  return a && b ? Math.hypot(a[0] - b[0], a[1] - b[1]) * cellMeters : null;
}

/** Mean column and row of cells, or null without any. */
function findMiddle(keys: ReadonlySet<number>): [number, number] | null {
  if (keys.size === 0) return null;
  let [columns, rows] = [0, 0];
  for (const key of keys) {
    columns += key % RASTER_COLUMNS;
    rows += Math.floor(key / RASTER_COLUMNS);
  }
  return [columns / keys.size, rows / keys.size];
}
