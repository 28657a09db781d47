import type { FastifyPluginAsync } from 'fastify';
import { MAX_AREA_FILE_BYTES } from '@liaowang/shared/schemas/area-set';
import { readFileBody, takeFileBodies } from '../../plugins/file-body.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { AreaSetsService } from './area-sets.service.ts';

export const areaSetsRoutes: FastifyPluginAsync<{ service: AreaSetsService }> = async (app, { service }) => {
  takeFileBodies(app, MAX_AREA_FILE_BYTES);

  serveRoute(app, 'GET /area-sets', async (request) => ({ areaSets: await service.list(request.account) }));
  serveRoute(app, 'GET /area-sets/:areaSetId', async (request) =>
    service.find(request.params.areaSetId, request.account),
  );
  serveRoute(app, 'POST /area-sets/check', async (request) =>
    service.check(readFileBody(request.body), request.query, request.account),
  );
  serveRoute(app, 'POST /area-sets', async (request) =>
    service.importFile(readFileBody(request.body), request.query, request.account),
  );
  serveRoute(app, 'POST /area-sets/drawn', async (request) => service.createDrawn(request.body, request.account));
  serveRoute(app, 'PUT /area-sets/:areaSetId', async (request) =>
    service.changeSet(request.params.areaSetId, request.body, request.account),
  );
  serveRoute(app, 'DELETE /area-sets/:areaSetId', async (request) => {
    await service.remove(request.params.areaSetId, request.account);
  });
  serveRoute(app, 'POST /area-sets/:areaSetId/areas', async (request) =>
    service.addArea(request.params.areaSetId, request.body, request.account),
  );
  serveRoute(app, 'PUT /area-sets/:areaSetId/areas/:areaId', async (request) =>
    service.changeArea(request.params.areaSetId, request.params.areaId, request.body, request.account),
  );
  serveRoute(app, 'DELETE /area-sets/:areaSetId/areas/:areaId', async (request) =>
    service.removeArea(request.params.areaSetId, request.params.areaId, request.account),
  );
};
