import type { FastifyPluginAsync } from 'fastify';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { hasPermission } from '@liaowang/shared/contract/permissions';
import { serveRoute } from '../../plugins/serve-route.ts';
import { createAuditOnce } from '../../plugins/audit-recorder.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';

/** Shown when a track's window is not given: long enough to see a patrol, short enough to read. */
const DEFAULT_TRACK_MS = 2 * 3_600_000;

/** A page asks for an open card every few seconds. */
const POSITIONS_AUDITED_EVERY_MS = 3_600_000;

export const positionsRoutes: FastifyPluginAsync = async (app) => {
  const auditOnce = createAuditOnce(app.audit, POSITIONS_AUDITED_EVERY_MS);
  serveRoute(app, 'GET /positions/latest', async ({ account, scopeBranchId, query: { unitId } }) => {
    // Asked again and again, positions make a track: who may not see one is known by it.
    if (!hasPermission(account.role, 'tracks:view')) {
      await auditOnce(
        {
          accountId: account.id,
          action: 'positions.viewed',
          subject: unitId === undefined ? 'units' : `unit:${unitId}`,
        },
        Date.now(),
      );
    }
    return {
      type: 'FeatureCollection' as const,
      features: app.positions.findLatest(scopeBranchId, unitId, Date.now()),
    };
  });

  serveRoute(app, 'GET /units/:unitId/track', async (request) => {
    const { unitId } = request.params;
    const unit = app.livePicture.unit(unitId);
    if (!unit || (request.scopeBranchId !== null && unit.branchId !== request.scopeBranchId)) throw notFound('unit');
    const toMs = request.query.to === undefined ? Date.now() : parseInstant(request.query.to);
    const fromMs = request.query.from === undefined ? toMs - DEFAULT_TRACK_MS : parseInstant(request.query.from);
    if (fromMs > toMs)
      throw new RequestRefused(400, {
        code: 'invalid-input',
        field: 'querystring.from',
        reason: 'must not be after `to`',
      });
    await app.audit.record({
      accountId: request.account.id,
      action: 'track.viewed',
      subject: `unit:${unitId}`,
      detail: { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
    });
    return app.positions.findTrack(unitId, fromMs, toMs);
  });
};
