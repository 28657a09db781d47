import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { CoverageRule, NewCoverageRule, RuleStatus } from '@liaowang/shared/schemas/coverage-rule';
import { RowId } from '@liaowang/shared/schemas/row-id';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { RuleWatch } from './rule-watch.ts';
import type { RulesRepository } from './rules.repository.ts';

/** A rule needs so much time beyond the allowed one in which to be broken. */
const LEAST_ROOM_MINUTES = 2;

/** `/coverage/rules`: to read for everybody who sees coverage (of their branch), to change for staff. */
export const rulesRoutes: FastifyPluginAsyncTypebox<{ repository: RulesRepository; watch: RuleWatch }> = async (
  app,
  { repository, watch },
) => {
  const tags = ['rules'];
  const view = { requires: 'coverage:view' as const };
  const manage = { requires: 'coverage:manage' as const };
  const params = Type.Object({ ruleId: RowId });
  const { keyAreas } = app.registry;

  const isVisible = (keyAreaId: number, scopeBranchId: number | null): boolean =>
    scopeBranchId === null || keyAreas.find(({ id }) => id === keyAreaId)?.branchId === scopeBranchId;

  function validate({ keyAreaId, startMinute, endMinute, maxUnseenMinutes, weekdays }: NewCoverageRule): void {
    if (!keyAreas.some(({ id }) => id === keyAreaId))
      throw new RequestRefused(400, {
        code: 'invalid-input',
        field: 'body.keyAreaId',
        reason: 'There is no such key area.',
      });
    // 24:00 to an hour of the morning is the morning: said the other way it never begins on its own day.
    if (startMinute === endMinute || startMinute === 1_440) {
      throw new RequestRefused(400, {
        code: 'no-rule-hours',
        field: 'body.endMinute',
        reason: 'Hours that start when they end never come. All day is 00:00 to 24:00.',
      });
    }
    // Nobody is late before the allowed time has passed within the hours, and a minute more is waited for.
    const isEndless = startMinute === 0 && endMinute === 1_440 && weekdays.length === 7;
    const durationMinutes = (endMinute - startMinute + 1_440) % 1_440 || 1_440;
    if (!isEndless && maxUnseenMinutes > durationMinutes - LEAST_ROOM_MINUTES) {
      throw new RequestRefused(400, {
        code: 'rule-never-broken',
        field: 'body.maxUnseenMinutes',
        reason: `The hours last ${durationMinutes} minutes: within them a rule of ${maxUnseenMinutes} minutes could never be broken.`,
      });
    }
  }

  const record = (
    accountId: number,
    change: 'created' | 'changed' | 'deleted',
    ruleId: number,
    detail: object,
    client: Parameters<typeof repository.delete>[1],
  ) =>
    app.audit.record(
      { accountId, action: `coverage-rule.${change}`, subject: `coverage-rule:${ruleId}`, detail: { ...detail } },
      client,
    );

  app.get(
    '/coverage/rules',
    { config: view, schema: { tags, summary: 'Rules, by key area', response: { 200: Type.Array(CoverageRule) } } },
    async (request) =>
      (await repository.findAll()).filter(({ keyAreaId }) => isVisible(keyAreaId, request.scopeBranchId)),
  );
  app.get(
    '/coverage/rules/status',
    { config: view, schema: { tags, summary: 'How each rule is kept now', response: { 200: Type.Array(RuleStatus) } } },
    async (request) => watch.statuses().filter(({ keyAreaId }) => isVisible(keyAreaId, request.scopeBranchId)),
  );
  app.post(
    '/coverage/rules',
    {
      config: manage,
      schema: { tags, summary: 'Adds a rule', body: NewCoverageRule, response: { 201: CoverageRule } },
    },
    async ({ body, account }, reply) => {
      validate(body);
      const rule = await app.db.transaction(async (client) => {
        const inserted = await repository.insert(body, client);
        await record(account.id, 'created', inserted.id, inserted, client);
        return inserted;
      });
      await watch.put(rule, Date.now());
      app.bus.emit('coverage-rules.changed');
      return reply.code(201).send(rule);
    },
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
    async ({ params: { ruleId }, body, account }) => {
      validate(body);
      const rule = await app.db.transaction(async (client) => {
        const before = await repository.lock(ruleId, client);
        if (!before) throw notFound('rule');
        const after = await repository.update(ruleId, body, client);
        await record(account.id, 'changed', ruleId, { before, after }, client);
        return after;
      });
      await watch.put(rule, Date.now());
      app.bus.emit('coverage-rules.changed');
      return rule;
    },
  );
  app.delete(
    '/coverage/rules/:ruleId',
    {
      config: manage,
      schema: { tags, summary: 'Takes a rule away, and clears its alert', params, response: { 204: Type.Null() } },
    },
    async ({ params: { ruleId }, account }, reply) => {
      await app.db.transaction(async (client) => {
        const before = await repository.lock(ruleId, client);
        if (!before) throw notFound('rule');
        await repository.delete(ruleId, client);
        await record(account.id, 'deleted', ruleId, before, client);
      });
      await watch.remove(ruleId);
      app.bus.emit('coverage-rules.changed');
      return reply.code(204).send(null);
    },
  );
};
