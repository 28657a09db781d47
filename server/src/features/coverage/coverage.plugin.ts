import fp from 'fastify-plugin';
import { Histogram } from 'prom-client';
import type { DemandPoints } from '@liaowang/shared/schemas/coverage';
import type { DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import { listAreas } from './coverage-areas.ts';
import { createCoverageRecordRepository } from './coverage-record.repository.ts';
import { createCoverageRecordService } from './coverage-record.service.ts';
import { figuresFor, gapsFor } from './coverage-scope.ts';
import { coverageRoutes } from './coverage.routes.ts';
import { createCoverageService } from './coverage.service.ts';
import { createCoverageTrendRepository } from './coverage-trend.repository.ts';
import { createCoverageTrend } from './coverage-trend.ts';
import { createDemandWatch } from './demand-watch.ts';
import { createDemandService } from './demand.service.ts';
import { createGapSnapshotsRepository } from './gap-snapshots.repository.ts';

interface CoverageDecorator extends ReturnType<typeof createCoverageService> {
  record: ReturnType<typeof createCoverageRecordService>;
  /** Demand under any settings, summed over cells; in the whole city, or (`scopeBranchId`) on a branch's ground and in its key areas. */
  demand(settings: DemandSettings, scopeBranchId?: number | null): Promise<DemandPoints>;
}

declare module 'fastify' {
  interface FastifyInstance {
    coverage: CoverageDecorator;
  }
}

const COMPUTE_EVERY_MS = 1_000;
/** The window of the demand moves on with the clock. */
const DEMAND_REFRESH_MS = 5 * 60_000;
/** With nobody watching: often enough to tell gaps again (their grace is 15 s) at a fifth of the cost. */
const UNWATCHED_EVERY_MS = 5_000;
/** A killed server loses at most this much of how long gaps have been open. */
const SAVE_GAPS_EVERY_MS = 30_000;
/** A server that was away for longer cannot say that the gaps were open meanwhile. */
const RESTORE_GAPS_WITHIN_MS = 10 * 60_000;

export default fp(
  async (app) => {
    const { jurisdiction } = app.registry;
    const { timeZone, center } = jurisdiction;
    const trend = await createCoverageTrend(createCoverageTrendRepository(app.db), Date.now());
    const record = createCoverageRecordService({ repository: createCoverageRecordRepository(app.db), timeZone });
    const demand = createDemandService({ db: app.db, center });
    const watchedDemand = await createDemandWatch({
      read: () => demand.find(app.coverageSettings.current.demand, Date.now(), null),
      onFailure: (error) => app.log.error({ err: error }, 'demand could not be read: the last one stays'),
    });
    app.bus.on('incidents.reported', watchedDemand.touch);
    app.bus.on('incidents.changed', watchedDemand.touch);
    app.bus.on('incidents.imported', watchedDemand.touch);
    app.bus.on('coverage-settings.changed', () => void watchedDemand.refresh());
    app.scheduler.every('coverage.read-demand', DEMAND_REFRESH_MS, watchedDemand.refresh, { runsOn: 'every-server' });

    const snapshots = createGapSnapshotsRepository(app.db);
    const lastGaps = await snapshots.findLast();
    const service = createCoverageService({
      areas: listAreas(app.registry),
      center,
      timeZone,
      picture: app.livePicture,
      lookoutsAt: (atMs) => app.lookouts.at(atMs),
      settings: app.coverageSettings,
      demand: watchedDemand.current,
      tasks: app.tasks,
      shareHourAgo: (nowMs) => trend.shareHourBefore(nowMs),
      restoredGaps: lastGaps && Date.now() - lastGaps.takenAtMs <= RESTORE_GAPS_WITHIN_MS ? lastGaps.gaps : [],
      nextGapId: (lastGaps?.gaps ?? []).reduce((next, { gapId }) => Math.max(next, gapId + 1), 1),
      onAreaRefused: (areaId, reason) =>
        app.log.error({ areaId, reason }, 'the outline of this area cannot be computed with: it is left out'),
    });
    app.bus.on('registry.changed', () => service.setAreas(listAreas(app.registry)));
    app.decorate('coverage', {
      ...service,
      get areas() {
        return service.areas;
      },
      record,
      demand: (settings, scopeBranchId = null) => demand.findCells(settings, Date.now(), scopeBranchId),
    } satisfies CoverageDecorator);

    const seconds = new Histogram({
      name: 'liaowang_coverage_seconds',
      help: 'Coverage of all areas, on its thread',
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1],
      registers: [app.metrics.registry],
    });
    const findScopes = () => [
      null,
      ...new Set(service.areas.flatMap(({ branchId }) => (branchId === null ? [] : [branchId]))),
    ];
    const findWatched = () => findScopes().filter((scope) => app.live.isHeard('coverage:computed', scope));

    let running = false;
    let lastRunMs = 0;
    let lastSavedMs = Date.now();
    const compute = async () => {
      const nowMs = Date.now();
      const watched = findWatched();
      if (running || (watched.length === 0 && nowMs - lastRunMs < UNWATCHED_EVERY_MS)) return;
      running = true;
      lastRunMs = nowMs;
      try {
        const savesGaps = nowMs - lastSavedMs >= SAVE_GAPS_EVERY_MS;
        const moment = await service.compute(nowMs, savesGaps);
        seconds.observe(moment.figures.computeMs / 1_000);
        for (const scope of watched) {
          app.live.publishToScope('coverage:computed', scope, figuresFor(moment.figures, scope));
          app.live.publishToScope('gaps:computed', scope, gapsFor(moment, scope));
        }
        if (!app.db.isUp) return;
        if (moment.figures.keyAreaShare !== null) await trend.record(nowMs, moment.figures.keyAreaShare);
        await record.record(nowMs, moment.figures);
        if (savesGaps) {
          lastSavedMs = nowMs;
          await snapshots.save(service.lastSnapshot(), nowMs);
        }
      } catch (error) {
        app.log.error({ err: error }, 'coverage failed');
      } finally {
        running = false;
      }
    };
    app.scheduler.every('coverage.compute', COMPUTE_EVERY_MS, compute, { runsOn: 'every-server' });
    app.addHook('preClose', async () => {
      watchedDemand.stop();
      if (!app.db.isUp || lastRunMs === 0) return;
      // A planned restart loses nothing of how long gaps have been open.
      const nowMs = Date.now();
      await service
        .compute(nowMs, true)
        .then(() => snapshots.save(service.lastSnapshot(), nowMs))
        .catch((error: unknown) => app.log.error({ err: error }, 'the open gaps could not be saved'));
    });
    await app.register(coverageRoutes);
  },
  { name: 'coverage', dependencies: ['positions', 'lookouts', 'tasks', 'coverage-settings', 'metrics'] },
);
