import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { hasPermission } from '@liaowang/shared/contract/permissions';
import type { Alert } from '@liaowang/shared/schemas/alert';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import { withoutTaker } from './alert-views.ts';
import type { AlertViews, AlertsRepository } from './alerts.repository.ts';

interface AlertsRoutesOptions {
  repository: AlertsRepository;
  announce: (event: 'alerts.changed', views: AlertViews) => void;
}

export const alertsRoutes: FastifyPluginAsync<AlertsRoutesOptions> = async (app, { repository, announce }) => {
  async function findVisible(alertId: number, scopeBranchId: number | null): Promise<Alert> {
    const alert = await repository.findById(alertId, scopeBranchId);
    if (!alert) throw notFound('alert');
    return alert;
  }

  /** As {@link findVisible}; an outage that reaches beyond a branch is not the branch's to take or close. */
  async function findOwn(alertId: number, scopeBranchId: number | null): Promise<Alert> {
    const alert = await findVisible(alertId, scopeBranchId);
    if (alert.spansBranches)
      throw new RequestRefused(403, {
        code: 'reaches-beyond-branch',
        reason: 'Units of other branches are silent too: only who sees the whole city may do this.',
      });
    return alert;
  }

  /** Changes an alert and audits who did; the alert as everybody sees it, or null when there was nothing to change. */
  async function change(
    action: string,
    alertId: number,
    accountId: number,
    apply: (client: Queryable) => Promise<boolean>,
  ): Promise<AlertViews | null> {
    const views = await app.db.transaction(async (client) => {
      if (!(await apply(client))) return null;
      await app.audit.record({ accountId, action, subject: `alert:${alertId}` }, client);
      return repository.findViews(alertId, client);
    });
    if (views) announce('alerts.changed', views);
    return views;
  }

  /** Changes each alert that is the asker's to change; one that is not, or is changed already, stops none of the others. */
  async function changeEach(
    action: string,
    request: FastifyRequest<{ Body: { alertIds: number[] } }>,
    apply: (alertId: number, accountId: number, client: Queryable) => Promise<boolean>,
  ): Promise<{ changed: Alert[] }> {
    const { account, scopeBranchId } = request;
    const changed: Alert[] = [];
    for (const alertId of request.body.alertIds) {
      const alert = await repository.findById(alertId, scopeBranchId);
      if (!alert || alert.spansBranches) continue;
      if (!(await change(action, alertId, account.id, (client) => apply(alertId, account.id, client)))) continue;
      const now = await repository.findById(alertId, scopeBranchId);
      if (now) changed.push(now);
    }
    return { changed };
  }

  serveRoute(app, 'GET /alerts', async (request) => {
    const alerts = await repository.findNotCleared(request.scopeBranchId);
    return hasPermission(request.account.role, 'alerts:acknowledge') ? alerts : alerts.map(withoutTaker);
  });
  serveRoute(app, 'POST /alerts/:alertId/acknowledge', async (request) => {
    const { alertId } = request.params;
    await findOwn(alertId, request.scopeBranchId);
    const views = await change('alert.acknowledged', alertId, request.account.id, (client) =>
      repository.acknowledge(alertId, request.account.id, client),
    );
    if (!views)
      throw new RequestRefused(409, {
        code: 'already-acknowledged',
        reason: 'Somebody has taken this alert already.',
      });
    return findVisible(alertId, request.scopeBranchId);
  });
  serveRoute(app, 'POST /alerts/acknowledge', (request) =>
    changeEach('alert.acknowledged', request, repository.acknowledge),
  );
  serveRoute(app, 'POST /alerts/release', (request) => changeEach('alert.released', request, repository.release));
  serveRoute(app, 'POST /alerts/:alertId/clear', async (request) => {
    const { alertId } = request.params;
    await findOwn(alertId, request.scopeBranchId);
    await change('alert.cleared', alertId, request.account.id, (client) => repository.clear(alertId, client));
    return findVisible(alertId, request.scopeBranchId);
  });
};
