import type { FastifyPluginAsync } from 'fastify';
import type { AlertRule, AlertRuleOf, NewAlertRuleOf } from '@liaowang/shared/schemas/alert-rule';
import type { CoverageRule, NewCoverageRule } from '@liaowang/shared/schemas/coverage-rule';
import { RequestRefused } from '../../plugins/error-handler.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { RuleWatch } from './rule-watch.ts';
import type { RulesService } from './rules.service.ts';

const KIND = 'area-uncovered';

const isCoverageRule = (rule: AlertRule): rule is AlertRuleOf<typeof KIND> => rule.kind === KIND;

function toAlertRule({
  weekdays,
  startMinute,
  endMinute,
  enabled,
  ...params
}: NewCoverageRule): NewAlertRuleOf<typeof KIND> {
  return { kind: KIND, params, schedule: { weekdays, startMinute, endMinute }, enabled };
}

function toCoverageRule({ id, params, schedule, enabled }: AlertRule): CoverageRule {
  return { id, ...(params as AlertRuleOf<typeof KIND>['params']), ...schedule, enabled };
}

/** Refusals name the fields of the flat form. */
async function inFlatForm<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!(error instanceof RequestRefused)) throw error;
    const field = error.refusal.field?.replace(/^body\.(params|schedule)\./, 'body.');
    throw new RequestRefused(error.statusCode, { ...error.refusal, ...(field && { field }) });
  });
}

/** `/coverage/rules`: the rules of one kind in a flat form, as they were before there were others. */
export const coverageRulesRoutes: FastifyPluginAsync<{ rules: RulesService; watch: RuleWatch }> = async (
  app,
  { rules, watch },
) => {
  serveRoute(app, 'GET /coverage/rules', async (request) =>
    (await rules.findAll(request.scopeBranchId))
      .filter(isCoverageRule)
      .map(toCoverageRule)
      .sort((a, b) => a.keyAreaId - b.keyAreaId || a.startMinute - b.startMinute || a.id - b.id),
  );
  serveRoute(app, 'GET /coverage/rules/status', async (request) =>
    watch.statuses(request.scopeBranchId).flatMap((status) => {
      if (status.kind !== KIND) return [];
      const { ruleId, state, since, reading, alertIds } = status;
      return [{ ruleId, state, since, seenShare: reading.seenShare, alertId: alertIds[0] ?? null }];
    }),
  );
  serveRoute(app, 'POST /coverage/rules', async ({ body, account }) =>
    toCoverageRule(await inFlatForm(rules.add(toAlertRule(body), account.id))),
  );
  serveRoute(app, 'PUT /coverage/rules/:ruleId', async ({ params: { ruleId }, body, account }) =>
    toCoverageRule(await inFlatForm(rules.change(ruleId, toAlertRule(body), account.id))),
  );
  serveRoute(app, 'DELETE /coverage/rules/:ruleId', async ({ params: { ruleId }, account }) =>
    rules.remove(ruleId, account.id, KIND),
  );
};
