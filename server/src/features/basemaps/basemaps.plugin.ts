import { join } from 'node:path';
import fp from 'fastify-plugin';
import type { MapServices } from '../../plugins/config.ts';
import { createBasemapList } from './basemap-list.ts';
import { createBasemapsRepository } from './basemaps.repository.ts';
import { basemapsRoutes } from './basemaps.routes.ts';
import { createBasemapsService } from './basemaps.service.ts';
import { createOutside } from './outside/outside-server.ts';
import { createPictureCache } from './outside/picture-cache.ts';
import { BASEMAPS_FOLDER_NAME, createTileFolder } from './tile-file/tile-folder.ts';
import { createBasemapTrier } from './try-basemap.ts';

const CACHE_BYTES = 64 * 1024 * 1024;

interface BasemapsOptions {
  dataFolder: string;
  services: MapServices;
  version: string;
}

declare module 'fastify' {
  interface FastifyInstance {
    basemaps: {
      /** Scheme and host of every server that pages may ask for their basemaps. */
      readonly pageOrigins: readonly string[];
    };
  }
}

export default fp<BasemapsOptions>(
  async (app, { dataFolder, services, version }) => {
    const repository = createBasemapsRepository(app.db);
    const folder = createTileFolder(join(dataFolder, BASEMAPS_FOLDER_NAME));
    const outside = createOutside({ version });
    const list = await createBasemapList(repository, folder, services);
    const service = createBasemapsService({ repository, list, folder, outside, db: app.db, audit: app.audit });
    app.decorate('basemaps', {
      get pageOrigins() {
        return list.pageOrigins;
      },
    });
    await app.register(basemapsRoutes, {
      list,
      service,
      folder,
      pictures: createPictureCache(outside, CACHE_BYTES),
      tryBasemap: createBasemapTrier({ list, folder, outside, services, findMiddle: repository.findMiddle }),
    });
  },
  { name: 'basemaps', dependencies: ['audit', 'auth', 'postgres'] },
);
