import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { StartedJob } from '@liaowang/shared/schemas/job';
import { ObserverGroup, RevisitAreas, RevisitMeasure, RevisitPoint, RevisitSurface, RevisitWindow } from '@liaowang/shared/schemas/revisit';
import { describeArea, describeLive, describeLivePoint, describeWindow, describeWindowPoint } from './revisit-answers.ts';
import type { LiveRevisit } from './live-revisit.ts';
import type { WindowsService } from './windows.service.ts';

const Place = { lng: Type.Number({ minimum: -180, maximum: 180 }), lat: Type.Number({ minimum: -90, maximum: 90 }) };
const JobParams = Type.Object({ jobId: Type.String({ format: 'uuid' }) }, { additionalProperties: false });

/** `/revisit/…`: when places were last seen, now and over windows. */
export const revisitRoutes: FastifyPluginAsyncTypebox<{ live: LiveRevisit; windows: WindowsService; cellsOf: (areaId: string) => Int32Array }> = async (app, { live, windows, cellsOf }) => {
  const config = { requires: 'coverage:view' as const };
  const tags = ['revisit'];
  const { grid } = live.grid;

  /** Also refuses what is not this account's, and what is not done. */
  async function findWindow(jobId: string, accountId: number) {
    await app.jobs.result(jobId, accountId);
    return windows.find(jobId, accountId);
  }

  app.get(
    '/revisit/now',
    { config, schema: { tags, summary: 'How long ago each cell was last seen', querystring: Type.Object({ group: ObserverGroup }, { additionalProperties: false }), response: { 200: RevisitSurface } } },
    async (request) => describeLive(live, request.query.group, Date.now()),
  );
  app.get(
    '/revisit/at',
    {
      config,
      schema: { tags, summary: 'When a place was last seen, and by whom', querystring: Type.Object({ ...Place, group: ObserverGroup }, { additionalProperties: false }), response: { 200: RevisitPoint } },
    },
    async ({ query: { lng, lat, group }, scopeBranchId }) => {
      const point = describeLivePoint(live, group, [lng, lat]);
      const { lastSeenBy } = point;
      // Lookouts are public; a unit is named to those who may see it.
      const isHidden = lastSeenBy?.kind === 'unit' && scopeBranchId !== null && app.livePicture.unit(lastSeenBy.id)?.branchId !== scopeBranchId;
      return isHidden ? { ...point, lastSeenBy: null } : point;
    },
  );
  app.post(
    '/revisit/windows',
    { config, schema: { tags, summary: 'Puts a window together, in the background', body: RevisitWindow, response: { 202: StartedJob } } },
    async ({ body: window, account }, reply) => {
      const stretches = windows.plan(window, Date.now());
      const job = await app.jobs.start({
        kind: 'revisit',
        accountId: account.id,
        request: window,
        async run(signal, report) {
          const result = await windows.run(window, stretches, account.id, signal, report);
          windows.keep(job.id, result);
          return null;
        },
      });
      return reply.code(202).send({ jobId: job.id });
    },
  );
  app.get(
    '/revisit/windows/:jobId/surface',
    { config, schema: { tags, summary: 'A measure of a window', params: JobParams, querystring: Type.Object({ measure: RevisitMeasure }, { additionalProperties: false }), response: { 200: RevisitSurface } } },
    async ({ params, query, account }) => describeWindow(grid, await findWindow(params.jobId, account.id), query.measure),
  );
  app.get(
    '/revisit/windows/:jobId/at',
    { config, schema: { tags, summary: 'The measures of a window at a place', params: JobParams, querystring: Type.Object(Place, { additionalProperties: false }), response: { 200: RevisitPoint } } },
    async ({ params, query: { lng, lat }, account }) => describeWindowPoint(grid, await findWindow(params.jobId, account.id), [lng, lat]),
  );
  app.get(
    '/revisit/windows/:jobId/areas',
    { config, schema: { tags, summary: 'A window by area of responsibility', params: JobParams, response: { 200: RevisitAreas } } },
    async ({ params, account, scopeBranchId }) => {
      const { measures } = await findWindow(params.jobId, account.id);
      return app.coverage.areas
        .filter(({ branchId }) => scopeBranchId === null || branchId === scopeBranchId)
        .map(({ areaId }) => describeArea(areaId, cellsOf(areaId), measures));
    },
  );
};
