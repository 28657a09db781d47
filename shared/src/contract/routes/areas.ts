import * as Type from 'typebox';
import {
  AreaSet,
  AreaSetId,
  AreaSetWithAreas,
  AreaFileQuery,
  AreaFileCheck,
  AreaFileReading,
  AreaSetName,
  NewDrawnSet,
  AreaSetChange,
  NewArea,
  AreaChange,
  MAX_AREA_FILE_BYTES,
} from '../../schemas/area-set.ts';
import { RowId } from '../../schemas/row-id.ts';
import { SHAPE_FILE_CODES } from '../file-refusals.ts';
import { Done, type RouteTable } from '../route.ts';

const SetParams = Type.Object({ areaSetId: AreaSetId });
const closed = { additionalProperties: false };
const AreaParams = Type.Object({ areaSetId: AreaSetId, areaId: RowId });

export const areasRoutes = {
  'GET /area-sets': {
    summary: 'Sets of areas that incidents can be counted by, that of the branches first',
    tags: ['areas'],
    requires: 'hotspots:view',
    answers: { 200: Type.Object({ areaSets: Type.Array(AreaSet) }) },
    refusals: [],
  },
  'GET /area-sets/:areaSetId': {
    summary: 'A set with the shapes of its areas',
    tags: ['areas'],
    requires: 'hotspots:view',
    params: SetParams,
    answers: { 200: AreaSetWithAreas },
    refusals: ['not-found'],
  },
  'POST /area-sets/check': {
    summary:
      'What would become of a file of areas (GeoJSON, zipped shapefile, KML, KMZ; application/octet-stream, at most 20 MB); nothing is stored',
    tags: ['areas'],
    requires: 'incidents:import',
    query: AreaFileQuery,
    body: { mediaType: 'application/octet-stream', maxBytes: MAX_AREA_FILE_BYTES },
    answers: { 200: AreaFileCheck },
    refusals: [...SHAPE_FILE_CODES],
  },
  'POST /area-sets': {
    summary: 'Stores a file of areas as a set',
    tags: ['areas'],
    requires: 'incidents:import',
    query: Type.Object({ ...AreaFileReading, name: AreaSetName }, closed),
    body: { mediaType: 'application/octet-stream', maxBytes: MAX_AREA_FILE_BYTES },
    answers: { 201: AreaSetWithAreas },
    refusals: [...SHAPE_FILE_CODES, 'too-many-area-sets'],
  },
  'POST /area-sets/drawn': {
    summary: 'Starts a set with an area that was drawn',
    tags: ['areas'],
    requires: 'incidents:import',
    body: NewDrawnSet,
    answers: { 201: AreaSetWithAreas },
    refusals: ['area-without-ground', 'outside-jurisdiction', 'too-many-area-sets'],
  },
  'PUT /area-sets/:areaSetId': {
    summary: 'Renames a set: who made it, or an administrator',
    tags: ['areas'],
    requires: 'incidents:import',
    params: SetParams,
    body: AreaSetChange,
    answers: { 200: AreaSetWithAreas },
    refusals: ['not-found', 'not-yours'],
  },
  'DELETE /area-sets/:areaSetId': {
    summary: 'Deletes a set: who made it, or an administrator',
    tags: ['areas'],
    requires: 'incidents:import',
    params: SetParams,
    answers: { 204: Done },
    refusals: ['not-found', 'not-yours'],
  },
  'POST /area-sets/:areaSetId/areas': {
    summary: 'Adds an area that was drawn',
    tags: ['areas'],
    requires: 'incidents:import',
    params: SetParams,
    body: NewArea,
    answers: { 201: AreaSetWithAreas },
    refusals: ['area-without-ground', 'not-found', 'not-yours', 'outside-jurisdiction', 'too-many-areas'],
  },
  'PUT /area-sets/:areaSetId/areas/:areaId': {
    summary: 'Renames an area, or says how many residents or households it has',
    tags: ['areas'],
    requires: 'incidents:import',
    params: AreaParams,
    body: AreaChange,
    answers: { 200: AreaSetWithAreas },
    refusals: ['not-found', 'not-yours'],
  },
  'DELETE /area-sets/:areaSetId/areas/:areaId': {
    summary: 'Takes an area out of its set',
    tags: ['areas'],
    requires: 'incidents:import',
    params: AreaParams,
    answers: { 200: AreaSetWithAreas },
    refusals: ['last-area', 'not-found', 'not-yours'],
  },
} satisfies RouteTable;
