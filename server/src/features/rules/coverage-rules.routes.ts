import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { AlertRule, AlertRuleOf, NewAlertRuleOf } from '@liaowang/shared/schemas/alert-rule';
import { CoverageRule, CoverageRuleStatus, NewCoverageRule } from '@liaowang/shared/schemas/coverage-rule';
import { RowId } from '@liaowang/shared/schemas/row-id';
import { RequestRefused } from '../../plugins/error-handler.ts';
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
export const coverageRulesRoutes: FastifyPluginAsyncTypebox<{ rules: RulesService; watch: RuleWatch }> = async (
  app,
  { rules, watch },
) => {
  const tags = ['rules'];
  const view = { requires: 'coverage:view' as const };
  const manage = { requires: 'coverage:manage' as const };
  const params = Type.Object({ ruleId: RowId });

  app.get(
    '/coverage/rules',
    { config: view, schema: { tags, summary: 'Rules, by key area', response: { 200: Type.Array(CoverageRule) } } },
    async (request) =>
      (await rules.findAll(request.scopeBranchId))
        .filter(isCoverageRule)
        .map(toCoverageRule)
        .sort((a, b) => a.keyAreaId - b.keyAreaId || a.startMinute - b.startMinute || a.id - b.id),
  );
  app.get(
    '/coverage/rules/status',
    {
      config: view,
      schema: { tags, summary: 'How each rule is kept now', response: { 200: Type.Array(CoverageRuleStatus) } },
    },
    async (request) =>
      watch.statuses(request.scopeBranchId).flatMap((status) => {
        if (status.kind !== KIND) return [];
        const { ruleId, state, since, reading, alertIds } = status;
        return [{ ruleId, state, since, seenShare: reading.seenShare, alertId: alertIds[0] ?? null }];
      }),
  );
  app.post(
    '/coverage/rules',
    {
      config: manage,
      schema: { tags, summary: 'Adds a rule', body: NewCoverageRule, response: { 201: CoverageRule } },
    },
    async ({ body, account }, reply) =>
      reply.code(201).send(toCoverageRule(await inFlatForm(rules.add(toAlertRule(body), account.id)))),
  );
  app.put(
    '/coverage/rules/:ruleId',
    {
      config: manage,
      schema: {
        tags,
        summary: 'Changes a rule, which starts anew',
        params,
        body: NewCoverageRule,
        response: { 200: CoverageRule },
      },
    },
    async ({ params: { ruleId }, body, account }) =>
      toCoverageRule(await inFlatForm(rules.change(ruleId, toAlertRule(body), account.id))),
  );
  app.delete(
    '/coverage/rules/:ruleId',
    {
      config: manage,
      schema: { tags, summary: 'Takes a rule away, and clears its alert', params, response: { 204: Type.Null() } },
    },
    async ({ params: { ruleId }, account }, reply) => {
      await rules.remove(ruleId, account.id, KIND);
      return reply.code(204).send(null);
    },
  );
};
