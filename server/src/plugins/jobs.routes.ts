import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Job } from '@liaowang/shared/schemas/job';
import type { Account } from './auth.ts';

const JobParams = Type.Object({ jobId: Type.String({ format: 'uuid' }) }, { additionalProperties: false });

interface JobsRoutesOptions {
  /** @throws RequestRefused `not-found`; `not-permitted` when the account's role may not see jobs of this kind */
  find(jobId: string, account: Account): Promise<Job>;
  /** @throws RequestRefused as {@link find} */
  cancel(jobId: string, account: Account): Promise<void>;
}

/** Jobs of the account that asks, and of no other. */
export const jobsRoutes: FastifyPluginAsyncTypebox<JobsRoutesOptions> = async (app, { find, cancel }) => {
  app.get(
    '/jobs/:jobId',
    {
      config: { requires: 'session' },
      schema: {
        tags: ['jobs'],
        summary: 'How far a job of this account has come',
        params: JobParams,
        response: { 200: Job },
      },
    },
    async (request) => find(request.params.jobId, request.account),
  );
  app.delete(
    '/jobs/:jobId',
    {
      config: { requires: 'session' },
      schema: {
        tags: ['jobs'],
        summary: 'Cancels a job of this account; nothing happens when it has ended',
        params: JobParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await cancel(request.params.jobId, request.account);
      return reply.code(204).send(null);
    },
  );
};
