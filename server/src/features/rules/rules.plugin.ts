import fp from 'fastify-plugin';
import { alertRulesRoutes } from './alert-rules.routes.ts';
import { coverageRulesRoutes } from './coverage-rules.routes.ts';
import { createRuleKinds } from './rule-kinds.ts';
import { createRuleWatch } from './rule-watch.ts';
import { createRulesRepository } from './rules.repository.ts';
import { createRulesService } from './rules.service.ts';

const EVALUATE_EVERY_MS = 10_000;

/** Rules that raise alerts, each of a kind of rule-kinds.ts: kept by staff, held against what is so now. */
export default fp(
  async (app) => {
    const repository = createRulesRepository(app.db);
    const kinds = createRuleKinds(app);
    const watch = createRuleWatch({ alerts: app.alerts, kinds, timeZone: app.registry.jurisdiction.timeZone });
    const alerts = await app.alerts.repository.findOfRules();
    // The server stopped between taking a rule away and clearing its alerts.
    for (const { ruleId, alertId } of alerts) if (ruleId === null) await app.alerts.clear(alertId);
    const closed = await app.alerts.repository.findClosedOfRules();
    for (const rule of await repository.findAll()) {
      const isOfRule = ({ ruleId }: { ruleId: number | null }): boolean => ruleId === rule.id;
      await watch.adopt(rule, { standing: alerts.filter(isOfRule), closed: closed.filter(isOfRule) }, Date.now());
    }
    app.bus.on('alerts.changed', ({ id, status }) => {
      if (status === 'cleared') watch.forgetAlert(id);
    });
    app.bus.on('positions.stored', (fixes) => watch.hear(fixes, false));
    app.bus.on('units.stood', (fixes) => watch.hear(fixes, true));
    app.bus.on('alert-rules.changed', () => app.live.publishToAll('alert-rules:changed'));

    let isEvaluating = false;
    const evaluate = async () => {
      // Without the database nobody is seen, and no alert could be stored.
      if (isEvaluating || !app.db.isUp) return;
      isEvaluating = true;
      try {
        await watch.evaluate(Date.now(), (error, ruleId) =>
          app.log.error({ err: error, ruleId }, 'an alert rule could not be evaluated'),
        );
      } finally {
        isEvaluating = false;
      }
    };
    app.scheduler.every('rules.evaluate', EVALUATE_EVERY_MS, evaluate, { runsOn: 'one-server' });
    const rules = createRulesService({ app, kinds, repository, watch });
    await app.register(alertRulesRoutes, { rules, watch });
    await app.register(coverageRulesRoutes, { rules, watch });
  },
  { name: 'rules', dependencies: ['revisit', 'alerts', 'audit', 'registry'] },
);
