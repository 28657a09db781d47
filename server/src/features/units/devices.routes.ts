import type { FastifyPluginAsync } from 'fastify';
import { serveRoute } from '../../plugins/serve-route.ts';
import { createOriginOf } from './public-origin.ts';

/** The devices of a unit: what reports as it. */
export const devicesRoutes: FastifyPluginAsync<{ publicOrigin: string | undefined }> = async (
  app,
  { publicOrigin },
) => {
  const originOf = createOriginOf(publicOrigin);
  serveRoute(app, 'GET /units/:unitId/devices', async (request) => app.devices.findAll(request.params.unitId));

  serveRoute(app, 'POST /units/:unitId/devices', async (request) =>
    app.devices.add(request.params.unitId, request.body, request.account.id),
  );

  serveRoute(app, 'PATCH /units/:unitId/devices/:deviceId', async (request) => {
    const { unitId, deviceId } = request.params;
    const entry = {
      accountId: request.account.id,
      action: 'device.changed',
      detail: { device: deviceId, ...request.body },
    };
    return (await app.devices.change(unitId, deviceId, request.body, entry)).device;
  });

  serveRoute(app, 'DELETE /units/:unitId/devices/:deviceId', async (request) => {
    await app.devices.remove(request.params.unitId, request.params.deviceId, request.account.id);
  });

  serveRoute(app, 'GET /units/:unitId/devices/:deviceId/setup', async (request) =>
    app.devices.findSetup(request.params.unitId, request.params.deviceId, originOf(request)),
  );

  serveRoute(app, 'POST /units/:unitId/devices/:deviceId/setup', async (request) => {
    const { unitId, deviceId } = request.params;
    return app.devices.renewSetup(unitId, deviceId, originOf(request), request.account.id);
  });
};
