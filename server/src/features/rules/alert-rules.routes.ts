import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { AlertRule, AlertRuleStatus, NewAlertRule } from '@liaowang/shared/schemas/alert-rule';
import { RowId } from '@liaowang/shared/schemas/row-id';
import type { RuleWatch } from './rule-watch.ts';
import type { RulesService } from './rules.service.ts';

/** `/alert-rules`: rules of every kind, to read for everybody who sees coverage (of their branch), to change for staff. */
export const alertRulesRoutes: FastifyPluginAsyncTypebox<{ rules: RulesService; watch: RuleWatch }> = async (
  app,
  { rules, watch },
) => {
  const tags = ['rules'];
  const view = { requires: 'coverage:view' as const };
  const manage = { requires: 'coverage:manage' as const };
  const params = Type.Object({ ruleId: RowId });

  app.get(
    '/alert-rules',
    {
      config: view,
      schema: { tags, summary: 'Rules that raise alerts, of every kind', response: { 200: Type.Array(AlertRule) } },
    },
    async (request) => rules.findAll(request.scopeBranchId),
  );
  app.get(
    '/alert-rules/status',
    {
      config: view,
      schema: { tags, summary: 'How each rule is kept now', response: { 200: Type.Array(AlertRuleStatus) } },
    },
    async (request) => watch.statuses(request.scopeBranchId),
  );
  app.post(
    '/alert-rules',
    { config: manage, schema: { tags, summary: 'Adds a rule', body: NewAlertRule, response: { 201: AlertRule } } },
    async ({ body, account }, reply) => reply.code(201).send(await rules.add(body, account.id)),
  );
  app.put(
    '/alert-rules/:ruleId',
    {
      config: manage,
      schema: {
        tags,
        summary: 'Changes a rule, which starts anew; its kind stays',
        params,
        body: NewAlertRule,
        response: { 200: AlertRule },
      },
    },
    async ({ params: { ruleId }, body, account }) => rules.change(ruleId, body, account.id),
  );
  app.delete(
    '/alert-rules/:ruleId',
    {
      config: manage,
      schema: { tags, summary: 'Takes a rule away, and clears its alerts', params, response: { 204: Type.Null() } },
    },
    async ({ params: { ruleId }, account }, reply) => {
      await rules.remove(ruleId, account.id);
      return reply.code(204).send(null);
    },
  );
};
