import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { serveRoute } from '../../plugins/serve-route.ts';
import { createPlansRepository } from './plans.repository.ts';
import { createPlansService, type PlansService } from './plans.service.ts';

const plansRoutes: FastifyPluginAsync<{ plans: PlansService }> = async (app, { plans }) => {
  serveRoute(app, 'GET /coverage/plans', async ({ scopeBranchId, account }) => plans.findAll(scopeBranchId, account));
  serveRoute(app, 'POST /coverage/plans', async (request) => plans.create(request.body, request.account));
  serveRoute(app, 'GET /coverage/plans/:planId', async (request) =>
    plans.find(request.params.planId, request.scopeBranchId, request.account),
  );
  serveRoute(app, 'PUT /coverage/plans/:planId', async (request) =>
    plans.change(request.params.planId, request.body, request.account),
  );
  serveRoute(app, 'DELETE /coverage/plans/:planId', async (request) => {
    await plans.remove(request.params.planId, request.account);
  });
  serveRoute(app, 'POST /coverage/plans/:planId/apply', async (request) =>
    plans.apply(request.params.planId, request.body.version, request.account),
  );
};

export default fp(
  async (app) => {
    const plans = createPlansService({
      repository: createPlansRepository(app.db),
      db: app.db,
      bus: app.bus,
      audit: app.audit,
      timeZone: app.registry.jurisdiction.timeZone,
      lookouts: {
        findKnown: async () =>
          new Map(
            (await app.lookouts.findAll()).map(({ id, state, removedAtMs }) => [
              id,
              { ...state, isRemoved: removedAtMs !== null },
            ]),
          ),
        apply: (changes, client) => app.lookouts.apply(changes, client),
        reload: () => app.lookouts.reload(),
      },
      settings: app.coverageSettings,
    });
    app.bus.on('coverage-plans.changed', () => app.live.publishToAll('coverage-plans:changed'));
    await app.register(plansRoutes, { plans });
  },
  { name: 'plans', dependencies: ['registry', 'audit', 'lookouts', 'coverage-settings', 'socket-io'] },
);
