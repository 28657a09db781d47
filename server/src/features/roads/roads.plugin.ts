import fp from 'fastify-plugin';
import { serveRoute } from '../../plugins/serve-route.ts';
import { createRoadsRepository } from './roads.repository.ts';

export default fp(
  async (app) => {
    const repository = createRoadsRepository(app.db);
    serveRoute(app, 'GET /roads', async () => repository.findRoads());
  },
  { name: 'roads', dependencies: ['auth'] },
);
