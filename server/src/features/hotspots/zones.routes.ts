import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { FoundZones, ZoneQuestion } from '@liaowang/shared/schemas/found-zones';
import { Instant } from '@liaowang/shared/schemas/text';
import type { IncidentColumnsRepository } from './incident-columns.repository.ts';
import { refuseEmptyWindow } from './zones.service.ts';

const toInstant = (atMs: number): string => new Date(atMs).toISOString();

/** Incidents as columns, to analyse in the page, and the zones that the server finds among them. */
export const zonesRoutes: FastifyPluginAsyncTypebox<{ incidents: IncidentColumnsRepository }> = async (
  app,
  { incidents },
) => {
  const config = { requires: 'hotspots:view' as const };
  const tags = ['hotspots'];
  app.get(
    '/hotspots/incidents',
    {
      config,
      schema: {
        tags,
        summary:
          'Incidents of [from, to) as packed columns (shared/src/contract/incident-columns.ts) after the categories they are of, the newest 250,000; headers tell how many older ones are left out, and when the first and last of the window occurred',
        querystring: Type.Object(
          { from: Type.Optional(Instant), to: Type.Optional(Instant) },
          { additionalProperties: false },
        ),
        produces: ['application/octet-stream'],
      },
    },
    async ({ query: { from, to } }, reply) => {
      if (from !== undefined && to !== undefined) refuseEmptyWindow({ from, to }, 'querystring.to');
      const { packed, leftOut, firstMs, lastMs } = await incidents.findPacked(
        from === undefined ? null : parseInstant(from),
        to === undefined ? null : parseInstant(to),
      );
      reply
        .type('application/octet-stream')
        .header('cache-control', 'no-store')
        .header('x-incidents-left-out', String(leftOut));
      if (firstMs !== null && lastMs !== null)
        reply.header('x-incidents-first', toInstant(firstMs)).header('x-incidents-last', toInstant(lastMs));
      return reply.send(packed);
    },
  );
  app.post(
    '/hotspots/zones',
    {
      config,
      schema: {
        tags,
        summary: 'Zones of a method among the incidents of a filter, as the page finds them',
        body: ZoneQuestion,
        response: { 200: FoundZones },
      },
    },
    async ({ body: { filter, method } }) => {
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
    },
  );
};
