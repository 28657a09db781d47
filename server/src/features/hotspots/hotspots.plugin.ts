import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { unpackIncidents, type IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { serveRoute } from '../../plugins/serve-route.ts';
import { createHotspotsService, type HotspotsService } from './hotspots.service.ts';
import { createIncidentPlacesRepository } from './incident-places.repository.ts';
import { createIncidentColumnsRepository } from './incident-columns.repository.ts';
import { nearRepeatsRoutes } from './near-repeats.routes.ts';
import { zonesRoutes } from './zones.routes.ts';
import { createZonesService, type ZonesService } from './zones.service.ts';

declare module 'fastify' {
  interface FastifyInstance {
    hotspots: HotspotsService;
    /** High-incident zones of any method, computed on the server. */
    zones: ZonesService;
    incidentColumns: {
      /** The incidents of `[fromMs, toMs)`, reported and found: at most the newest 250,000. */
      find(fromMs: number, toMs: number): Promise<IncidentColumns>;
    };
  }
}

/** Viewers are told at most this often that the zones are out of date: one report hardly moves them. */
const OUTDATED_EVERY_MS = 15_000;

const hotspotsRoutes: FastifyPluginAsync = async (app) => {
  serveRoute(app, 'GET /hotspots', async ({ query }) => {
    await app.categories.refuseUnknown(query.category === undefined ? null : [query.category], 'querystring.category');
    return app.hotspots.find(query, Date.now());
  });
};

export default fp(
  async (app) => {
    const service = createHotspotsService({
      repository: createIncidentPlacesRepository(app.db),
      tasks: app.tasks,
      categories: app.categories,
      jurisdiction: app.registry.jurisdiction,
    });
    app.decorate('hotspots', service);
    const incidents = createIncidentColumnsRepository(app.db);
    app.decorate('incidentColumns', {
      find: async (fromMs, toMs) => unpackIncidents((await incidents.findPacked(fromMs, toMs)).packed),
    });
    app.decorate('zones', createZonesService({ incidents, tasks: app.tasks, jurisdiction: app.registry.jurisdiction }));
    let timer: NodeJS.Timeout | undefined;
    const outdate = () => {
      service.forget();
      timer ??= setTimeout(() => {
        timer = undefined;
        app.live.publish('hotspots:outdated', null);
      }, OUTDATED_EVERY_MS);
    };
    app.bus.on('incidents.reported', outdate);
    app.bus.on('incidents.changed', outdate);
    app.bus.on('incidents.imported', outdate);
    app.bus.on('categories.changed', outdate);
    app.addHook('onClose', async () => clearTimeout(timer));
    await app.register(hotspotsRoutes);
    await app.register(nearRepeatsRoutes);
    await app.register(zonesRoutes, { incidents });
  },
  { name: 'hotspots', dependencies: ['registry', 'tasks', 'socket-io', 'categories'] },
);
