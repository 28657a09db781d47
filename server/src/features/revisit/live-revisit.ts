import { minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { drawSeenShape } from '@liaowang/shared/analysis/coverage/seen-shape';
import { findRangeMeters, isNight } from '@liaowang/shared/analysis/coverage/observers';
import { PLAUSIBILITY_LIMITS } from '@liaowang/shared/analysis/positions/plausibility';
import { createLiveGrid, type LiveGrid } from '@liaowang/shared/analysis/revisit/live-grid';
import { PATH_DEFAULTS, type PlaneFix } from '@liaowang/shared/analysis/revisit/path-pieces';
import { createVisitColumns, visitColumnsBytes } from '@liaowang/shared/analysis/revisit/visit-columns';
import { findRunsOf, type RevisitGrid } from '@liaowang/shared/analysis/revisit/revisit-grid';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import { OBSERVER_GROUPS } from '@liaowang/shared/schemas/revisit';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { ThreadTask } from '../../plugins/tasks/tasks.ts';
import type { StoredFix } from '../../plugins/stored-fix.ts';
import { unpackFixes } from './packed-fixes.ts';
import type { ObservedHours } from './observed-hours.ts';
import type { ObservationSources } from './observation-reader.ts';
import type runRevisitWindow from './revisit-window.task.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const LIVE_DEFAULTS = {
  /** After a restart so much is read fix by fix, so that one knows who it was; before it the hours know when, not who. */
  readMs: HOUR_MS,
  /** Tracks stamped at one go on the main thread: about 20 ms. */
  unitsAtOnce: 25,
  /** Silence of all units for longer than this before the start: the server was away, and what happened meanwhile is not known. */
  awayMs: 5 * MINUTE_MS,
};

/**
 * The grid of who was last seen where, stamped as fixes are stored. It holds the last day of before its start once
 * {@link fill} is done. A change of the ranges counts for what is stamped from then on.
 */
export function createLiveRevisit({
  grid,
  sources,
  newestFix,
  observedHours,
  sumWindow,
}: {
  grid: RevisitGrid;
  sources: ObservationSources;
  newestFix: (unitId: number) => StoredFix | null;
  observedHours: ObservedHours;
  sumWindow: ThreadTask<typeof runRevisitWindow>;
}) {
  const { repository, units, lookoutsAt, settings, timeZone } = sources;
  const live: LiveGrid = createLiveGrid(grid);
  const projection = createLocalProjection(...grid.center);
  const startedAtMs = Date.now();
  const previous = new Map<number, PlaneFix>();
  let isFilling = true;
  /** Everything that was seen since is in the grid. */
  let knownSinceMs = startedAtMs;
  /** Rules go by this: nobody was looked for while the server or its database were away. */
  let watchedSinceMs = startedAtMs;
  let night = { minute: NaN, holds: false };

  function isNightAt(timeMs: number): boolean {
    const minute = Math.floor(timeMs / MINUTE_MS);
    if (minute !== night.minute) night = { minute, holds: isNight(settings.current, minuteOfDay(timeMs, timeZone)) };
    return night.holds;
  }

  const rangeOf =
    ({ kind, detectionRangeMeters }: RegisteredUnit) =>
    (timeMs: number) =>
      findRangeMeters(settings.current, kind, detectionRangeMeters, isNightAt(timeMs));

  function toPlaneFix({ lng, lat, fixTimeMs }: Pick<StoredFix, 'lng' | 'lat' | 'fixTimeMs'>): PlaneFix {
    const [x, y] = projection.forward(lng, lat);
    return { x, y, timeMs: fixTimeMs };
  }

  for (const { id } of units()) {
    const fix = newestFix(id);
    if (fix) previous.set(id, toPlaneFix(fix));
  }
  const newestMs = Math.max(...[...previous.values()].map(({ timeMs }) => timeMs), -Infinity);
  const wasAway = startedAtMs - newestMs > LIVE_DEFAULTS.awayMs;

  /** Cells of seen grounds: the same ones are asked for minute after minute. */
  const knownRuns = new WeakMap<AreaGeometry, Int32Array>();
  function runsOf(ground: AreaGeometry): Int32Array {
    const runs = knownRuns.get(ground) ?? findRunsOf(grid, ground);
    knownRuns.set(ground, runs);
    return runs;
  }

  /** Lookouts on duty see their ground at a moment. */
  function stampPosts(atMs: number): void {
    const holds = isNightAt(atMs);
    for (const { geometry, properties } of lookoutsAt(atMs)) {
      if (!properties.onDuty) continue;
      const rangeMeters = findRangeMeters(settings.current, 'lookout', properties.detectionRangeMeters, holds);
      if (!(rangeMeters > 0)) continue;
      const ground = drawSeenShape(geometry.coordinates, properties.shape, rangeMeters);
      if (ground !== null) live.stampGround(properties.lookoutId, runsOf(ground), atMs);
      else live.stampPost(properties.lookoutId, ...projection.forward(...geometry.coordinates), rangeMeters, atMs);
    }
  }

  /** Stamps the fixes of the last hour, each with who it was. */
  async function readLastHour(signal: AbortSignal): Promise<void> {
    // An hour that is not closed yet began up to an hour and the grace ago.
    const fromMs =
      Math.min(startedAtMs - LIVE_DEFAULTS.readMs, observedHours.openHourMs(startedAtMs)) -
      PATH_DEFAULTS.connectWithinMs;
    for (let atMs = Math.max(fromMs, observedHours.historyStartMs); atMs < startedAtMs; atMs += MINUTE_MS)
      stampPosts(atMs);
    const known = new Map(units().map((unit) => [unit.id, unit]));
    const ids = [...known.keys()];
    for (let at = 0; at < ids.length; at += LIVE_DEFAULTS.unitsAtOnce) {
      signal.throwIfAborted();
      for (const { unitId, fixes } of await repository.findTracks(
        ids.slice(at, at + LIVE_DEFAULTS.unitsAtOnce),
        fromMs,
        startedAtMs,
      )) {
        const unit = known.get(unitId)!;
        const { timesMs, lngs, lats } = unpackFixes(fixes);
        projection.forwardAll(lngs, lats, lngs, lats);
        let before: PlaneFix | null = null;
        for (let i = 0; i < timesMs.length; i++) {
          const fix: PlaneFix = { x: lngs[i]!, y: lats[i]!, timeMs: timesMs[i]! };
          live.stampFix({ unitId, kind: unit.kind }, before, fix, rangeOf(unit));
          before = fix;
        }
      }
    }
  }

  /** Takes when each cell was last seen from the stored hours of the last day. */
  async function readLastDay(signal: AbortSignal): Promise<void> {
    await observedHours.makeMissing(startedAtMs, signal);
    const hours = observedHours.readyHours(startedAtMs);
    const [baseMs] = hours;
    if (baseMs === undefined) return;
    for (const group of OBSERVER_GROUPS) {
      signal.throwIfAborted();
      const stored = await repository.findHours(grid.key, group, hours);
      const buffer = new SharedArrayBuffer(visitColumnsBytes(grid.cellCount));
      const steps = hours.flatMap((hourMs) => {
        const data = stored.get(hourMs);
        return data ? [{ kind: 'append' as const, data, offsetSeconds: (hourMs - baseMs) / 1_000 }] : [];
      });
      await sumWindow({ cellCount: grid.cellCount, columns: buffer, totals: null, steps });
      const { visits, last } = createVisitColumns(grid.cellCount, undefined, buffer);
      const baseSecond = baseMs / 1_000;
      live.mergeLastSeen(
        group,
        last.map((second, cell) => (visits[cell] === 0 ? 0 : baseSecond + second)),
      );
    }
  }

  return {
    grid: live,
    get isFilling() {
      return isFilling;
    },
    get knownSinceMs() {
      return knownSinceMs;
    },
    get watchedSinceMs() {
      return isFilling ? Infinity : watchedSinceMs;
    },
    /** What happened while the database was away may come later, or never. */
    startWatchAnew(nowMs: number): void {
      watchedSinceMs = nowMs;
    },
    stampFixes(fixes: readonly StoredFix[], unitOf: (unitId: number) => RegisteredUnit | undefined): void {
      for (const fix of fixes) {
        const unit = unitOf(fix.unitId);
        if (!unit) continue;
        const at = toPlaneFix(fix);
        const before = previous.get(fix.unitId) ?? null;
        // A late fix lies on a way that was taken as straight: only its own place is new. Its hour is made again.
        // One that lies ahead of the present is of a clock that was wrong since (plausibility.ts).
        const isAhead =
          before !== null && before.timeMs > fix.receivedAtMs + PLAUSIBILITY_LIMITS[unit.kind].futureToleranceMs;
        const isNext = before === null || isAhead || at.timeMs > before.timeMs;
        live.stampFix({ unitId: unit.id, kind: unit.kind }, isNext && !isAhead ? before : null, at, rangeOf(unit));
        if (isNext) previous.set(fix.unitId, at);
      }
    },
    stampPosts,
    /** Fills the grid with the day before the start, newest first. */
    async fill(signal: AbortSignal): Promise<void> {
      await readLastHour(signal);
      await readLastDay(signal);
      knownSinceMs = Math.max(observedHours.historyStartMs, observedHours.readyHours(startedAtMs)[0] ?? startedAtMs);
      if (!wasAway && watchedSinceMs === startedAtMs) watchedSinceMs = Math.min(startedAtMs, knownSinceMs);
      isFilling = false;
    },
  };
}

export type LiveRevisit = ReturnType<typeof createLiveRevisit>;
