import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { OBSERVER_GROUPS } from '@liaowang/shared/schemas/revisit';
import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { createRevisitGrid, findCentres, type RevisitGrid } from '@liaowang/shared/analysis/revisit/revisit-grid';
import { createLiveGrid } from '@liaowang/shared/analysis/revisit/live-grid';
import { forEachPiece, type PlaneFix } from '@liaowang/shared/analysis/revisit/path-pieces';
import { decodeSeen, encodeSeen } from '@liaowang/shared/analysis/revisit/seen-codec';
import { summariseSlice, type UnitTrack } from '@liaowang/shared/analysis/revisit/summarise-slice';
import { appendSeen, createVisitColumns, visitColumnsBytes } from '@liaowang/shared/analysis/revisit/visit-columns';
import {
  closeStretch,
  computeMeasures,
  createWindowTotals,
  windowTotalsBytes,
} from '@liaowang/shared/analysis/revisit/window-totals';
import { createDemoCity } from '../../data/demo/city.ts';
import { createSimulation } from '../../data/demo/simulator/simulation.ts';
import { XINYI, XINYI_BOUNDARY } from '../../data/jurisdictions/xinyi/xinyi.ts';
import { median } from './figures.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 5, 15, 1);
const INTERVAL_MS = 5_000;
/** Fixes of the naive way: enough to scale from. */
const NAIVE_FIXES = 2_000;
const WEEK_HOURS = 168;

interface UnitFixes {
  kind: UnitKind;
  rangeMeters: number;
  timesMs: number[];
  lngs: number[];
  lats: number[];
}

/** The demo's 1,198 units for an hour, as their phones report: resting ones less often, as in life. */
function simulateHour(): UnitFixes[] {
  const city = createDemoCity({ seed: 1, now: new Date(START_MS) });
  const units = new Map(
    city.units.map(({ deviceId, kind, detectionRangeMeters }) => [
      deviceId,
      { kind, rangeMeters: detectionRangeMeters, timesMs: [], lngs: [], lats: [] } as UnitFixes,
    ]),
  );
  const simulation = createSimulation({ city, seed: 1, startMs: START_MS, intervalMs: INTERVAL_MS });
  for (let nowMs = START_MS; nowMs < START_MS + HOUR_MS; nowMs += 1_000) {
    for (const { deviceId, fixTimeMs, lng, lat } of simulation.advance(nowMs)) {
      if (lng === null || lat === null) continue;
      const unit = units.get(deviceId)!;
      unit.timesMs.push(fixTimeMs);
      unit.lngs.push(lng);
      unit.lats.push(lat);
    }
  }
  return [...units.values()];
}

/** Stamping by looking at every cell of the city for every piece of a path. */
function timeNaive(
  grid: RevisitGrid,
  paths: ReadonlyArray<{ kind: UnitKind; rangeMeters: number; from: PlaneFix | null; to: PlaneFix }>,
  isBoxed: boolean,
): number {
  const { xs, ys } = findCentres(grid);
  const seconds = new Uint32Array(grid.cellCount);
  const startedMs = cpuMs();
  for (const { kind, rangeMeters, from, to } of paths) {
    forEachPiece(kind, from, to, (fromX, fromY, toX, toY, timeMs) => {
      const squared = (toX - fromX) ** 2 + (toY - fromY) ** 2;
      const [west, east] = [Math.min(fromX, toX) - rangeMeters, Math.max(fromX, toX) + rangeMeters];
      const [south, north] = [Math.min(fromY, toY) - rangeMeters, Math.max(fromY, toY) + rangeMeters];
      for (let cell = 0; cell < grid.cellCount; cell++) {
        const x = xs[cell]!;
        const y = ys[cell]!;
        if (isBoxed && (x < west || x > east || y < south || y > north)) continue;
        const share =
          squared === 0
            ? 0
            : Math.min(1, Math.max(0, ((x - fromX) * (toX - fromX) + (y - fromY) * (toY - fromY)) / squared));
        if ((x - fromX - share * (toX - fromX)) ** 2 + (y - fromY - share * (toY - fromY)) ** 2 <= rangeMeters ** 2)
          seconds[cell] = timeMs / 1_000;
      }
    });
  }
  return cpuMs() - startedMs;
}

/** What this process has used of one core, milliseconds: other work on the machine does not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Median over three runs after a warm-up. */
function timeCpu(work: () => unknown): number {
  const times = [0, 1, 2, 3].map(() => {
    const startedMs = cpuMs();
    work();
    return cpuMs() - startedMs;
  });
  return median(times.slice(1));
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** The live grid under 1,200 units, against looking at every cell; an hour summed up and stored; a week put together. */
export async function run(): Promise<void> {
  const center = XINYI.center as LngLat;
  const grid = createRevisitGrid({
    center,
    boundary: XINYI_BOUNDARY as Parameters<typeof createRevisitGrid>[0]['boundary'],
  });
  const projection = createLocalProjection(...center);
  const units = simulateHour();
  const fixCount = units.reduce((sum, { timesMs }) => sum + timesMs.length, 0);
  console.log(
    `${units.length} units, ${fixCount} fixes in an hour (moving units every ${INTERVAL_MS / 1_000} s); ${grid.cellCount} cells of ${grid.cellMeters} m`,
  );

  const paths = units.flatMap(({ kind, rangeMeters, timesMs, lngs, lats }, unitId) => {
    let from: PlaneFix | null = null;
    return timesMs.map((timeMs, i) => {
      const [x, y] = projection.forward(lngs[i]!, lats[i]!);
      const to: PlaneFix = { x, y, timeMs };
      const path = { unitId, kind, rangeMeters, from, to };
      from = to;
      return path;
    });
  });
  const inOrder = paths.toSorted((a, b) => a.to.timeMs - b.to.timeMs);
  const live = createLiveGrid(grid);
  const beforeMs = cpuMs();
  for (const { unitId, kind, rangeMeters, from, to } of inOrder)
    live.stampFix({ unitId, kind }, from, to, () => rangeMeters);
  const busyMs = cpuMs() - beforeMs;
  // As if all of them moved all the time: 240 fixes a second.
  const fullShare = ((busyMs / fixCount) * ((1_200 * 1_000) / INTERVAL_MS)) / 1_000;
  console.log(
    `live grid: ${busyMs.toFixed(0)} ms of one core for the hour (${percent(busyMs / HOUR_MS)}), ${((1_000 * busyMs) / fixCount).toFixed(1)} µs a fix; 1,200 units that all move: ${percent(fullShare)} of one core (target < 5 %)`,
  );
  const sample = inOrder.filter((_, i) => i % Math.floor(inOrder.length / NAIVE_FIXES) === 0);
  for (const [name, isBoxed] of [
    ['every cell', false],
    ['every cell, boxes first', true],
  ] as const) {
    const perFixMs = timeNaive(grid, sample, isBoxed) / sample.length;
    console.log(
      `  ${name}: ${(1_000 * perFixMs).toFixed(0)} µs a fix, 1,200 units: ${percent(0.24 * perFixMs)} of one core; ratio ${(perFixMs / (busyMs / fixCount)).toFixed(0)} (scaled from ${sample.length} fixes)`,
    );
  }
  console.log(`  memory: ${megabytes(grid.cellCount * (8 * OBSERVER_GROUPS.length + 4))} in the server`);

  const tracks: UnitTrack[] = units.map(({ kind, rangeMeters, timesMs, lngs, lats }) => ({
    kind,
    dayRangeMeters: rangeMeters,
    nightRangeMeters: rangeMeters,
    timesMs: Float64Array.from(timesMs),
    lngs: Float64Array.from(lngs),
    lats: Float64Array.from(lats),
  }));
  const isNight = Array.from({ length: 60 }, () => false);
  const slice = { hourMs: START_MS, fromSecond: 0, toSecond: 3_600 };
  let hour = summariseSlice(grid, { slice, isNight, tracks, posts: [] }, OBSERVER_GROUPS);
  const hourMs = timeCpu(() => (hour = summariseSlice(grid, { slice, isNight, tracks, posts: [] }, OBSERVER_GROUPS)));
  const stored = Object.fromEntries(OBSERVER_GROUPS.map((group) => [group, deflateRawSync(encodeSeen(hour[group]))]));
  const bytes = Object.values(stored).reduce((sum, data) => sum + data.length, 0);
  console.log(
    `an hour summed up from its fixes, all groups: ${hourMs.toFixed(0)} ms off the main thread; stored in ${(bytes / 1_000).toFixed(0)} kB (${Object.entries(
      stored,
    )
      .map(([group, { length }]) => `${group} ${(length / 1_000).toFixed(0)}`)
      .join(', ')}), ${megabytes(bytes * 24)} a day`,
  );

  // The same hour 168 times: real weeks have nights, and are cheaper.
  const seen = stored['all']!;
  const weekMs = timeCpu(() => {
    const columns = createVisitColumns(grid.cellCount);
    const totals = createWindowTotals(grid.cellCount);
    for (let n = 0; n < WEEK_HOURS; n++) appendSeen(columns, decodeSeen(inflateRawSync(seen)), 3_600 * n);
    closeStretch(totals, columns, 0, 3_600 * WEEK_HOURS);
    computeMeasures(totals, 3_600 * WEEK_HOURS, 3_600 * WEEK_HOURS);
  });
  console.log(
    `a week of stored hours put together: ${weekMs.toFixed(0)} ms in ${megabytes(visitColumnsBytes(grid.cellCount) + windowTotalsBytes(grid.cellCount))}; from the fixes alone: ${((WEEK_HOURS * hourMs) / 1_000).toFixed(0)} s and what the database takes to give them`,
  );
}
