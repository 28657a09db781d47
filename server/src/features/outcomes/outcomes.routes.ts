import type { FastifyPluginAsync } from 'fastify';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { OutcomeService } from './outcome.service.ts';

/** Sums over places and weeks only: nothing here tells who patrolled. */
export const outcomesRoutes: FastifyPluginAsync<{ service: OutcomeService }> = async (app, { service }) => {
  serveRoute(app, 'GET /hotspots/records/:hotspotId/outcome', async (request) =>
    service.find(request.params.hotspotId, request.query, Date.now()),
  );
  serveRoute(app, 'GET /hotspots/dosage', async (request) => service.findOverview(request.query.weeks, Date.now()));
};
