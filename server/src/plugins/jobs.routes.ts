import type { FastifyPluginAsync } from 'fastify';
import type { Job } from '@liaowang/shared/schemas/job';
import type { Account } from './account.ts';
import { serveRoute } from './serve-route.ts';

interface JobsRoutesOptions {
  /** @throws RequestRefused `not-found`; `not-permitted` when the account's role may not see jobs of this kind */
  find(jobId: string, account: Account): Promise<Job>;
  /** @throws RequestRefused as {@link find} */
  cancel(jobId: string, account: Account): Promise<void>;
}

/** Jobs of the account that asks, and of no other. */
export const jobsRoutes: FastifyPluginAsync<JobsRoutesOptions> = async (app, { find, cancel }) => {
  serveRoute(app, 'GET /jobs/:jobId', async (request) => find(request.params.jobId, request.account));
  serveRoute(app, 'DELETE /jobs/:jobId', async (request) => cancel(request.params.jobId, request.account));
};
