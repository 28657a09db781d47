import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { DosageOverview, DosageQuery, HotspotOutcome, OutcomeQuery } from '@liaowang/shared/schemas/hotspot-outcome';
import { RowId } from '@liaowang/shared/schemas/row-id';
import type { OutcomeService } from './outcome.service.ts';

/** Sums over places and weeks only: nothing here tells who patrolled. */
export const outcomesRoutes: FastifyPluginAsyncTypebox<{ service: OutcomeService }> = async (app, { service }) => {
  const config = { requires: 'hotspots:view' as const };
  const tags = ['hotspots'];
  app.get(
    '/hotspots/records/:hotspotId/outcome',
    {
      config,
      schema: {
        tags,
        summary:
          'Did patrolling help: dosage beside incidents before, during and after, with buffer and comparison zones',
        params: Type.Object({ hotspotId: RowId }),
        querystring: OutcomeQuery,
        response: { 200: HotspotOutcome },
      },
    },
    async (request) => service.find(request.params.hotspotId, request.query, Date.now()),
  );
  app.get(
    '/hotspots/dosage',
    {
      config,
      schema: {
        tags,
        summary: 'Patrolling beside incidents by week, of every hotspot that is not rejected',
        querystring: DosageQuery,
        response: { 200: DosageOverview },
      },
    },
    async (request) => service.findOverview(request.query.weeks, Date.now()),
  );
};
