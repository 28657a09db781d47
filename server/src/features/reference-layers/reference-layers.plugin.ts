import fp from 'fastify-plugin';
import { referenceLayersRoutes } from './reference-layers.routes.ts';

export default fp(
  async (app) => {
    await app.register(referenceLayersRoutes);
  },
  { name: 'reference-layers', dependencies: ['registry', 'audit', 'tasks'] },
);
