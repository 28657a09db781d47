import * as Type from 'typebox';
import { Basemap, BasemapId, BasemapSetting, BasemapTry, StoredBasemap } from '../../schemas/basemap.ts';
import { Done, type RouteTable } from '../route.ts';

const Params = Type.Object({ basemapId: BasemapId });

export const basemapsRoutes = {
  'GET /basemaps': {
    summary: 'Basemaps that the account may choose, in their order; the schematic one is always among them',
    tags: ['basemaps'],
    requires: 'registry:view',
    answers: { 200: Type.Object({ basemaps: Type.Array(Basemap) }) },
    refusals: [],
  },
  'GET /basemaps/:basemapId/tiles/:layer/:z/:x/:y': {
    summary: 'A picture of a basemap, through a bounded cache of this server; y is counted from the north',
    tags: ['basemaps'],
    requires: 'registry:view',
    params: Type.Object({
      ...Params.properties,
      layer: Type.Integer({ minimum: 0, maximum: 3 }),
      z: Type.Integer({ minimum: 0, maximum: 22 }),
      x: Type.Integer({ minimum: 0 }),
      y: Type.Integer({ minimum: 0 }),
    }),
    answers: { 200: { mediaType: '*' } },
    refusals: ['not-found', 'basemap-unreachable'],
  },
  'GET /basemaps/:basemapId/file': {
    summary: 'The PMTiles file of a basemap, by ranges',
    tags: ['basemaps'],
    requires: 'registry:view',
    params: Params,
    answers: { 200: { mediaType: '*' } },
    refusals: ['not-found'],
  },
  'GET /basemap-settings': {
    summary: 'All basemaps as they are set, without keys',
    tags: ['basemaps'],
    requires: 'basemaps:manage',
    answers: {
      200: Type.Object({
        basemaps: Type.Array(StoredBasemap),
        /** All ids in their order, with that of the schematic one, which has no settings. */
        order: Type.Array(BasemapId),
      }),
    },
    refusals: [],
  },
  'POST /basemap-settings/try': {
    summary: 'Fetches one tile at the middle of the city and stores nothing',
    tags: ['basemaps'],
    requires: 'basemaps:manage',
    query: Type.Object({ basemapId: Type.Optional(BasemapId) }, { additionalProperties: false }),
    body: BasemapSetting,
    answers: { 200: BasemapTry },
    refusals: [],
  },
  'POST /basemap-settings': {
    summary: 'Adds a basemap, at the end of the order',
    tags: ['basemaps'],
    requires: 'basemaps:manage',
    body: BasemapSetting,
    answers: { 201: StoredBasemap },
    refusals: ['basemap-unreachable', 'wmts-layer-unknown', 'not-found', 'too-many-basemaps'],
  },
  'PUT /basemap-settings/:basemapId': {
    summary: 'Changes a basemap; a key that is left out stays as it was',
    tags: ['basemaps'],
    requires: 'basemaps:manage',
    params: Params,
    body: BasemapSetting,
    answers: { 200: StoredBasemap },
    refusals: ['not-found', 'basemap-unreachable', 'wmts-layer-unknown'],
  },
  'PUT /basemap-order': {
    summary: 'The order of all basemaps; the first is what an account sees that has not chosen',
    tags: ['basemaps'],
    requires: 'basemaps:manage',
    body: Type.Object(
      { basemapIds: Type.Array(BasemapId, { maxItems: 50, uniqueItems: true }) },
      { additionalProperties: false },
    ),
    answers: { 204: Done },
    refusals: ['changed-meanwhile'],
  },
  'DELETE /basemap-settings/:basemapId': {
    summary: 'Takes a basemap away; the file of a PMTiles one stays on the disk',
    tags: ['basemaps'],
    requires: 'basemaps:manage',
    params: Params,
    answers: { 204: Done },
    refusals: ['not-found'],
  },
} satisfies RouteTable;
