import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import Type, { type Static } from 'typebox';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { PointGeometry, featureOf } from '@liaowang/shared/schemas/geometry';
import { UnitDetail, type RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { DeviceKind } from '../../plugins/device-kind.ts';
import { notFound } from '../../plugins/error-handler.ts';
import { createDeviceRegister } from './device-register.ts';
import { createDevicesRepository } from './devices.repository.ts';
import { devicesRoutes } from './devices.routes.ts';
import { createDevicesService, type DevicesService } from './devices.service.ts';
import { createOriginOf } from './public-origin.ts';
import { createUnitFiles } from './unit-files.ts';
import { createUnitsRepository } from './units.repository.ts';
import { createUnitsService, type UnitsService } from './units.service.ts';

declare module 'fastify' {
  interface FastifyInstance {
    units: UnitsService;
    devices: DevicesService;
  }
}

const UnitFeature = featureOf(Type.Union([PointGeometry, Type.Null()]), UnitDetail);

const unitsRoutes: FastifyPluginAsync<{ publicOrigin: string | undefined }> = async (app, { publicOrigin }) => {
  const originOf = createOriginOf(publicOrigin);

  function toFeature(unit: RegisteredUnit): Static<typeof UnitFeature> {
    const fix = app.livePicture.newest(unit.id);
    const { contactAtMs, batteryPercent, charging, clockSkewMs } = app.livePicture.signs(unit.id);
    return {
      type: 'Feature',
      id: unit.id,
      geometry: fix && { type: 'Point', coordinates: [fix.lng, fix.lat] },
      properties: {
        ...app.livePicture.describe(unit),
        contactAt: contactAtMs === null ? null : new Date(contactAtMs).toISOString(),
        batteryPercent,
        charging,
        accuracyMeters: fix?.accuracyMeters ?? null,
        clockSkewSeconds: clockSkewMs === null ? null : Math.round(clockSkewMs / 1_000),
        state: app.livePicture.stateOf(unit.id, Date.now()),
      },
    };
  }

  serveRoute(app, 'GET /units', async (request) => ({
    type: 'FeatureCollection' as const,
    features: app.livePicture.units(request.scopeBranchId).map(toFeature),
  }));

  serveRoute(app, 'GET /units/batteries', async (request) => {
    const unitIds: number[] = [];
    const percents: number[] = [];
    for (const { id } of app.livePicture.units(request.scopeBranchId)) {
      const { batteryPercent } = app.livePicture.signs(id);
      if (batteryPercent === null) continue;
      unitIds.push(id);
      percents.push(batteryPercent);
    }
    return { unitIds, percents };
  });

  serveRoute(app, 'POST /units/exports', async ({ account, scopeBranchId, body }) => {
    const wanted = new Set(body.unitIds);
    const units = app.livePicture.units(scopeBranchId).filter(({ id }) => wanted.has(id));
    await app.audit.record({
      accountId: account.id,
      action: 'units.exported',
      subject: 'units',
      detail: { units: units.length },
    });
    return { type: 'FeatureCollection' as const, features: units.map(toFeature) };
  });

  serveRoute(app, 'GET /units/:unitId', async (request) => {
    const unit = app.livePicture.unit(request.params.unitId);
    if (!unit || (request.scopeBranchId !== null && unit.branchId !== request.scopeBranchId)) throw notFound('unit');
    return toFeature(unit);
  });

  serveRoute(app, 'POST /units', async (request) => app.units.create(request.body, request.account.id));

  serveRoute(app, 'PATCH /units/:unitId', async (request) =>
    app.units.change(request.params.unitId, request.version, request.body, request.account.id),
  );

  serveRoute(app, 'DELETE /units/:unitId', async (request) =>
    app.units.retire(request.params.unitId, request.version, request.account.id),
  );

  serveRoute(app, 'GET /units/register', async ({ query: { asOf } }) =>
    app.units.findRegistered(asOf === undefined ? null : parseInstant(asOf)),
  );

  serveRoute(app, 'GET /units/:unitId/setup', async (request) =>
    app.devices.findSetup(request.params.unitId, null, originOf(request)),
  );

  serveRoute(app, 'POST /units/:unitId/setup', async (request) =>
    app.devices.renewSetup(request.params.unitId, null, originOf(request), request.account.id),
  );
};

export default fp<{
  tokenRequired: boolean;
  publicOrigin: string | undefined;
  /** The protocols that devices may speak here. */
  deviceKinds: readonly DeviceKind[];
}>(
  async (app, { tokenRequired, publicOrigin, deviceKinds }) => {
    const { db, bus, audit } = app;
    const repository = createUnitsRepository(db);
    const register = createDeviceRegister();
    register.setUnits(await repository.findAll());
    const devices = createDevicesService({
      repository: createDevicesRepository(db),
      units: repository,
      register,
      db,
      bus,
      audit,
      kinds: deviceKinds,
      tokenRequired,
    });
    app.decorate('devices', devices);
    const { mustStand } = app.registry.places;
    const units = await createUnitsService({ repository, devices, db, bus, audit, log: app.log, mustStand });
    app.decorate('units', units);
    app.registerFileKinds.push(
      createUnitFiles({
        repository,
        history: units.history,
        devices,
        findBranches: app.registry.places.findBranches,
        isStanding: app.registry.places.isStanding,
        async reload(entries) {
          await units.readPeriods();
          const ids = entries.map(({ id }) => id);
          // Of these alone: what was done to others meanwhile has been told by whoever did it.
          const standing = await repository.findMany(ids);
          const isStanding = new Set(standing.map(({ id }) => id));
          const gone = ids.flatMap((id) => (isStanding.has(id) ? [] : (app.livePicture.unit(id) ?? [])));
          register.setUnits(standing);
          for (const unit of gone) devices.forget(unit);
          if (standing.length > 0) bus.emit('units.changed', standing);
          if (gone.length > 0) bus.emit('units.retired', gone);
        },
      }),
    );
    await app.register(unitsRoutes, { publicOrigin });
    await app.register(devicesRoutes, { publicOrigin });
  },
  { name: 'units', dependencies: ['audit', 'registry', 'register-file-kinds'] },
);
