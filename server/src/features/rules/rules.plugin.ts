import fp from 'fastify-plugin';
import { findInteriorPoint } from '@liaowang/shared/analysis/geometry/interior-point';
import { createRulesRepository } from './rules.repository.ts';
import { createRuleWatch } from './rule-watch.ts';
import { rulesRoutes } from './rules.routes.ts';

const EVALUATE_EVERY_MS = 10_000;

/** Rules "this area, in these hours: never longer unseen than that": kept by staff, held against the revisit grid. */
export default fp(
  async (app) => {
    const { keyAreas, jurisdiction } = app.registry;
    const repository = createRulesRepository(app.db);
    const watch = createRuleWatch({
      alerts: app.alerts,
      revisit: app.revisit,
      timeZone: jurisdiction.timeZone,
      positionOf: (keyAreaId) =>
        findInteriorPoint(
          keyAreas
            .find(({ id }) => id === keyAreaId)!
            .geometry.coordinates.map((ring) => Float64Array.from(ring.slice(1).flat())),
        ),
    });
    const alerts = await app.alerts.repository.findOfRules();
    const standing = new Map(alerts.map((alert) => [alert.ruleId, alert]));
    // The server stopped between taking a rule away and clearing its alert; or one was raised twice, and the newest stands.
    for (const alert of alerts)
      if (alert.ruleId === null || standing.get(alert.ruleId) !== alert) await app.alerts.clear(alert.alertId);
    for (const rule of await repository.findAll()) watch.adopt(rule, standing.get(rule.id), Date.now());
    app.bus.on('alerts.changed', ({ id, status }) => {
      if (status === 'cleared') watch.forgetAlert(id);
    });
    app.bus.on('coverage-rules.changed', () => app.live.publishToAll('coverage-rules:changed'));

    let isEvaluating = false;
    const evaluate = async () => {
      // Without the database nobody is seen, and no alert could be stored.
      if (isEvaluating || !app.db.isUp) return;
      isEvaluating = true;
      try {
        await watch.evaluate(Date.now(), (error, ruleId) =>
          app.log.error({ err: error, ruleId }, 'a coverage rule could not be evaluated'),
        );
      } finally {
        isEvaluating = false;
      }
    };
    app.scheduler.every('rules.evaluate', EVALUATE_EVERY_MS, evaluate, { runsOn: 'one-server' });
    await app.register(rulesRoutes, { prefix: '/api/v1', repository, watch });
  },
  { name: 'rules', dependencies: ['revisit', 'alerts', 'audit', 'registry'] },
);
