import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import type { SitingRequest, SitingResult } from '@liaowang/shared/schemas/siting';
import { serveRoute } from '../../plugins/serve-route.ts';
import { notFound } from '../../plugins/error-handler.ts';
import { createSitingService } from './siting.service.ts';
import type runSiting from './siting.task.ts';

const RUNS_LISTED = 20;
const LANE = { maxProcesses: 1, niceness: 10 };
/** What a siting may take beside the solver's own time limit: distances, the quick answer, the last step of the solver. */
const OVERHEAD_MS = 120_000;

const sitingRoutes: FastifyPluginAsync<{ service: ReturnType<typeof createSitingService> }> = async (
  app,
  { service },
) => {
  serveRoute(app, 'POST /siting', async (request) => {
    const accountId = request.account.id;
    const prepared = await service.prepare(request.body);
    const job = await app.jobs.start({
      kind: 'siting',
      accountId,
      request: request.body,
      run: (signal, report) =>
        service.solve(prepared, accountId, signal, ({ phase, detail }) => report({ progress: null, phase, detail })),
    });
    const { problem, areaId, p } = request.body;
    await app.audit.record({
      accountId,
      action: 'siting.started',
      subject: `job:${job.id}`,
      detail: { problem, areaId, p },
    });
    return { jobId: job.id };
  });
  serveRoute(app, 'GET /siting', async (request) =>
    (await app.jobs.findNewest('siting', request.account.id, RUNS_LISTED)).map(
      ({ id, state, createdAt, request: asked }) => ({
        jobId: id,
        state,
        createdAt: createdAt.toISOString(),
        request: asked as SitingRequest,
      }),
    ),
  );
  serveRoute(app, 'GET /siting/:jobId', async (request) => {
    const result = await app.jobs.result(request.params.jobId, request.account.id);
    // A job of another kind, whose result is kept elsewhere.
    if (!result) throw notFound('siting');
    return result as SitingResult;
  });
};

export default fp(
  async (app) => {
    app.jobs.register('siting', { atOnce: 1, requires: 'coverage:view' });
    const solve = app.tasks.inProcess<typeof runSiting>(import.meta.url, './siting.task', { lane: LANE });
    const service = createSitingService({
      findAreas: () => app.coverage.areas,
      findDemand: (settings) => app.coverage.demand(settings),
      findLookouts: () => app.lookouts.at(Date.now()),
      findTravelledPlaces: (spacingMeters, geometry) => app.revisit.findTravelledPlaces(spacingMeters, geometry),
      settings: app.coverageSettings,
      solve(task, accountId, signal, report) {
        const limitMs = task.timeLimitSeconds * 1_000 + OVERHEAD_MS;
        return solve(task, accountId, {
          signal,
          timeLimitMs: limitMs,
          silenceLimitMs: limitMs,
          server: {},
          note: report,
        });
      },
    });
    await app.register(sitingRoutes, { service });
  },
  {
    name: 'siting',
    dependencies: ['jobs', 'coverage', 'coverage-settings', 'revisit', 'lookouts', 'tasks', 'audit'],
  },
);
