import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { CreatedDevice, Device, DeviceChange, DeviceSetup, NewDevice } from '@liaowang/shared/schemas/device';
import { RowId } from '@liaowang/shared/schemas/row-id';
import { createOriginOf } from './public-origin.ts';

const ofUnit = Type.Object({ unitId: RowId });
const ofDevice = Type.Object({ unitId: RowId, deviceId: RowId });

/** The devices of a unit: what reports as it. */
export const devicesRoutes: FastifyPluginAsyncTypebox<{ publicOrigin: string | undefined }> = async (
  app,
  { publicOrigin },
) => {
  const originOf = createOriginOf(publicOrigin);
  const path = '/units/:unitId/devices';

  app.get(
    path,
    {
      config: { requires: 'units:manage' },
      schema: {
        tags: ['units'],
        summary: 'Devices of a unit, in the order in which they were added',
        params: ofUnit,
        response: { 200: Type.Array(Device) },
      },
    },
    async (request) => app.devices.findAll(request.params.unitId),
  );

  app.post(
    path,
    {
      config: { requires: 'units:manage' },
      schema: {
        tags: ['units'],
        summary: 'Add a device to a unit; the answer holds its token, shown only here',
        params: ofUnit,
        body: NewDevice,
        response: { 201: CreatedDevice },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .header('cache-control', 'no-store')
        .send(await app.devices.add(request.params.unitId, request.body, request.account.id)),
  );

  app.patch(
    `${path}/:deviceId`,
    {
      config: { requires: 'units:manage' },
      schema: {
        tags: ['units'],
        summary: 'Change how a device is set',
        params: ofDevice,
        body: DeviceChange,
        response: { 200: Device },
      },
    },
    async (request) => {
      const { unitId, deviceId } = request.params;
      const entry = {
        accountId: request.account.id,
        action: 'device.changed',
        detail: { device: deviceId, ...request.body },
      };
      return (await app.devices.change(unitId, deviceId, request.body, entry)).device;
    },
  );

  app.delete(
    `${path}/:deviceId`,
    {
      config: { requires: 'units:manage' },
      schema: {
        tags: ['units'],
        summary: 'Take a device away: what it sends from now on is refused',
        params: ofDevice,
      },
    },
    async (request, reply) => {
      await app.devices.remove(request.params.unitId, request.params.deviceId, request.account.id);
      return reply.code(204).send();
    },
  );

  app.get(
    `${path}/:deviceId/setup`,
    {
      config: { requires: 'units:manage' },
      schema: {
        tags: ['units'],
        summary: 'How a phone is set up for a device: link, parameters and QR code',
        params: ofDevice,
        response: { 200: DeviceSetup },
      },
    },
    async (request) => app.devices.findSetup(request.params.unitId, request.params.deviceId, originOf(request)),
  );

  app.post(
    `${path}/:deviceId/setup`,
    {
      config: { requires: 'units:manage' },
      schema: {
        tags: ['units'],
        summary: "The same with a new token, shown only here; the old one is good until the new one's first message",
        params: ofDevice,
        response: { 201: DeviceSetup },
      },
    },
    async (request, reply) => {
      const { unitId, deviceId } = request.params;
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send(await app.devices.renewSetup(unitId, deviceId, originOf(request), request.account.id));
    },
  );
};
