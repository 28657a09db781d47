import * as Type from 'typebox';
import { RowId } from '../../schemas/row-id.ts';
import { Device, NewDevice, CreatedDevice, DeviceChange, DeviceSetup } from '../../schemas/device.ts';
import { Done, type RouteTable } from '../route.ts';

const ofUnit = Type.Object({ unitId: RowId });
const ofDevice = Type.Object({ unitId: RowId, deviceId: RowId });

export const devicesRoutes = {
  'GET /units/:unitId/devices': {
    summary: 'Devices of a unit, in the order in which they were added',
    tags: ['units'],
    requires: 'units:manage',
    params: ofUnit,
    answers: { 200: Type.Array(Device) },
    refusals: ['not-found'],
  },
  'POST /units/:unitId/devices': {
    summary: 'Add a device to a unit; the answer holds its token, shown only here',
    tags: ['units'],
    requires: 'units:manage',
    params: ofUnit,
    body: NewDevice,
    answers: { 201: CreatedDevice },
    refusals: ['device-taken', 'not-found'],
  },
  'PATCH /units/:unitId/devices/:deviceId': {
    summary: 'Change how a device is set',
    tags: ['units'],
    requires: 'units:manage',
    params: ofDevice,
    body: DeviceChange,
    answers: { 200: Device },
    refusals: ['not-found'],
  },
  'DELETE /units/:unitId/devices/:deviceId': {
    summary: 'Take a device away: what it sends from now on is refused',
    tags: ['units'],
    requires: 'units:manage',
    params: ofDevice,
    answers: { 204: Done },
    refusals: ['not-found'],
  },
  'GET /units/:unitId/devices/:deviceId/setup': {
    summary: 'How a phone is set up for a device: link, parameters and QR code',
    tags: ['units'],
    requires: 'units:manage',
    params: ofDevice,
    answers: { 200: DeviceSetup },
    refusals: ['not-found'],
  },
  'POST /units/:unitId/devices/:deviceId/setup': {
    summary: "The same with a new token, shown only here; the old one is good until the new one's first message",
    tags: ['units'],
    requires: 'units:manage',
    params: ofDevice,
    answers: { 201: DeviceSetup },
    refusals: ['not-found'],
  },
} satisfies RouteTable;
