import type { FastifyPluginAsync } from 'fastify';
import { HOTSPOT_STATUSES, type HotspotStatus } from '@liaowang/shared/schemas/hotspot-record';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { RecordsService } from './records.service.ts';

/** `/hotspots/records`: to read for everybody who sees hotspots, to change for those who review. */
export const recordsRoutes: FastifyPluginAsync<{ records: RecordsService }> = async (app, { records }) => {
  serveRoute(app, 'GET /hotspots/records', async ({ query: { status } }) => ({
    hotspots: await records.findAll(
      status ? (status.flatMap((each) => each.split(',')) as HotspotStatus[]) : HOTSPOT_STATUSES,
    ),
  }));
  serveRoute(app, 'GET /hotspots/records/:hotspotId', async (request) => records.findDetail(request.params.hotspotId));
  serveRoute(app, 'POST /hotspots/records', async (request) => records.propose(request.body, request.account.id));
  serveRoute(app, 'PUT /hotspots/records/:hotspotId', async (request) =>
    records.change(request.params.hotspotId, request.body, request.account.id),
  );
  serveRoute(app, 'POST /hotspots/records/:hotspotId/comments', async (request) =>
    records.comment(request.params.hotspotId, request.body.text, request.account.id),
  );
  serveRoute(app, 'GET /hotspots/owners', async () => records.findReviewers());
};
