import * as Type from 'typebox';
import { featureCollectionOf, featureOf, PointGeometry } from '../../schemas/geometry.ts';
import { UnitDetail, NewUnit, CreatedUnit, UnitChange, UnitWithDevice } from '../../schemas/unit.ts';
import { RowId } from '../../schemas/row-id.ts';
import { DeviceSetup } from '../../schemas/device.ts';
import type { RouteTable } from '../route.ts';

const UnitFeature = featureOf(Type.Union([PointGeometry, Type.Null()]), UnitDetail);
const UnitCollection = featureCollectionOf(UnitFeature);

export const unitsRoutes = {
  'GET /units': {
    summary: 'Units and where they are (geometry null: never reported)',
    tags: ['units'],
    requires: 'live:view',
    answers: { 200: UnitCollection },
    refusals: [],
  },
  'GET /units/:unitId': {
    summary: 'A unit, whether it says where it is or not: last contact, what is refused of it',
    tags: ['units'],
    requires: 'live:view',
    params: Type.Object({ unitId: RowId }),
    answers: { 200: UnitFeature },
    refusals: ['not-found'],
  },
  'POST /units': {
    summary: "Register a unit; the answer holds its device's token, shown only here",
    tags: ['units'],
    requires: 'units:manage',
    body: NewUnit,
    answers: { 201: CreatedUnit },
    refusals: ['device-taken', 'unknown-branch'],
  },
  'PATCH /units/:unitId': {
    summary: "Change how a unit's first device is set",
    tags: ['units'],
    requires: 'units:manage',
    params: Type.Object({ unitId: RowId }),
    body: UnitChange,
    answers: { 200: UnitWithDevice },
    refusals: ['not-found'],
  },
  'GET /units/:unitId/setup': {
    summary: 'How a phone is set up for a unit: link, parameters and QR code',
    tags: ['units'],
    requires: 'units:manage',
    params: Type.Object({ unitId: RowId }),
    answers: { 200: DeviceSetup },
    refusals: ['not-found'],
  },
  'POST /units/:unitId/setup': {
    summary: "The same with a new token, shown only here; the old one is good until the new one's first message",
    tags: ['units'],
    requires: 'units:manage',
    params: Type.Object({ unitId: RowId }),
    answers: { 201: DeviceSetup },
    refusals: ['not-found'],
  },
} satisfies RouteTable;
