import type { FastifyPluginAsync } from 'fastify';
import { serveRoute } from '../../plugins/serve-route.ts';
import { notFound } from '../../plugins/error-handler.ts';
import { createNearRepeatsRepository } from './near-repeats.repository.ts';

/** Where crime series were found to repeat most: within 200 m and two weeks (Johnson et al. 2007, ten cities in five countries). */
const RANGE = { meters: 200, days: 14 } as const;

/** Whether an incident follows others of its kind nearby, so that more may follow. */
export const nearRepeatsRoutes: FastifyPluginAsync = async (app) => {
  const repository = createNearRepeatsRepository(app.db);
  serveRoute(app, 'GET /hotspots/incidents/:incidentId/near-repeats', async (request) => {
    const row = await repository.find(request.params.incidentId, RANGE);
    if (!row) throw notFound('incident');
    return {
      rangeMeters: RANGE.meters,
      rangeDays: RANGE.days,
      count: row.count,
      latest:
        row.latest_ms === null || row.latest_meters === null
          ? null
          : { occurredAt: new Date(row.latest_ms).toISOString(), distanceMeters: row.latest_meters },
      watchUntil: new Date(row.occurred_ms + RANGE.days * 86_400_000).toISOString(),
    };
  });
};
