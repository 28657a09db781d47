import type { FastifyPluginAsync } from 'fastify';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { hasPermission } from '@liaowang/shared/contract/permissions';
import { serveRoute } from '../../plugins/serve-route.ts';
import {
  describeArea,
  describeLive,
  describeLivePoint,
  describeWindow,
  describeWindowPoint,
  type ShownCells,
} from './revisit-answers.ts';
import type { LiveRevisit } from './live-revisit.ts';
import type { WindowsService } from './windows.service.ts';

/** Digits kept of the place in the audit log: metres. */
const PLACE_DIGITS = 5;

/** `/revisit/…`: when places were last seen, now and over windows. */
export const revisitRoutes: FastifyPluginAsync<{
  live: LiveRevisit;
  windows: WindowsService;
  cellsOf: (areaId: string) => Int32Array;
}> = async (app, { live, windows, cellsOf }) => {
  const { grid } = live.grid;
  const shownByBranch = new Map<number, Uint8Array>();

  /** A branch sees its own ground and its key areas: where the others' patrols go would be told by the rest. */
  function shownTo(scopeBranchId: number | null): ShownCells {
    if (scopeBranchId === null) return null;
    const known = shownByBranch.get(scopeBranchId);
    if (known) return known;
    const shown = new Uint8Array(grid.cellCount);
    for (const { areaId, branchId } of app.coverage.areas)
      if (branchId === scopeBranchId) for (const cell of cellsOf(areaId)) shown[cell] = 1;
    shownByBranch.set(scopeBranchId, shown);
    return shown;
  }

  /** Also refuses what is not this account's, and what is not done. */
  async function findWindow(jobId: string, accountId: number) {
    await app.jobs.result(jobId, accountId);
    return windows.find(jobId, accountId);
  }

  serveRoute(app, 'GET /revisit/now', async (request) =>
    describeLive(live, request.query.group, Date.now(), shownTo(request.scopeBranchId)),
  );
  serveRoute(app, 'GET /revisit/at', async ({ query: { lng, lat, group }, scopeBranchId, account }) => {
    const point = describeLivePoint(live, group, [lng, lat], shownTo(scopeBranchId));
    const { lastSeenBy } = point;
    // Lookouts are public; where a unit was is told to those who may see its track, and kept in the audit log like that.
    if (lastSeenBy?.kind !== 'unit') return point;
    const mayKnow =
      hasPermission(account.role, 'tracks:view') &&
      (scopeBranchId === null || app.livePicture.unit(lastSeenBy.id)?.branchId === scopeBranchId);
    if (!mayKnow) return { ...point, lastSeenBy: null };
    await app.audit.record({
      accountId: account.id,
      action: 'revisit-observers.viewed',
      subject: `unit:${lastSeenBy.id}`,
      detail: {
        position: [Number(lng.toFixed(PLACE_DIGITS)), Number(lat.toFixed(PLACE_DIGITS))],
        seenAt: point.lastSeenAt,
      },
    });
    return point;
  });
  serveRoute(app, 'POST /revisit/windows', async ({ body, account }) => {
    const nowMs = Date.now();
    const stretches = windows.plan(body, nowMs);
    // No window ends in the future; asked for again later, it is the same window.
    const window = parseInstant(body.to) > nowMs ? { ...body, to: new Date(nowMs).toISOString() } : body;
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
    return { jobId: job.id };
  });
  serveRoute(app, 'GET /revisit/windows/:jobId/surface', async ({ params, query, account, scopeBranchId }) =>
    describeWindow(grid, await findWindow(params.jobId, account.id), query.measure, shownTo(scopeBranchId)),
  );
  serveRoute(app, 'GET /revisit/windows/:jobId/at', async ({ params, query: { lng, lat }, account, scopeBranchId }) =>
    describeWindowPoint(grid, await findWindow(params.jobId, account.id), [lng, lat], shownTo(scopeBranchId)),
  );
  serveRoute(app, 'GET /revisit/windows/:jobId/areas', async ({ params, account, scopeBranchId }) => {
    const { measures } = await findWindow(params.jobId, account.id);
    return app.coverage.areas
      .filter(({ branchId }) => scopeBranchId === null || branchId === scopeBranchId)
      .map(({ areaId }) => describeArea(areaId, cellsOf(areaId), measures));
  });
};
