import { Value } from 'typebox/value';
import { findLongestActiveMinutes } from '@liaowang/shared/analysis/alerts/rule-hours';
import { RULE_KINDS, type AlertRule, type NewAlertRule, type RuleKind } from '@liaowang/shared/schemas/alert-rule';
import type { FastifyInstance } from 'fastify';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import type { RuleKindsOfServer } from './rule-kinds.ts';
import type { RuleWatch } from './rule-watch.ts';
import type { RulesRepository } from './rules.repository.ts';

/** A rule needs so much time beyond the one it waits in which to be broken. */
const LEAST_ROOM_MINUTES = 2;

/** Where a parameter that a kind's schema refuses stands in the request. */
function findRefusedParams(kind: RuleKind, params: object): { field: string; reason: string } | null {
  const [first] = Value.Errors(RULE_KINDS[kind].params, params);
  if (!first) return null;
  const missing = first.keyword === 'required' ? `/${first.params.requiredProperties[0]}` : '';
  return {
    field: `body.params${(first.instancePath + missing).replaceAll('/', '.')}`,
    reason: first.message,
  };
}

/** The rules: kept by staff, each change audited, told, and taken up by the watch. */
export function createRulesService({
  app,
  kinds,
  repository,
  watch,
}: {
  app: FastifyInstance;
  kinds: RuleKindsOfServer;
  repository: RulesRepository;
  watch: RuleWatch;
}) {
  function refuse(code: 'invalid-input' | 'no-rule-hours' | 'rule-never-broken', field: string, reason: string): never {
    throw new RequestRefused(400, { code, field, reason });
  }

  function validate({ kind, params, schedule }: NewAlertRule): void {
    const refused = findRefusedParams(kind, params);
    if (refused) refuse('invalid-input', refused.field, refused.reason);
    const { waits, findUnknown } = kinds[kind];
    const unknown = findUnknown(params);
    if (unknown) refuse('invalid-input', `body.params.${unknown.parameter}`, unknown.reason);
    // 24:00 to an hour of the morning is the morning: said the other way it never begins on its own day.
    if (schedule.startMinute === schedule.endMinute || schedule.startMinute === 1_440)
      refuse(
        'no-rule-hours',
        'body.schedule.endMinute',
        'Hours that start when they end never come. All day is 00:00 to 24:00.',
      );
    // Nobody is late before the allowed time has passed within the hours, and a minute more is waited for.
    const longestMinutes = findLongestActiveMinutes(schedule);
    const minutes = waits.minutes(params);
    if (minutes > longestMinutes - LEAST_ROOM_MINUTES)
      refuse(
        'rule-never-broken',
        `body.params.${waits.parameter}`,
        `The hours last ${longestMinutes} minutes: within them a rule of ${minutes} minutes could never be broken.`,
      );
  }

  const record = (
    accountId: number,
    change: 'created' | 'changed' | 'deleted',
    ruleId: number,
    detail: object,
    client: Queryable,
  ) =>
    app.audit.record(
      { accountId, action: `alert-rule.${change}`, subject: `alert-rule:${ruleId}`, detail: { ...detail } },
      client,
    );

  async function lock(ruleId: number, kind: RuleKind, client: Queryable): Promise<AlertRule> {
    const rule = await repository.lock(ruleId, client);
    if (rule?.kind !== kind) throw notFound('rule');
    return rule;
  }

  async function takeUp(rule: AlertRule): Promise<AlertRule> {
    await watch.put(rule, Date.now());
    app.bus.emit('alert-rules.changed');
    return rule;
  }

  return {
    /** Every rule that a branch (null: the city) may see. */
    async findAll(branchId: number | null): Promise<AlertRule[]> {
      return (await repository.findAll()).filter(
        ({ kind, params }) => branchId === null || kinds[kind].concerns(params, branchId),
      );
    },
    /** @throws {RequestRefused} for a rule that cannot be meant */
    async add(rule: NewAlertRule, accountId: number): Promise<AlertRule> {
      validate(rule);
      return takeUp(
        await app.db.transaction(async (client) => {
          const added = await repository.insert(rule, client);
          await record(accountId, 'created', added.id, added, client);
          return added;
        }),
      );
    },
    /**
     * Changes a rule, which starts anew; `version`: only if it is still the one that was read.
     * @throws {RequestRefused} for one that cannot be meant, that somebody else changed, or when there is none of this kind
     */
    async change(
      ruleId: number,
      rule: NewAlertRule,
      accountId: number,
      version: number | null = null,
    ): Promise<AlertRule> {
      validate(rule);
      return takeUp(
        await app.db.transaction(async (client) => {
          const before = await lock(ruleId, rule.kind, client);
          if (version !== null && version !== before.version)
            throw new RequestRefused(409, {
              code: 'changed-meanwhile',
              field: 'body.version',
              reason: `Somebody changed this rule: it is version ${before.version} now. Read it again.`,
            });
          const after = await repository.update(ruleId, rule, client);
          await record(accountId, 'changed', ruleId, { before, after }, client);
          return after;
        }),
      );
    },
    /** Takes a rule away and clears its alerts; `kind`: only one of this kind. @throws {RequestRefused} when there is none */
    async remove(ruleId: number, accountId: number, kind?: RuleKind): Promise<void> {
      await app.db.transaction(async (client) => {
        const before = await repository.lock(ruleId, client);
        if (!before || (kind && before.kind !== kind)) throw notFound('rule');
        await repository.delete(ruleId, client);
        await record(accountId, 'deleted', ruleId, before, client);
      });
      await watch.remove(ruleId);
      app.bus.emit('alert-rules.changed');
    },
  };
}

export type RulesService = ReturnType<typeof createRulesService>;
