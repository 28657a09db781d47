import type { RevisitGrid } from '@liaowang/shared/analysis/revisit/revisit-grid';
import { PATH_DEFAULTS } from '@liaowang/shared/analysis/revisit/path-pieces';
import type { HourSlice } from '@liaowang/shared/analysis/revisit/window-stretches';
import { OBSERVER_GROUPS, type ObserverGroup } from '@liaowang/shared/schemas/revisit';
import type { ThreadTask } from '../../plugins/tasks/tasks.ts';
import type { StoredFix } from '../../plugins/stored-fix.ts';
import type { PackedSeen } from './revisit-slice.task.ts';
import type { ObservationReader } from './observation-reader.ts';
import type runRevisitSlice from './revisit-slice.task.ts';
import type { RevisitRepository } from './revisit.repository.ts';

const HOUR_MS = 3_600_000;
const HOUR_SECONDS = 3_600;

export const OBSERVED_HOURS_DEFAULTS = {
  /** After the end of an hour: its last paths end in fixes up to 2 min later, and most of what is late has come. */
  graceMs: 180_000,
  /** So many hours are kept ready, as the live grid wants them; older ones are made when a window asks. */
  readyHours: 24,
  /** A phone that hands in old fixes for minutes must not have its hours made again each time. */
  remakeEveryMs: 600_000,
};

/** Start of the last hour that is not closed yet: all before it are. */
export const findOpenHour = (nowMs: number): number =>
  Math.floor((nowMs - OBSERVED_HOURS_DEFAULTS.graceMs) / HOUR_MS) * HOUR_MS;

/**
 * Sums up each hour after its end from the stored positions, so that what came late counts, and stores it. An hour to
 * which fixes come later still is forgotten and made again.
 */
export function createObservedHours({
  grid,
  repository,
  reader,
  summariseSlice,
  beginnings,
}: {
  grid: RevisitGrid;
  repository: RevisitRepository;
  reader: ObservationReader;
  summariseSlice: ThreadTask<typeof runRevisitSlice>;
  beginnings: { installedAtMs: number; firstFixMs: number | null };
}) {
  const postsFromMs = beginnings.installedAtMs;
  let startMs = Math.min(postsFromMs, beginnings.firstFixMs ?? Infinity);
  const stale = new Set<number>();
  const making = new Map<number, Promise<PackedSeen[]>>();
  const madeAtMs = new Map<number, number>();

  async function summarise(
    slice: HourSlice,
    groups: readonly ObserverGroup[],
    signal?: AbortSignal,
  ): Promise<PackedSeen[]> {
    return summariseSlice({ grid, ...(await reader.read(slice, postsFromMs, signal)), groups });
  }

  async function make(hourMs: number): Promise<PackedSeen[]> {
    // A fix that comes from now on may be missed by what follows, and marks the hour again.
    stale.delete(hourMs);
    const seen = await summarise({ hourMs, fromSecond: 0, toSecond: HOUR_SECONDS }, OBSERVER_GROUPS);
    await repository.saveHour(grid.key, hourMs, seen);
    madeAtMs.set(hourMs, Date.now());
    return seen;
  }

  return {
    /** Before this nobody was seen: hours that end by then need no reading. */
    get historyStartMs() {
      return startMs;
    },
    /** Start of the last hour that is not closed yet. */
    openHourMs: findOpenHour,
    /** What was seen in a slice that is not stored: part of an hour, or of one that is not closed. */
    summarise,
    /** Makes and stores a closed hour; those who ask for the same hour meanwhile share it. */
    makeHour(hourMs: number): Promise<PackedSeen[]> {
      let underWay = making.get(hourMs);
      if (!underWay) {
        underWay = make(hourMs).finally(() => making.delete(hourMs));
        making.set(hourMs, underWay);
      }
      return underWay;
    },
    /** Notes fixes that belong to hours which may be stored already. */
    noteLate(fixes: readonly StoredFix[], nowMs: number): void {
      const openMs = findOpenHour(nowMs);
      for (const { fixTimeMs } of fixes) {
        if (fixTimeMs - PATH_DEFAULTS.connectWithinMs >= openMs) continue;
        startMs = Math.min(startMs, fixTimeMs);
        for (const atMs of [
          fixTimeMs - PATH_DEFAULTS.connectWithinMs,
          fixTimeMs,
          fixTimeMs + PATH_DEFAULTS.connectWithinMs,
        ]) {
          const hourMs = Math.floor(atMs / HOUR_MS) * HOUR_MS;
          if (hourMs < openMs) stale.add(hourMs);
        }
      }
    },
    /** Whether fixes came to an hour after it was stored: it has to be made again. */
    isStale: (hourMs: number) => stale.has(hourMs),
    /** Forgets the hours to which fixes came later. */
    async forgetStale(): Promise<void> {
      // One that is being made is stored first, and forgotten the next time.
      const hours = [...stale].filter((hourMs) => !making.has(hourMs));
      if (hours.length === 0) return;
      await repository.deleteHours(hours);
      for (const hourMs of hours) stale.delete(hourMs);
    },
    /** The hours that are kept ready, closed and with something to tell: oldest first. */
    readyHours(nowMs: number): number[] {
      const openMs = findOpenHour(nowMs);
      return Array.from(
        { length: OBSERVED_HOURS_DEFAULTS.readyHours },
        (_, n) => openMs - (OBSERVED_HOURS_DEFAULTS.readyHours - n) * HOUR_MS,
      ).filter((hourMs) => hourMs + HOUR_MS > startMs);
    },
    /** Makes those of {@link readyHours} that are not stored, newest first. */
    async makeMissing(nowMs: number, signal: AbortSignal): Promise<void> {
      const ready = this.readyHours(nowMs).toReversed();
      if (ready.length === 0) return;
      const stored = await repository.findStoredHours(grid.key, ready.at(-1)!, ready[0]! + HOUR_MS);
      for (const hourMs of madeAtMs.keys()) if (hourMs < ready.at(-1)!) madeAtMs.delete(hourMs);
      for (const hourMs of ready) {
        signal.throwIfAborted();
        if (stored.has(hourMs) || nowMs - (madeAtMs.get(hourMs) ?? -Infinity) < OBSERVED_HOURS_DEFAULTS.remakeEveryMs)
          continue;
        await this.makeHour(hourMs);
      }
    },
  };
}

export type ObservedHours = ReturnType<typeof createObservedHours>;
