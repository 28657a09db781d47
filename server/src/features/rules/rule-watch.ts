import { findActiveMinutes } from '@liaowang/shared/analysis/alerts/rule-hours';
import { createLocalClock } from '@liaowang/shared/analysis/revisit/window-stretches';
import type { AlertRule, AlertRuleStatus, RuleKind as RuleKindName } from '@liaowang/shared/schemas/alert-rule';
import type { FastifyInstance } from 'fastify';
import type { StoredFix } from '../../plugins/stored-fix.ts';
import type { RuleFinding, RuleJudge, RuleJudgement, RuleMoment, RuleStart, StandingAlert } from './rule-kind.ts';
import type { RuleKindsOfServer } from './rule-kinds.ts';

/** When no rule was judged for so long, nobody could be heard meanwhile: the server or its database was down, or its clock jumped. */
const BLIND_AFTER_MS = 30_000;

interface Watched {
  rule: AlertRule;
  judge: RuleJudge<RuleKindName>;
  status: Pick<RuleJudgement<RuleKindName>, 'state' | 'sinceMs' | 'readingOf'> & { subjectIds: readonly number[] };
  /** What was told, by subject: its alert, or null where staff have closed that. */
  told: Map<number, number | null>;
}

/**
 * Holds every rule against what is so now, raises an alert for each finding and clears it when that is gone. An alert that
 * staff close stays closed while the finding lasts.
 */
export function createRuleWatch({
  alerts,
  kinds,
  timeZone,
}: {
  alerts: Pick<FastifyInstance['alerts'], 'raiseOfRule' | 'clear'>;
  kinds: RuleKindsOfServer;
  timeZone: string;
}) {
  const watched = new Map<number, Watched>();
  const findLocal = createLocalClock(timeZone);
  let listening: { untilMs: number; sinceMs: number } | null = null;

  async function clearTold(entry: Watched, isOver: (subjectId: number) => boolean): Promise<void> {
    for (const [subjectId, alertId] of entry.told) {
      if (!isOver(subjectId)) continue;
      if (alertId !== null) await alerts.clear(alertId);
      entry.told.delete(subjectId);
    }
  }

  async function raise({ rule, told }: Watched, finding: RuleFinding<RuleKindName>, nowMs: number): Promise<void> {
    const { subjectId, sinceMs, position, detail } = finding;
    const alert = await alerts.raiseOfRule({
      kind: rule.kind,
      ruleId: rule.id,
      subjectId,
      position,
      raisedAt: new Date(nowMs),
      sinceMs,
      cause: `rule:${rule.id}:${sinceMs}`,
      detail,
    });
    told.set(subjectId, alert?.id ?? null);
  }

  async function evaluateOne(entry: Watched, moment: Omit<RuleMoment, 'activeMinutes'>): Promise<void> {
    const { weekday, minute } = findLocal(moment.nowMs);
    const { rule } = entry;
    const activeMinutes = rule.enabled ? findActiveMinutes(rule.schedule, weekday, minute) : null;
    const { findings, ...judgement } = entry.judge.judge({ ...moment, activeMinutes });
    const subjectIds = findings.map(({ subjectId }) => subjectId);
    entry.status = { ...judgement, subjectIds };
    // What could not be stored is tried again the next time.
    await clearTold(entry, (subjectId) => !subjectIds.includes(subjectId));
    for (const finding of findings) if (!entry.told.has(finding.subjectId)) await raise(entry, finding, moment.nowMs);
    // The rule was taken away or changed while its alerts were being stored.
    if (watched.get(rule.id) !== entry) await clearTold(entry, () => true);
  }

  async function watch(rule: AlertRule, start: RuleStart): Promise<Watched> {
    const { standing, nowMs } = start;
    const kind = kinds[rule.kind];
    return {
      rule,
      judge: await kind.createJudge(rule, start),
      status: {
        state: standing.length > 0 ? 'broken' : 'resting',
        sinceMs: standing[0]?.raisedAtMs ?? nowMs,
        readingOf: () => kind.unread,
        subjectIds: standing.map(({ subjectId }) => subjectId),
      },
      told: new Map(standing.map(({ subjectId, alertId }) => [subjectId, alertId])),
    };
  }

  /** Changes of rules one after another, as they were committed: a slow one must not come after a later one. */
  let changes: Promise<unknown> = Promise.resolve();
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const done = changes.then(change);
    changes = done.catch(() => undefined);
    return done;
  };

  return {
    /** Takes a rule that was stored before the start with its alerts: those that stand are not raised again, nor is what a closed one told of. */
    async adopt(
      rule: AlertRule,
      { standing, closed }: { standing: readonly StandingAlert[]; closed: readonly StandingAlert[] },
      nowMs: number,
    ): Promise<void> {
      watched.set(rule.id, await watch(rule, { standing, closed, nowMs, changedAtMs: -Infinity }));
    },
    /** Takes a new or changed rule, which starts anew; the alerts of what it was before are cleared. */
    put: (rule: AlertRule, nowMs: number): Promise<void> =>
      inTurn(async () => {
        const before = watched.get(rule.id);
        watched.set(rule.id, await watch(rule, { standing: [], closed: [], nowMs, changedAtMs: nowMs }));
        if (before) await clearTold(before, () => true);
      }),
    remove: (ruleId: number): Promise<void> =>
      inTurn(async () => {
        const before = watched.get(ruleId);
        watched.delete(ruleId);
        if (before) await clearTold(before, () => true);
      }),
    /** Somebody closed an alert. */
    forgetAlert(alertId: number): void {
      for (const { told } of watched.values())
        for (const [subjectId, known] of told) if (known === alertId) told.set(subjectId, null);
    },
    /** Units were heard: at the places of new fixes, or (`isRepeated`) still where they were. */
    hear(fixes: readonly StoredFix[], isRepeated: boolean): void {
      for (const { judge } of watched.values()) if (judge.hear) for (const fix of fixes) judge.hear(fix, isRepeated);
    },
    /** Holds all rules against what is so now; one that fails is told, and holds up none of the others. */
    async evaluate(nowMs: number, onFailure: (error: unknown, ruleId: number) => void): Promise<void> {
      const isBlind = listening === null || nowMs - listening.untilMs > BLIND_AFTER_MS || nowMs < listening.untilMs;
      listening = { untilMs: nowMs, sinceMs: isBlind ? nowMs : listening!.sinceMs };
      const moment = { nowMs, listeningSinceMs: listening.sinceMs };
      for (const entry of watched.values())
        await evaluateOne(entry, moment).catch((error: unknown) => onFailure(error, entry.rule.id));
    },
    /** How each rule stands that a branch (null: the city) may see, as far as it may. */
    statuses(branchId: number | null): AlertRuleStatus[] {
      return [...watched.values()].flatMap(({ rule, status, told }) => {
        const kind = kinds[rule.kind];
        if (branchId !== null && !kind.concerns(rule.params, branchId)) return [];
        const isVisible = (subjectId: number) => branchId === null || kind.branchOf(subjectId) === branchId;
        const subjectIds = status.subjectIds.filter(isVisible);
        const alertIds = [...told].flatMap(([subjectId, alertId]) =>
          alertId !== null && isVisible(subjectId) ? [alertId] : [],
        );
        const state = status.state === 'broken' && subjectIds.length === 0 ? 'kept' : status.state;
        const since = new Date(status.sinceMs).toISOString();
        return [
          {
            ruleId: rule.id,
            kind: rule.kind,
            state,
            since,
            subjectIds,
            alertIds,
            reading: status.readingOf(branchId),
          } as AlertRuleStatus,
        ];
      });
    },
  };
}

export type RuleWatch = ReturnType<typeof createRuleWatch>;
