import fp from 'fastify-plugin';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Alert } from '@liaowang/shared/schemas/alert';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { RowId } from '@liaowang/shared/schemas/row-id';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import { createAlertsRepository, type AlertsRepository, type UncoveredArea } from './alerts.repository.ts';
import { createSilenceWatch } from './silent-units.ts';

interface AlertsDecorator {
  /** Raises the alert of a pressed SOS button. Resolves after the commit; the same press sent again raises nothing. */
  raiseSos(unitId: number, position: LngLat | null, pressedAtMs: number): Promise<void>;
  /** Raises the alert of a rule, and tells it; the one that stands where one does. Null when the same cause raised one that was cleared. */
  raiseUncovered(area: UncoveredArea): Promise<Alert | null>;
  /** Clears an alert whose cause is gone, and tells it. */
  clear(alertId: number): Promise<void>;
  repository: AlertsRepository;
}

declare module 'fastify' {
  interface FastifyInstance {
    alerts: AlertsDecorator;
  }
}

const SILENCE_CHECK_MS = 10_000;

const alertsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const tags = ['alerts'];
  const params = Type.Object({ alertId: RowId });
  const { repository } = app.alerts;

  async function findVisible(alertId: number, scopeBranchId: number | null): Promise<Alert> {
    const alert = await repository.findById(alertId);
    if (!alert || (scopeBranchId !== null && alert.branchId !== scopeBranchId)) throw notFound('alert');
    return alert;
  }

  app.get(
    '/alerts',
    { config: { requires: 'alerts:view' }, schema: { tags, summary: 'Alerts that are not cleared, newest first', response: { 200: Type.Array(Alert) } } },
    async (request) => repository.findNotCleared(request.scopeBranchId),
  );
  app.post(
    '/alerts/:alertId/acknowledge',
    { config: { requires: 'alerts:acknowledge' }, schema: { tags, summary: 'Take an alert', params, response: { 200: Alert } } },
    async (request) => {
      const { alertId } = request.params;
      await findVisible(alertId, request.scopeBranchId);
      const changed = await app.db.transaction(async (client) => {
        const acknowledged = await repository.acknowledge(alertId, request.account.id, client);
        if (acknowledged) await app.audit.record({ accountId: request.account.id, action: 'alert.acknowledged', subject: `alert:${alertId}` }, client);
        return acknowledged;
      });
      if (!changed) throw new RequestRefused(409, { code: 'already-acknowledged', reason: 'Somebody has taken this alert already.' });
      app.bus.emit('alerts.changed', changed);
      return changed;
    },
  );
  app.post(
    '/alerts/:alertId/clear',
    { config: { requires: 'alerts:acknowledge' }, schema: { tags, summary: 'Close an alert', params, response: { 200: Alert } } },
    async (request) => {
      const { alertId } = request.params;
      const alert = await findVisible(alertId, request.scopeBranchId);
      const changed = await app.db.transaction(async (client) => {
        const cleared = await repository.clear(alertId, client);
        if (cleared) await app.audit.record({ accountId: request.account.id, action: 'alert.cleared', subject: `alert:${alertId}` }, client);
        return cleared;
      });
      if (changed) app.bus.emit('alerts.changed', changed);
      return changed ?? alert;
    },
  );
};

export default fp(
  async (app) => {
    const repository = createAlertsRepository(app.db);
    app.decorate('alerts', {
      repository,
      async raiseSos(unitId, position, pressedAtMs) {
        const alert = await repository.insert({ kind: 'sos', unitId, position, cause: String(pressedAtMs), raisedAt: new Date() });
        if (alert) app.bus.emit('alerts.raised', alert);
      },
      async raiseUncovered(area) {
        // One stands already where the answer to an earlier try was lost after the commit.
        const standing = await repository.findStandingOfRule(area.ruleId);
        const alert = standing ?? (await repository.insertUncovered(area));
        if (alert) app.bus.emit('alerts.raised', alert);
        return alert;
      },
      async clear(alertId) {
        const cleared = await repository.clear(alertId);
        if (cleared) app.bus.emit('alerts.changed', cleared);
      },
    } satisfies AlertsDecorator);

    const silentAlerts = new Map((await repository.findNotCleared(null)).flatMap(({ kind, unitId, id }) => (kind === 'unit-lost' && unitId !== null ? [[unitId, id] as const] : [])));
    const watch = createSilenceWatch(silentAlerts.keys());
    const checkSilence = async () => {
      // Nobody can report, and no alert could be stored.
      if (!app.db.isUp) return;
      const units = app.livePicture.units(null).flatMap((unit) => {
        const fix = app.livePicture.newest(unit.id);
        return fix ? [{ unitId: unit.id, kind: unit.kind, fixTimeMs: fix.fixTimeMs }] : [];
      });
      const { lost, returned } = watch.check(units, Date.now());
      for (const unitId of lost) {
        const fix = app.livePicture.newest(unitId);
        const alert = await repository.insert({
          kind: 'unit-lost', unitId, position: fix ? [fix.lng, fix.lat] : null, cause: String(fix?.fixTimeMs), raisedAt: new Date(),
        });
        if (!alert) continue;
        silentAlerts.set(unitId, alert.id);
        app.bus.emit('alerts.raised', alert);
      }
      for (const unitId of returned) {
        const alertId = silentAlerts.get(unitId);
        silentAlerts.delete(unitId);
        const cleared = alertId === undefined ? null : await repository.clear(alertId);
        if (cleared) app.bus.emit('alerts.changed', cleared);
      }
    };
    app.timers.every(SILENCE_CHECK_MS, 'looking for silent units', checkSilence);

    app.bus.on('alerts.raised', (alert) => app.live.publish('alerts:raised', alert.branchId, alert));
    app.bus.on('alerts.changed', (alert) => app.live.publish('alerts:changed', alert.branchId, alert));
    await app.register(alertsRoutes, { prefix: '/api/v1' });
  },
  { name: 'alerts', dependencies: ['positions'] },
);
