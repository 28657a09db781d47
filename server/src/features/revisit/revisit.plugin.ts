import fp from 'fastify-plugin';
import { createRevisitGrid, findCellsOf } from '@liaowang/shared/analysis/revisit/revisit-grid';
import { findTravelledPlaces } from '@liaowang/shared/analysis/revisit/travelled-places';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import { createObservedHours } from './observed-hours.ts';
import { createLiveRevisit } from './live-revisit.ts';
import { createObservationReader, type ObservationSources } from './observation-reader.ts';
import type runRevisitSlice from './revisit-slice.task.ts';
import type runRevisitWindow from './revisit-window.task.ts';
import { createRevisitRepository } from './revisit.repository.ts';
import { revisitRoutes } from './revisit.routes.ts';
import { createWindowsService } from './windows.service.ts';

/** Hours are summed up a few minutes after their end, and windows on request: seconds either way. */
const LANE = { idleMs: 30_000, niceness: 5 };
/** Nothing here takes seconds; what does is stuck. */
const TIME_LIMIT_MS = 30_000;

interface RevisitDecorator {
  /** Street-like places: where vehicles went since the hour before the start, most often first, at least `spacingMeters` apart. */
  findTravelledPlaces(spacingMeters: number, area: AreaGeometry | null): LngLat[];
  /**
   * Share (0–1) of a key area's ground that anybody saw in the `maxAgeMs` before `nowMs`; null for no such area. It was at
   * least that much: all of it only if `isComplete`, which it is not while nobody was looked for in part of that time.
   */
  seenShareWithin(keyAreaId: number, maxAgeMs: number, nowMs: number): { share: number; isComplete: boolean } | null;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** When places were last seen. */
    revisit: RevisitDecorator;
  }
}

const DAY_MS = 86_400_000;
/** A database that was away for no longer missed nobody: devices send again what was not taken. */
const UNNOTICED_MS = 120_000;
/** Longer than a minute would make gaps in the presence of lookouts. */
const POSTS_EVERY_MS = 30_000;
const MAKE_MISSING_EVERY_MS = 60_000;
const FORGET_STALE_EVERY_MS = 5_000;
const PRUNE_EVERY_MS = 3_600_000;

export default fp<{ retentionDays: number }>(
  async (app, { retentionDays }) => {
    const { jurisdiction } = app.registry;
    const grid = createRevisitGrid({ center: jurisdiction.center, boundary: jurisdiction.boundary });
    const repository = createRevisitRepository(app.db);
    const sources: ObservationSources = {
      repository,
      units: () => app.livePicture.units(null),
      unitsAt: (atMs) => app.units.registeredAt(atMs, app.livePicture.units(null)),
      lookoutsAt: (atMs) => app.lookouts.at(atMs),
      settings: app.coverageSettings,
      timeZone: jurisdiction.timeZone,
    };
    const beginnings = await repository.findBeginnings(sources.units().map(({ id }) => id));
    app.jobs.register('revisit', { atOnce: 1, requires: 'coverage:view' });
    const options = { lane: LANE, timeLimitMs: TIME_LIMIT_MS };
    const summariseSlice = app.tasks.inThread<typeof runRevisitSlice>(import.meta.url, './revisit-slice.task', options);
    const sumWindow = app.tasks.inThread<typeof runRevisitWindow>(import.meta.url, './revisit-window.task', options);
    const observedHours = createObservedHours({
      grid,
      repository,
      reader: createObservationReader(sources),
      summariseSlice,
      beginnings,
    });
    const live = createLiveRevisit({
      grid,
      sources,
      newestFix: (unitId) => app.livePicture.newest(unitId),
      observedHours,
      sumWindow,
    });
    const windows = createWindowsService({
      grid,
      repository,
      observedHours,
      sumWindow,
      timeZone: jurisdiction.timeZone,
      retentionDays,
    });

    const cells = new Map<string, Int32Array>();
    const cellsOf = (areaId: string): Int32Array => {
      const known = cells.get(areaId);
      if (known) return known;
      const area = app.coverage.areas.find((each) => each.areaId === areaId);
      const found = area ? findCellsOf(grid, area.geometry) : new Int32Array(0);
      cells.set(areaId, found);
      return found;
    };

    app.bus.on('registry.changed', () => cells.clear());

    app.decorate('revisit', {
      findTravelledPlaces: (spacingMeters, area) =>
        findTravelledPlaces({
          grid,
          passes: live.grid.vehiclePasses,
          spacingMeters,
          cells: area && findCellsOf(grid, area),
        }),
      seenShareWithin(keyAreaId, maxAgeMs, nowMs) {
        const watched = cellsOf(`key-area:${keyAreaId}`);
        const sinceMs = nowMs - maxAgeMs;
        return watched.length === 0
          ? null
          : { share: live.grid.seenShare(watched, sinceMs), isComplete: sinceMs >= live.watchedSinceMs };
      },
    } satisfies RevisitDecorator);

    app.bus.on('positions.stored', (fixes) => {
      live.stampFixes(fixes, (unitId) => app.livePicture.unit(unitId));
      observedHours.noteLate(fixes, Date.now());
    });
    app.bus.on('units.stood', (fixes) => {
      live.stampFixes(fixes, (unitId) => app.livePicture.unit(unitId));
      observedHours.noteLate(fixes, Date.now());
    });
    app.bus.on('lookouts.changed', () => live.stampPosts(Date.now()));
    let databaseLostMs = Date.now();
    app.bus.on('database.changed', (state) => {
      if (state !== 'up') databaseLostMs = Date.now();
      else if (Date.now() - databaseLostMs > UNNOTICED_MS) live.startWatchAnew(Date.now());
    });

    const stopping = new AbortController();
    const { signal } = stopping;
    const logUnlessStopped = (message: string) => (error: unknown) => {
      if (!signal.aborted) app.log.error({ err: error }, message);
    };
    /** One after another: making hours, forgetting and pruning touch the same rows. */
    let upkeep: Promise<void> = Promise.resolve();
    const inTurn = (message: string, work: () => Promise<void>): void => {
      upkeep = upkeep
        .then(async () => {
          if (!signal.aborted && app.db.isUp) await work();
        })
        .catch(logUnlessStopped(message));
    };
    const prune = () =>
      inTurn('old revisit hours not deleted', () => repository.deleteOlderThan(Date.now() - retentionDays * DAY_MS));
    live.stampPosts(Date.now());
    app.scheduler.every('revisit.stamp-lookouts', POSTS_EVERY_MS, () => live.stampPosts(Date.now()), {
      runsOn: 'every-server',
    });
    app.scheduler.every(
      'revisit.forget-stale-hours',
      FORGET_STALE_EVERY_MS,
      () => inTurn('late positions not counted yet', () => observedHours.forgetStale()),
      { runsOn: 'every-server' },
    );
    // A database that was away at the start is filled from when it is back.
    app.scheduler.every(
      'revisit.sum-up-hours',
      MAKE_MISSING_EVERY_MS,
      () =>
        inTurn('an hour could not be summed up', () =>
          live.isFilling ? live.fill(signal) : observedHours.makeMissing(Date.now(), signal),
        ),
      { runsOn: 'every-server' },
    );
    app.scheduler.every('revisit.prune-hours', PRUNE_EVERY_MS, prune, { runsOn: 'one-server' });
    app.addHook('onReady', async () => {
      prune();
      inTurn('the revisit grid could not be filled', () => live.fill(signal));
    });
    app.addHook('preClose', async () => {
      stopping.abort();
      await upkeep;
    });
    await app.register(revisitRoutes, { live, windows, cellsOf });
  },
  {
    name: 'revisit',
    dependencies: ['positions', 'lookouts', 'coverage', 'coverage-settings', 'jobs', 'tasks', 'audit'],
  },
);
