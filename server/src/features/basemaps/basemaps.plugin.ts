import fp from 'fastify-plugin';
import { serveRoute } from '../../plugins/serve-route.ts';
import { SCHEMATIC } from './schematic.ts';

export default fp(
  async (app) => {
    serveRoute(app, 'GET /basemaps', () => ({ basemaps: [SCHEMATIC] }));
  },
  { name: 'basemaps', dependencies: ['audit', 'socket-io'] },
);
