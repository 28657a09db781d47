import * as Type from 'typebox';
import { Branch, BranchChange, NewBranch } from '../../schemas/branch.ts';
import { KeyArea, KeyAreaChange, NewKeyArea } from '../../schemas/key-area.ts';
import { AsOf } from '../../schemas/register-entry.ts';
import { Jurisdiction, NameReading, Place, Schematic } from '../../schemas/registry.ts';
import { RowId } from '../../schemas/row-id.ts';
import { SetUpProgress } from '../../schemas/set-up-steps.ts';
import { NewStation, Station, StationChange } from '../../schemas/station.ts';
import { Road } from '../../schemas/road.ts';
import type { ErrorCode } from '../../schemas/error-code.ts';
import { Done, type RouteTable } from '../route.ts';

/** What every register refuses to write. */
export const ENTRY_REFUSED = [
  'valid-from-future',
  'valid-from-too-early',
  'outside-jurisdiction',
  'unknown-branch',
] as const satisfies readonly ErrorCode[];
/** The same where entries have codes and ground. */
const REFUSED = [
  ...ENTRY_REFUSED,
  'code-taken',
  'area-without-ground',
  'invalid-polygon',
  'too-many-vertices',
] as const;

const OfBranch = Type.Object({ branchId: RowId });
const OfStation = Type.Object({ stationId: RowId });
const OfKeyArea = Type.Object({ keyAreaId: RowId });

export const registryRoutes = {
  'GET /jurisdiction': {
    summary: 'The city this installation serves',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Jurisdiction },
    refusals: [],
  },
  'GET /places': {
    summary: 'Towns and sub-districts',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Type.Array(Place) },
    refusals: [],
  },
  'GET /branches': {
    summary: 'Branches of the association',
    tags: ['registry'],
    requires: 'registry:view',
    query: AsOf,
    answers: { 200: Type.Array(Branch) },
    refusals: [],
  },
  'POST /branches': {
    summary: 'Adds a branch',
    tags: ['registry'],
    requires: 'registry:manage',
    body: NewBranch,
    answers: { 201: Branch },
    refusals: REFUSED,
  },
  'PATCH /branches/:branchId': {
    summary: 'Changes a branch; what it was is kept with since when',
    tags: ['registry'],
    requires: 'registry:manage',
    params: OfBranch,
    body: BranchChange,
    takesVersion: true,
    answers: { 200: Branch },
    refusals: [...REFUSED, 'not-found'],
  },
  'DELETE /branches/:branchId': {
    summary: 'Takes a branch away: lists of past days still have it',
    tags: ['registry'],
    requires: 'registry:manage',
    params: OfBranch,
    takesVersion: true,
    answers: { 204: Done },
    refusals: ['not-found', 'still-used'],
  },
  'GET /stations': {
    summary: 'Service stations',
    tags: ['registry'],
    requires: 'registry:view',
    query: AsOf,
    answers: { 200: Type.Array(Station) },
    refusals: [],
  },
  'POST /stations': {
    summary: 'Adds a station',
    tags: ['registry'],
    requires: 'registry:manage',
    body: NewStation,
    answers: { 201: Station },
    refusals: REFUSED,
  },
  'PATCH /stations/:stationId': {
    summary: 'Changes a station; what it was is kept with since when',
    tags: ['registry'],
    requires: 'registry:manage',
    params: OfStation,
    body: StationChange,
    takesVersion: true,
    answers: { 200: Station },
    refusals: [...REFUSED, 'not-found'],
  },
  'DELETE /stations/:stationId': {
    summary: 'Takes a station away: lists of past days still have it',
    tags: ['registry'],
    requires: 'registry:manage',
    params: OfStation,
    takesVersion: true,
    answers: { 204: Done },
    refusals: ['not-found'],
  },
  'GET /key-areas': {
    summary: 'Key areas',
    tags: ['registry'],
    requires: 'registry:view',
    query: AsOf,
    answers: { 200: Type.Array(KeyArea) },
    refusals: [],
  },
  'POST /key-areas': {
    summary: 'Adds a key area',
    tags: ['registry'],
    requires: 'registry:manage',
    body: NewKeyArea,
    answers: { 201: KeyArea },
    refusals: REFUSED,
  },
  'PATCH /key-areas/:keyAreaId': {
    summary: 'Changes a key area; what it was is kept with since when',
    tags: ['registry'],
    requires: 'registry:manage',
    params: OfKeyArea,
    body: KeyAreaChange,
    takesVersion: true,
    answers: { 200: KeyArea },
    refusals: [...REFUSED, 'not-found'],
  },
  'DELETE /key-areas/:keyAreaId': {
    summary: 'Takes a key area away: lists of past days still have it',
    tags: ['registry'],
    requires: 'registry:manage',
    params: OfKeyArea,
    takesVersion: true,
    answers: { 204: Done },
    refusals: ['not-found', 'still-used'],
  },
  'GET /setup': {
    summary: 'How far the way from an empty database to a running city is gone, and what is missing',
    tags: ['registry'],
    requires: 'registry:manage',
    answers: { 200: SetUpProgress },
    refusals: [],
  },
  'GET /basemap': {
    summary: 'The built-in schematic basemap: GeoJSON, drawn by us',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Schematic },
    refusals: [],
  },
  'GET /names/readings': {
    summary:
      'Names of places, lookouts, streets, and of kinds of the units that the account may see, in Pinyin, for search',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Type.Array(NameReading) },
    refusals: [],
  },
  'GET /roads': {
    summary: 'Streets and roads of the city, for the map and to say where something is',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Type.Array(Road) },
    refusals: [],
  },
} satisfies RouteTable;
