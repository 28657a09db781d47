import { createLocalClock } from '@liaowang/shared/analysis/revisit/window-stretches';
import { findActiveMinutes } from '@liaowang/shared/analysis/alerts/rule-hours';
import {
  RULE_DEFAULTS,
  advanceRule,
  createBrokenState,
  createRuleState,
  type RuleState,
  type RuleTiming,
} from '@liaowang/shared/analysis/alerts/rule-state';
import type { CoverageRule, RuleStatus } from '@liaowang/shared/schemas/coverage-rule';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { FastifyInstance } from 'fastify';

const MINUTE_MS = 60_000;

interface Watched {
  rule: CoverageRule;
  state: RuleState;
  seenShare: number | null;
  /** The alert that stands; null when there is none, or when staff have closed it. */
  alertId: number | null;
  /** Made or changed while this server ran: before that nobody was late. */
  changedAtMs: number;
}

/**
 * Holds the rules against what was seen, raises their alerts and clears them. An alert that staff close stays closed until
 * the area was seen enough and is unseen again.
 */
export function createRuleWatch({
  alerts,
  revisit,
  timeZone,
  positionOf,
  timing = RULE_DEFAULTS,
}: {
  alerts: Pick<FastifyInstance['alerts'], 'raiseUncovered' | 'clear'>;
  revisit: Pick<FastifyInstance['revisit'], 'seenShareWithin'>;
  timeZone: string;
  /** A point in a key area. */
  positionOf: (keyAreaId: number) => LngLat;
  timing?: RuleTiming;
}) {
  const watched = new Map<number, Watched>();
  const findLocal = createLocalClock(timeZone);

  async function clearAlert(entry: Watched): Promise<void> {
    if (entry.alertId === null) return;
    await alerts.clear(entry.alertId);
    entry.alertId = null;
  }

  async function evaluateOne(entry: Watched, nowMs: number, weekday: number, minute: number): Promise<void> {
    const { rule, state: before, changedAtMs } = entry;
    const activeMinutes = rule.enabled ? findActiveMinutes(rule, weekday, minute) : null;
    const maxUnseenMs = rule.maxUnseenMinutes * MINUTE_MS;
    const seen = activeMinutes === null ? null : revisit.seenShareWithin(rule.keyAreaId, maxUnseenMs, nowMs);
    // Enough is enough, though more may have been seen; too little says nothing while part of the time is not known.
    const seenShare = seen && (seen.isComplete || seen.share >= rule.minSeenShare) ? seen.share : null;
    const next = advanceRule(
      before,
      {
        atMs: nowMs,
        isActive: activeMinutes !== null,
        mayBreak:
          activeMinutes !== null && activeMinutes >= rule.maxUnseenMinutes && nowMs - changedAtMs >= maxUnseenMs,
        seenShare,
        minSeenShare: rule.minSeenShare,
      },
      timing,
    );
    // The database first: what could not be stored is tried again the next time.
    if (next.kind === 'broken' && before.kind !== 'broken') {
      const alert = await alerts.raiseUncovered({
        keyAreaId: rule.keyAreaId,
        ruleId: rule.id,
        maxUnseenMinutes: rule.maxUnseenMinutes,
        position: positionOf(rule.keyAreaId),
        cause: `rule:${rule.id}:${nowMs}`,
        raisedAt: new Date(nowMs),
      });
      entry.alertId = alert?.id ?? null;
      // The rule was taken away or changed while its alert was being stored.
      if (watched.get(rule.id) !== entry) await clearAlert(entry);
    } else if (next.kind !== 'broken' && before.kind === 'broken') {
      await clearAlert(entry);
    }
    entry.state = next;
    entry.seenShare = seenShare;
  }

  return {
    /** Takes a rule that was stored before the start; `standing` is its alert, which is not raised again. */
    adopt(rule: CoverageRule, standing: { alertId: number; raisedAtMs: number } | undefined, nowMs: number): void {
      watched.set(rule.id, {
        rule,
        state: standing ? createBrokenState(standing.raisedAtMs) : createRuleState(nowMs),
        seenShare: null,
        alertId: standing?.alertId ?? null,
        changedAtMs: -Infinity,
      });
    },
    /** Takes a new or changed rule, which starts anew; the alert of what it was before is cleared. */
    async put(rule: CoverageRule, nowMs: number): Promise<void> {
      const before = watched.get(rule.id);
      if (before) await clearAlert(before);
      watched.set(rule.id, { rule, state: createRuleState(nowMs), seenShare: null, alertId: null, changedAtMs: nowMs });
    },
    async remove(ruleId: number): Promise<void> {
      const before = watched.get(ruleId);
      watched.delete(ruleId);
      if (before) await clearAlert(before);
    },
    /** Somebody closed an alert. */
    forgetAlert(alertId: number): void {
      for (const entry of watched.values()) if (entry.alertId === alertId) entry.alertId = null;
    },
    /** Holds all rules against what is seen now; one that fails is told, and holds up none of the others. */
    async evaluate(nowMs: number, onFailure: (error: unknown, ruleId: number) => void): Promise<void> {
      const { weekday, minute } = findLocal(nowMs);
      for (const entry of watched.values())
        await evaluateOne(entry, nowMs, weekday, minute).catch((error: unknown) => onFailure(error, entry.rule.id));
    },
    statuses(): Array<RuleStatus & { keyAreaId: number }> {
      return [...watched.values()].map(({ rule, state, seenShare, alertId }) => ({
        ruleId: rule.id,
        keyAreaId: rule.keyAreaId,
        state: state.turnSinceMs === null ? state.kind : 'waiting',
        seenShare,
        since: new Date(state.sinceMs).toISOString(),
        alertId,
      }));
    },
  };
}

export type RuleWatch = ReturnType<typeof createRuleWatch>;
