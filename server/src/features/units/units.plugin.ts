import fp from 'fastify-plugin';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { PointGeometry, featureCollectionOf, featureOf } from '@liaowang/shared/schemas/geometry';
import { CreatedUnit, NewUnit, RegisteredUnit, Unit, UnitChange, withoutDevice } from '@liaowang/shared/schemas/unit';
import { RowId } from '@liaowang/shared/schemas/row-id';
import { createUnitsRepository } from './units.repository.ts';
import { createUnitsService, type UnitsService } from './units.service.ts';

declare module 'fastify' {
  interface FastifyInstance {
    units: UnitsService;
  }
}

const UnitCollection = featureCollectionOf(featureOf(Type.Union([PointGeometry, Type.Null()]), Unit));

const unitsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/units',
    {
      config: { requires: 'live:view' },
      schema: { tags: ['units'], summary: 'Units and where they are (geometry null: never reported)', response: { 200: UnitCollection } },
    },
    async (request) => ({
      type: 'FeatureCollection' as const,
      features: app.livePicture.units(request.scopeBranchId).map((unit) => {
        const fix = app.livePicture.newest(unit.id);
        return { type: 'Feature' as const, id: unit.id, geometry: fix ? { type: 'Point' as const, coordinates: [fix.lng, fix.lat] as [number, number] } : null, properties: withoutDevice(unit) };
      }),
    }),
  );

  app.post(
    '/units',
    {
      config: { requires: 'units:manage' },
      schema: { tags: ['units'], summary: "Register a unit; the answer holds its device's token, shown only here", body: NewUnit, response: { 201: CreatedUnit } },
    },
    async (request, reply) => reply.code(201).send(await app.units.create(request.body, request.account.id)),
  );

  app.patch(
    '/units/:unitId',
    {
      config: { requires: 'units:manage' },
      schema: { tags: ['units'], summary: "Change how a unit's device is set", params: Type.Object({ unitId: RowId }), body: UnitChange, response: { 200: RegisteredUnit } },
    },
    async (request) => app.units.change(request.params.unitId, request.body, request.account.id),
  );
};

export default fp(
  async (app) => {
    app.decorate('units', createUnitsService({ repository: createUnitsRepository(app.db), db: app.db, bus: app.bus, audit: app.audit }));
    app.bus.on('units.changed', (units) => {
      for (const unit of units) app.live.publish('units:changed', unit.branchId, [withoutDevice(unit)]);
    });
    await app.register(unitsRoutes, { prefix: '/api/v1' });
  },
  { name: 'units', dependencies: ['audit', 'socket-io'] },
);
