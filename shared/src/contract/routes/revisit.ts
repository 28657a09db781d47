import * as Type from 'typebox';
import {
  ObserverGroup,
  RevisitSurface,
  RevisitPoint,
  RevisitWindow,
  RevisitMeasure,
  RevisitAreas,
} from '../../schemas/revisit.ts';
import { StartedJob } from '../../schemas/job.ts';
import type { RouteTable } from '../route.ts';

const Place = { lng: Type.Number({ minimum: -180, maximum: 180 }), lat: Type.Number({ minimum: -90, maximum: 90 }) };
const JobParams = Type.Object({ jobId: Type.String({ format: 'uuid' }) }, { additionalProperties: false });

export const revisitRoutes = {
  'GET /revisit/now': {
    summary: 'How long ago each cell was last seen',
    tags: ['revisit'],
    requires: 'coverage:view',
    query: Type.Object({ group: ObserverGroup }, { additionalProperties: false }),
    answers: { 200: RevisitSurface },
    refusals: [],
  },
  'GET /revisit/at': {
    summary: 'When a place was last seen, and by whom; a look at which unit is audited',
    tags: ['revisit'],
    requires: 'coverage:view',
    query: Type.Object({ ...Place, group: ObserverGroup }, { additionalProperties: false }),
    answers: { 200: RevisitPoint },
    refusals: [],
  },
  'POST /revisit/windows': {
    summary: 'Puts a window together, in the background',
    tags: ['revisit'],
    requires: 'coverage:view',
    body: RevisitWindow,
    answers: { 202: StartedJob },
    refusals: ['revisit-before-history', 'revisit-empty', 'revisit-too-long', 'revisit-too-short', 'too-many-jobs'],
  },
  'GET /revisit/windows/:jobId/surface': {
    summary: 'A measure of a window',
    tags: ['revisit'],
    requires: 'coverage:view',
    params: JobParams,
    query: Type.Object({ measure: RevisitMeasure }, { additionalProperties: false }),
    answers: { 200: RevisitSurface },
    refusals: ['job-not-done', 'not-found', 'revisit-expired'],
  },
  'GET /revisit/windows/:jobId/at': {
    summary: 'The measures of a window at a place',
    tags: ['revisit'],
    requires: 'coverage:view',
    params: JobParams,
    query: Type.Object(Place, { additionalProperties: false }),
    answers: { 200: RevisitPoint },
    refusals: ['job-not-done', 'not-found', 'revisit-expired'],
  },
  'GET /revisit/windows/:jobId/areas': {
    summary: 'A window by area of responsibility',
    tags: ['revisit'],
    requires: 'coverage:view',
    params: JobParams,
    answers: { 200: RevisitAreas },
    refusals: ['job-not-done', 'not-found', 'revisit-expired'],
  },
} satisfies RouteTable;
