import * as Type from 'typebox';
import { featureCollectionOf, featureOf, PointGeometry } from '../../schemas/geometry.ts';
import {
  CreatedUnit,
  NewUnit,
  RegisteredUnit,
  UnitBatteries,
  UnitChange,
  UnitDetail,
  UnitWithDevice,
} from '../../schemas/unit.ts';
import { AsOf } from '../../schemas/register-entry.ts';
import { RowId } from '../../schemas/row-id.ts';
import { DeviceSetup } from '../../schemas/device.ts';
import { Done, type RouteTable } from '../route.ts';

/** More than any city has; what is longer is refused by its size. */
const MAX_EXPORTED_UNITS = 50_000;

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
  'GET /units/batteries': {
    summary: 'Charge of the devices that told it: what the live frames do not carry, for a list of many units',
    tags: ['units'],
    requires: 'live:view',
    answers: { 200: UnitBatteries },
    refusals: [],
  },
  'POST /units/exports': {
    summary: 'Units as they are now, for a file that is taken away; the audit log keeps who took how many',
    tags: ['units'],
    requires: 'live:view',
    body: Type.Object(
      { unitIds: Type.Array(RowId, { minItems: 1, maxItems: MAX_EXPORTED_UNITS }) },
      { additionalProperties: false },
    ),
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
  'GET /units/register': {
    summary: 'Units as they are registered, with their devices; of a past day without',
    tags: ['units'],
    requires: 'units:manage',
    query: AsOf,
    answers: { 200: Type.Array(RegisteredUnit) },
    refusals: [],
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
    summary: 'Changes a unit, or how its first device is set; what it was is kept with since when',
    tags: ['units'],
    requires: 'units:manage',
    params: Type.Object({ unitId: RowId }),
    body: UnitChange,
    takesVersion: 'if-given',
    answers: { 200: UnitWithDevice },
    refusals: ['valid-from-future', 'valid-from-too-early', 'not-found', 'unknown-branch'],
  },
  'DELETE /units/:unitId': {
    summary: 'Retires a unit: its devices are refused from now on, its history stays',
    tags: ['units'],
    requires: 'units:manage',
    params: Type.Object({ unitId: RowId }),
    takesVersion: true,
    answers: { 204: Done },
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
