import * as Type from 'typebox';
import { AreaGeometry } from '../../schemas/geometry.ts';
import {
  BoundaryCheck,
  BoundaryFile,
  BoundaryFileQuery,
  JurisdictionChange,
  MAX_BOUNDARY_FILE_BYTES,
} from '../../schemas/jurisdiction.ts';
import { Jurisdiction } from '../../schemas/registry.ts';
import { SHAPE_FILE_CODES } from '../file-refusals.ts';
import type { RouteTable } from '../route.ts';

const REFUSED = ['area-without-ground', 'invalid-polygon', 'too-many-vertices', 'too-wide'] as const;

export const jurisdictionRoutes = {
  'PATCH /jurisdiction': {
    summary:
      'Changes the city: its names, time zone or boundary. The server starts anew with it; entries that would lie outside are refused unless that is accepted',
    tags: ['registry'],
    requires: 'jurisdiction:manage',
    body: JurisdictionChange,
    takesVersion: true,
    answers: { 200: Jurisdiction },
    refusals: [
      ...REFUSED,
      'demo-jurisdiction',
      'time-zone-unknown',
      'valid-from-future',
      'valid-from-too-early',
      'would-be-outside',
    ],
  },
  'POST /jurisdiction/check': {
    summary: 'What a boundary would mean: made valid, how large it is, what would lie outside; nothing is stored',
    tags: ['registry'],
    requires: 'jurisdiction:manage',
    body: Type.Object({ boundary: AreaGeometry }, { additionalProperties: false }),
    answers: { 200: BoundaryCheck },
    refusals: REFUSED,
  },
  'POST /jurisdiction/file': {
    summary:
      'The areas of a file (GeoJSON, zipped shapefile, KML, KMZ; application/octet-stream, at most 20 MB) that may be a boundary; nothing is stored',
    tags: ['registry'],
    requires: 'jurisdiction:manage',
    query: BoundaryFileQuery,
    body: { mediaType: 'application/octet-stream', maxBytes: MAX_BOUNDARY_FILE_BYTES },
    answers: { 200: BoundaryFile },
    refusals: SHAPE_FILE_CODES,
  },
} satisfies RouteTable;
