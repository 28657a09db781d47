import * as Type from 'typebox';
import {
  MAX_REFERENCE_FILE_BYTES,
  NewReferenceLayerQuery,
  ReferenceFeatures,
  ReferenceFileCheck,
  ReferenceFileQuery,
  ReferenceLayer,
  ReferenceLayerChange,
  ReferenceLayerId,
} from '../../schemas/reference-layer.ts';
import { SHAPE_FILE_CODES } from '../file-refusals.ts';
import { Done, type RouteTable } from '../route.ts';

const Params = Type.Object({ layerId: ReferenceLayerId });
const body = { mediaType: 'application/octet-stream', maxBytes: MAX_REFERENCE_FILE_BYTES } as const;

export const referenceLayersRoutes = {
  'GET /reference-layers': {
    summary: "Layers of the city's own, without their shapes",
    tags: ['reference-layers'],
    requires: 'registry:view',
    answers: { 200: Type.Object({ layers: Type.Array(ReferenceLayer) }) },
    refusals: [],
  },
  'GET /reference-layers/:layerId/features': {
    summary: 'The shapes of a layer with their labels, as GeoJSON',
    tags: ['reference-layers'],
    requires: 'registry:view',
    params: Params,
    answers: { 200: ReferenceFeatures },
    refusals: ['not-found'],
  },
  'POST /reference-layers/check': {
    summary:
      'What would become of a file (GeoJSON, zipped shapefile, KML, KMZ; application/octet-stream, at most 20 MB); nothing is stored',
    tags: ['reference-layers'],
    requires: 'basemaps:manage',
    query: ReferenceFileQuery,
    body,
    answers: { 200: ReferenceFileCheck },
    refusals: [...SHAPE_FILE_CODES],
  },
  'POST /reference-layers': {
    summary: 'Stores a file as a layer: of each feature its shape and its label, nothing else',
    tags: ['reference-layers'],
    requires: 'basemaps:manage',
    query: NewReferenceLayerQuery,
    body,
    answers: { 201: ReferenceLayer },
    refusals: [...SHAPE_FILE_CODES, 'too-many-reference-layers'],
  },
  'PUT /reference-layers/:layerId': {
    summary: 'Changes name and look of a layer',
    tags: ['reference-layers'],
    requires: 'basemaps:manage',
    params: Params,
    body: ReferenceLayerChange,
    answers: { 200: ReferenceLayer },
    refusals: ['not-found'],
  },
  'DELETE /reference-layers/:layerId': {
    summary: 'Takes a layer away',
    tags: ['reference-layers'],
    requires: 'basemaps:manage',
    params: Params,
    answers: { 204: Done },
    refusals: ['not-found'],
  },
} satisfies RouteTable;
