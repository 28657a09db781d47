import type { FastifyPluginAsync } from 'fastify';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { IncidentColumnsRepository } from './incident-columns.repository.ts';
import { refuseEmptyWindow } from './zones.service.ts';

const toInstant = (atMs: number): string => new Date(atMs).toISOString();

/** Incidents as columns, to analyse in the page, and the zones that the server finds among them. */
export const zonesRoutes: FastifyPluginAsync<{ incidents: IncidentColumnsRepository }> = async (app, { incidents }) => {
  serveRoute(app, 'GET /hotspots/incidents', async ({ query: { from, to } }, reply) => {
    if (from !== undefined && to !== undefined) refuseEmptyWindow({ from, to }, 'querystring.to');
    const { packed, leftOut, firstMs, lastMs } = await incidents.findPacked(
      from === undefined ? null : parseInstant(from),
      to === undefined ? null : parseInstant(to),
    );
    reply.header('x-incidents-left-out', String(leftOut));
    if (firstMs !== null && lastMs !== null)
      reply.header('x-incidents-first', toInstant(firstMs)).header('x-incidents-last', toInstant(lastMs));
    return packed;
  });
  serveRoute(app, 'POST /hotspots/zones', async ({ body: { filter, method } }) => {
    refuseEmptyWindow(filter, 'body.filter.to');
    await app.categories.refuseUnknown(filter.categories, 'body.filter.categories');
    const { zones, incidentCount, heldCount, zoneSquareMeters, areaSquareMeters, unevenness, warning } =
      await app.zones.find(filter, method);
    return {
      zones: zones.map((zone) => ({ ...zone, evidence: { ...zone.evidence } })),
      incidentCount,
      heldCount,
      zoneSquareMeters,
      areaSquareMeters,
      unevenness,
      warning,
    };
  });
};
