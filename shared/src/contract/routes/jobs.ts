import * as Type from 'typebox';
import { Job } from '../../schemas/job.ts';
import { Done, type RouteTable } from '../route.ts';

const JobParams = Type.Object({ jobId: Type.String({ format: 'uuid' }) }, { additionalProperties: false });

export const jobsRoutes = {
  'GET /jobs/:jobId': {
    summary: 'How far a job of this account has come',
    tags: ['jobs'],
    requires: 'session',
    params: JobParams,
    answers: { 200: Job },
    refusals: ['not-found', 'not-permitted'],
  },
  'DELETE /jobs/:jobId': {
    summary: 'Cancels a job of this account; nothing happens when it has ended',
    tags: ['jobs'],
    requires: 'session',
    params: JobParams,
    answers: { 204: Done },
    refusals: ['not-found', 'not-permitted'],
  },
} satisfies RouteTable;
