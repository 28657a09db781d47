import * as Type from 'typebox';
import { SitingRequest, SitingResult } from '../../schemas/siting.ts';
import { StartedJob, JobState } from '../../schemas/job.ts';
import { Instant } from '../../schemas/text.ts';
import type { RouteTable } from '../route.ts';

const SitingRun = Type.Object({
  jobId: Type.String({ format: 'uuid' }),
  state: JobState,
  createdAt: Instant,
  request: SitingRequest,
});

export const sitingRoutes = {
  'POST /siting': {
    summary: 'Starts computing where the next posts should stand; followed as a job',
    tags: ['siting'],
    requires: 'coverage:plan',
    body: SitingRequest,
    answers: { 202: StartedJob },
    refusals: [
      'area-not-valid',
      'no-candidates',
      'no-demand',
      'no-travelled-places',
      'outside-area',
      'problem-too-large',
      'too-few-candidates',
      'too-many-candidates',
      'too-many-jobs',
      'too-much-demand',
      'unknown-area',
    ],
  },
  'GET /siting': {
    summary: "This account's last runs, newest first",
    tags: ['siting'],
    requires: 'coverage:view',
    answers: { 200: Type.Array(SitingRun) },
    refusals: [],
  },
  'GET /siting/:jobId': {
    summary: 'The posts found by a run of this account',
    tags: ['siting'],
    requires: 'coverage:view',
    params: Type.Object({ jobId: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
    answers: { 200: SitingResult },
    refusals: ['job-not-done', 'not-found'],
  },
} satisfies RouteTable;
