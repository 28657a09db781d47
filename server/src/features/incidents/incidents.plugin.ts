import fp from 'fastify-plugin';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { serveRoute } from '../../plugins/serve-route.ts';
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

const incidentsRoutes: FastifyPluginAsync = async (app) => {
  serveRoute(app, 'GET /incidents', async (request) => {
    const to = request.query.to === undefined ? null : new Date(parseInstant(request.query.to));
    const from =
      request.query.from === undefined
        ? new Date((to?.getTime() ?? Date.now()) - DAY_MS)
        : new Date(parseInstant(request.query.from));
    return {
      type: 'FeatureCollection' as const,
      features: await app.incidents.find({ from, to, branchId: request.scopeBranchId, limit: request.query.limit }),
    };
  });
  serveRoute(app, 'GET /incidents/nearby', async ({ query: { lng, lat, days, ...near }, scopeBranchId }) =>
    app.incidents.findNearby({
      ...near,
      place: [lng, lat],
      from: new Date(Date.now() - days * DAY_MS),
      branchId: scopeBranchId,
    }),
  );
  serveRoute(app, 'GET /incidents/summary', async (request) =>
    app.incidents.summarize(Date.now(), request.scopeBranchId),
  );
  serveRoute(app, 'POST /incidents', async (request) => app.incidents.report(request.body, actorOf(request)));
  serveRoute(app, 'DELETE /incidents/:incidentId', async (request) => {
    await app.incidents.withdraw(request.params.incidentId, actorOf(request));
  });
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
    await app.register(incidentsRoutes);
  },
  { name: 'incidents', dependencies: ['registry', 'audit', 'socket-io', 'categories'] },
);
