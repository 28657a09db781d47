import type { NewAlertRule } from '@liaowang/shared/schemas/alert-rule';
import type { FastifyPluginAsync } from 'fastify';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { RuleWatch } from './rule-watch.ts';
import type { RulesService } from './rules.service.ts';

/** `/alert-rules`: rules of every kind, to read for everybody who sees coverage (of their branch), to change for staff. */
export const alertRulesRoutes: FastifyPluginAsync<{ rules: RulesService; watch: RuleWatch }> = async (
  app,
  { rules, watch },
) => {
  serveRoute(app, 'GET /alert-rules', async (request) => rules.findAll(request.scopeBranchId));
  serveRoute(app, 'GET /alert-rules/status', async (request) => watch.statuses(request.scopeBranchId));
  serveRoute(app, 'POST /alert-rules', async ({ body, account }) => rules.add(body, account.id));
  serveRoute(app, 'PUT /alert-rules/:ruleId', async ({ params: { ruleId }, body: { version, ...rule }, account }) =>
    rules.change(ruleId, rule as NewAlertRule, account.id, version),
  );
  serveRoute(app, 'DELETE /alert-rules/:ruleId', async ({ params: { ruleId }, account }) =>
    rules.remove(ruleId, account.id),
  );
};
