import { serveRoute } from '../../plugins/serve-route.ts';
import type { FastifyPluginAsync } from 'fastify';

/** `/incident-categories`: to read for everybody who sees incidents, to change for those who import them. */
export const categoriesRoutes: FastifyPluginAsync = async (app) => {
  serveRoute(app, 'GET /incident-categories', () => app.categories.findAll());
  serveRoute(app, 'GET /incident-categories/merged', () => app.categories.findMerged());
  serveRoute(app, 'GET /incident-categories/counts', () => app.categories.countIncidents());
  serveRoute(app, 'POST /incident-categories', async ({ body, account }) => app.categories.create(body, account.id));
  serveRoute(app, 'PATCH /incident-categories/:categoryId', async ({ params, body, account }) =>
    app.categories.change(params.categoryId, body, account.id),
  );
  serveRoute(app, 'POST /incident-categories/:categoryId/merge', async ({ params, body, account }) => ({
    incidentCount: await app.categories.merge(params.categoryId, body.into, account.id),
  }));
};
