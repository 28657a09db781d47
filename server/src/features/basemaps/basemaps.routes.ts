import type { FastifyPluginAsync } from 'fastify';
import type { BasemapSetting } from '@liaowang/shared/schemas/basemap';
import { trimName } from '@liaowang/shared/schemas/text';
import { notFound } from '../../plugins/error-handler.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { BasemapList } from './basemap-list.ts';
import type { BasemapsService } from './basemaps.service.ts';
import { sendFileRange } from './file-range.ts';
import { OutsideFailed } from './outside/outside-server.ts';
import type { PictureCache } from './outside/picture-cache.ts';
import { unreachable } from './read-origin.ts';
import type { TileFolder } from './tile-file/tile-folder.ts';
import type { BasemapTrier } from './try-basemap.ts';

interface BasemapsRoutesOptions {
  list: BasemapList;
  service: BasemapsService;
  folder: TileFolder;
  pictures: PictureCache;
  tryBasemap: BasemapTrier;
}

const tidy = (setting: BasemapSetting): BasemapSetting => ({ ...setting, name: trimName(setting.name) });

/** `/basemaps` for everybody who sees the map, `/basemap-settings` for administrators. */
export const basemapsRoutes: FastifyPluginAsync<BasemapsRoutesOptions> = async (
  app,
  { list, service, folder, pictures, tryBasemap },
) => {
  serveRoute(app, 'GET /basemaps', async ({ account }) => ({ basemaps: await list.findOffered(account.role) }));
  serveRoute(
    app,
    'GET /basemaps/:basemapId/tiles/:layer/:z/:x/:y',
    async ({ params: { basemapId, layer, z, x, y }, account }, reply) => {
      const known = await list.findChosen(basemapId, account.role);
      const source = known?.pictures;
      const urlOf = source?.layers[layer];
      const isInside = source && z >= source.minZoom && z <= source.maxZoom && x < 2 ** z && y < 2 ** z;
      if (!known || !urlOf || !isInside) throw notFound('picture');
      try {
        const { bytes, mediaType } = await pictures.get({
          key: `${basemapId}|${known.row.version}|${layer}|${z}/${x}/${y}`,
          url: urlOf({ z, x, y }),
          group: basemapId,
        });
        void reply.type(mediaType).header('cache-control', 'private, max-age=86400');
        return bytes;
      } catch (error) {
        if (!(error instanceof OutsideFailed)) throw error;
        throw error.isMissing ? notFound('picture') : unreachable(error);
      }
    },
    { isMapPiece: true },
  );
  serveRoute(
    app,
    'GET /basemaps/:basemapId/file',
    async (request, reply) => {
      const known = await list.findChosen(request.params.basemapId, request.account.role);
      if (known?.row.origin.kind !== 'pmtiles') throw notFound('file');
      return sendFileRange(folder.pathOf(known.row.origin.fileName), request, reply);
    },
    { isMapPiece: true },
  );

  serveRoute(app, 'GET /basemap-settings', () => service.findSettings());
  serveRoute(app, 'POST /basemap-settings', ({ body, account }) => service.add(tidy(body), account.id));
  serveRoute(app, 'POST /basemap-settings/try', ({ body, query }) => tryBasemap(body, query.basemapId));
  serveRoute(app, 'PUT /basemap-settings/:basemapId', ({ params, body, account }) =>
    service.change(params.basemapId, tidy(body), account.id),
  );
  serveRoute(app, 'PUT /basemap-order', ({ body, account }) => service.reorder(body.basemapIds, account.id));
  serveRoute(app, 'DELETE /basemap-settings/:basemapId', ({ params, account }) =>
    service.remove(params.basemapId, account.id),
  );
};
