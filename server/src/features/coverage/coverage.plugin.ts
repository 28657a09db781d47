import fp from 'fastify-plugin';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { roomOf } from '@liaowang/shared/contract/socket-events';
import { CoverageFigures, CoverageNow } from '@liaowang/shared/schemas/coverage';
import { createCoverageService, figuresOfBranch } from './coverage.service.ts';
import { createCoverageTrend } from './coverage-trend.ts';

declare module 'fastify' {
  interface FastifyInstance {
    coverage: ReturnType<typeof createCoverageService>;
  }
}

const COMPUTE_EVERY_MS = 1_000;
/** With nobody watching only the trend is kept. */
const UNWATCHED_EVERY_MS = 60_000;

const coverageRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const tags = ['coverage'];
  app.get(
    '/coverage/figures',
    { config: { requires: 'coverage:view' }, schema: { tags, summary: 'Share observed now, by area', response: { 200: CoverageFigures } } },
    async (request) => {
      const figures = await app.coverage.computeFigures(Date.now());
      return request.scopeBranchId === null ? figures : figuresOfBranch(figures, request.scopeBranchId);
    },
  );
  app.get(
    '/coverage/now',
    { config: { requires: 'coverage:view' }, schema: { tags, summary: 'Gaps now as GeoJSON, with the figures', response: { 200: CoverageNow } } },
    async (request) => {
      const { features, figures } = await app.coverage.computeGaps(Date.now());
      if (request.scopeBranchId === null) return { type: 'FeatureCollection' as const, features, figures };
      const own = figuresOfBranch(figures, request.scopeBranchId);
      const ownAreas = new Set(own.areas.map((area) => area.areaId));
      return { type: 'FeatureCollection' as const, features: features.filter((gap) => ownAreas.has(gap.properties.areaId)), figures: own };
    },
  );
};

export default fp(
  async (app) => {
    const { jurisdiction, keyAreas } = app.registry;
    const trend = await createCoverageTrend(app.db, Date.now());
    const service = createCoverageService({
      jurisdiction,
      keyAreas,
      picture: app.livePicture,
      lookoutsAt: (atMs) => app.lookouts.at(atMs),
      analysis: app.analysis,
      shareHourAgo: (nowMs) => trend.shareHourBefore(nowMs),
    });
    app.decorate('coverage', service);

    const branchIds = [...new Set(keyAreas.flatMap((area) => (area.branchId === null ? [] : [area.branchId])))];
    const { rooms } = app.live.io.sockets.adapter;
    const isWatched = () => [null, ...branchIds].some((branchId) => rooms.has(roomOf('coverage:view', branchId)));

    let running = false;
    let lastRunMs = 0;
    const compute = async () => {
      const nowMs = Date.now();
      if (running || (!isWatched() && nowMs - lastRunMs < UNWATCHED_EVERY_MS)) return;
      running = true;
      lastRunMs = nowMs;
      try {
        const figures = await service.computeFigures(nowMs);
        app.live.io.to(roomOf('coverage:view', null)).emit('coverage:computed', figures);
        for (const branchId of branchIds) {
          const room = roomOf('coverage:view', branchId);
          if (rooms.has(room)) app.live.io.to(room).emit('coverage:computed', figuresOfBranch(figures, branchId));
        }
        app.bus.emit('coverage.computed', figures);
        if (figures.keyAreaShare !== null && app.db.isUp) await trend.record(nowMs, figures.keyAreaShare);
      } catch (error) {
        app.log.error({ err: error }, 'coverage failed');
      } finally {
        running = false;
      }
    };
    const timer = setInterval(() => void compute(), COMPUTE_EVERY_MS);
    app.addHook('preClose', async () => clearInterval(timer));
    await app.register(coverageRoutes, { prefix: '/api/v1' });
  },
  { name: 'coverage', dependencies: ['positions', 'lookouts', 'analysis-pool'] },
);
