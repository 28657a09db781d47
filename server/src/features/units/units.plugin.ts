import fp from 'fastify-plugin';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type, { type Static } from 'typebox';
import { PointGeometry, featureCollectionOf, featureOf } from '@liaowang/shared/schemas/geometry';
import { DeviceSetup } from '@liaowang/shared/schemas/device';
import {
  CreatedUnit,
  NewUnit,
  UnitChange,
  UnitDetail,
  UnitWithDevice,
  type RegisteredUnit,
} from '@liaowang/shared/schemas/unit';
import { RowId } from '@liaowang/shared/schemas/row-id';
import type { DeviceKind } from '../../plugins/device-kind.ts';
import { notFound } from '../../plugins/error-handler.ts';
import { createDeviceRegister } from './device-register.ts';
import { createDevicesRepository } from './devices.repository.ts';
import { devicesRoutes } from './devices.routes.ts';
import { createDevicesService, type DevicesService } from './devices.service.ts';
import { createOriginOf } from './public-origin.ts';
import { createUnitsRepository } from './units.repository.ts';
import { createUnitsService, type UnitsService } from './units.service.ts';

declare module 'fastify' {
  interface FastifyInstance {
    units: UnitsService;
    devices: DevicesService;
  }
}

const UnitFeature = featureOf(Type.Union([PointGeometry, Type.Null()]), UnitDetail);
const UnitCollection = featureCollectionOf(UnitFeature);

const unitsRoutes: FastifyPluginAsyncTypebox<{ publicOrigin: string | undefined }> = async (app, { publicOrigin }) => {
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

  app.get(
    '/units',
    {
      config: { requires: 'live:view' },
      schema: {
        tags: ['units'],
        summary: 'Units and where they are (geometry null: never reported)',
        response: { 200: UnitCollection },
      },
    },
    async (request) => ({
      type: 'FeatureCollection' as const,
      features: app.livePicture.units(request.scopeBranchId).map(toFeature),
    }),
  );

  app.get(
    '/units/:unitId',
    {
      config: { requires: 'live:view' },
      schema: {
        tags: ['units'],
        summary: 'A unit, whether it says where it is or not: last contact, what is refused of it',
        params: Type.Object({ unitId: RowId }),
        response: { 200: UnitFeature },
      },
    },
    async (request) => {
      const unit = app.livePicture.unit(request.params.unitId);
      if (!unit || (request.scopeBranchId !== null && unit.branchId !== request.scopeBranchId)) throw notFound('unit');
      return toFeature(unit);
    },
  );

  app.post(
    '/units',
    {
      config: { requires: 'units:manage' },
      schema: {
        tags: ['units'],
        summary: "Register a unit; the answer holds its device's token, shown only here",
        body: NewUnit,
        response: { 201: CreatedUnit },
      },
    },
    async (request, reply) => reply.code(201).send(await app.units.create(request.body, request.account.id)),
  );

  app.patch(
    '/units/:unitId',
    {
      config: { requires: 'units:manage' },
      schema: {
        tags: ['units'],
        summary: "Change how a unit's first device is set",
        params: Type.Object({ unitId: RowId }),
        body: UnitChange,
        response: { 200: UnitWithDevice },
      },
    },
    async (request) => app.units.change(request.params.unitId, request.body, request.account.id),
  );

  app.get(
    '/units/:unitId/setup',
    {
      config: { requires: 'units:manage' },
      schema: {
        tags: ['units'],
        summary: 'How a phone is set up for a unit: link, parameters and QR code',
        params: Type.Object({ unitId: RowId }),
        response: { 200: DeviceSetup },
      },
    },
    async (request) => app.devices.findSetup(request.params.unitId, null, originOf(request)),
  );

  app.post(
    '/units/:unitId/setup',
    {
      config: { requires: 'units:manage' },
      schema: {
        tags: ['units'],
        summary: "The same with a new token, shown only here; the old one is good until the new one's first message",
        params: Type.Object({ unitId: RowId }),
        response: { 201: DeviceSetup },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .header('cache-control', 'no-store')
        .send(await app.devices.renewSetup(request.params.unitId, null, originOf(request), request.account.id)),
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
    app.decorate('units', createUnitsService({ repository, devices, db, audit }));
    await app.register(unitsRoutes, { prefix: '/api/v1', publicOrigin });
    await app.register(devicesRoutes, { prefix: '/api/v1', publicOrigin });
  },
  { name: 'units', dependencies: ['audit'] },
);
