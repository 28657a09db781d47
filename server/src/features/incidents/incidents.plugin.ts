import fp from 'fastify-plugin';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { IncidentCollection, IncidentFeature, IncidentSummary, NewIncident } from '@liaowang/shared/schemas/incident';
import { RowId } from '@liaowang/shared/schemas/row-id';
import { Instant } from '@liaowang/shared/schemas/text';
import { createIncidentsRepository } from './incidents.repository.ts';
import { createIncidentsService, type Actor, type IncidentsService } from './incidents.service.ts';

declare module 'fastify' {
  interface FastifyInstance {
    incidents: IncidentsService;
  }
}

const DAY_MS = 86_400_000;

const actorOf = (request: FastifyRequest): Actor => ({
  id: request.account.id,
  role: request.account.role,
  scopeBranchId: request.scopeBranchId,
});

const incidentsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const tags = ['incidents'];
  app.get(
    '/incidents',
    {
      config: { requires: 'incidents:view' },
      schema: {
        tags,
        summary: 'Incidents of a window (by default the last 24 hours, open at the end), newest first',
        querystring: Type.Object(
          {
            from: Type.Optional(Instant),
            to: Type.Optional(Instant),
            limit: Type.Integer({ minimum: 1, maximum: 10_000, default: 1_000 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: IncidentCollection },
      },
    },
    async (request) => {
      const to = request.query.to === undefined ? null : new Date(parseInstant(request.query.to));
      const from =
        request.query.from === undefined
          ? new Date((to?.getTime() ?? Date.now()) - DAY_MS)
          : new Date(parseInstant(request.query.from));
      return {
        type: 'FeatureCollection' as const,
        features: await app.incidents.find({ from, to, branchId: request.scopeBranchId, limit: request.query.limit }),
      };
    },
  );
  app.get(
    '/incidents/summary',
    {
      config: { requires: 'incidents:view' },
      schema: { tags, summary: 'Today so far beside the usual', response: { 200: IncidentSummary } },
    },
    async (request) => app.incidents.summarize(Date.now(), request.scopeBranchId),
  );
  app.post(
    '/incidents',
    {
      config: { requires: 'incidents:report' },
      schema: { tags, summary: 'Report an incident', body: NewIncident, response: { 201: IncidentFeature } },
    },
    async (request, reply) => reply.code(201).send(await app.incidents.report(request.body, actorOf(request))),
  );
  app.delete(
    '/incidents/:incidentId',
    {
      config: { requires: 'incidents:report' },
      schema: { tags, summary: 'Withdraw an incident (undo)', params: Type.Object({ incidentId: RowId }) },
    },
    async (request, reply) => {
      await app.incidents.withdraw(request.params.incidentId, actorOf(request));
      return reply.code(204).send();
    },
  );
};

export default fp(
  async (app) => {
    const { jurisdiction, repository: places } = app.registry;
    const repository = createIncidentsRepository(app.db);
    app.decorate(
      'incidents',
      createIncidentsService({
        repository,
        db: app.db,
        bus: app.bus,
        audit: app.audit,
        timeZone: jurisdiction.timeZone,
        places,
        categories: app.categories,
      }),
    );
    app.bus.on('incidents.reported', (incident) =>
      app.live.publish('incidents:reported', incident.properties.branchId, incident),
    );
    app.bus.on('incidents.changed', (incident) =>
      app.live.publish('incidents:changed', incident.properties.branchId, incident),
    );
    await app.register(incidentsRoutes, { prefix: '/api/v1' });
  },
  { name: 'incidents', dependencies: ['registry', 'audit', 'socket-io', 'categories'] },
);
