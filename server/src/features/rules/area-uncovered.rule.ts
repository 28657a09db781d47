import {
  RULE_DEFAULTS,
  advanceRule,
  createBrokenState,
  createRuleState,
  type RuleTiming,
} from '@liaowang/shared/analysis/alerts/rule-state';
import { findInteriorPoint } from '@liaowang/shared/analysis/geometry/interior-point';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { RuleFacts, RuleKind } from './rule-kind.ts';

const MINUTE_MS = 60_000;

/**
 * A key area that was unseen for too long, by the revisit grid. An alert that staff close stays closed until the area was
 * seen enough and is unseen again.
 */
export function createAreaUncoveredKind(
  { revisit, registry }: { revisit: Pick<RuleFacts['revisit'], 'seenShareWithin'> } & Pick<RuleFacts, 'registry'>,
  timing: RuleTiming = RULE_DEFAULTS,
): RuleKind<'area-uncovered'> {
  const find = (keyAreaId: number) => registry.keyAreas.find(({ id }) => id === keyAreaId);
  const positionOf = (keyAreaId: number): LngLat =>
    findInteriorPoint(find(keyAreaId)!.geometry.coordinates.map((ring) => Float64Array.from(ring.slice(1).flat())));
  return {
    waits: { parameter: 'maxUnseenMinutes', minutes: ({ maxUnseenMinutes }) => maxUnseenMinutes },
    findUnknown: ({ keyAreaId }) =>
      find(keyAreaId) ? null : { parameter: 'keyAreaId', reason: 'There is no such key area.' },
    concerns: ({ keyAreaId }, branchId) => find(keyAreaId)?.branchId === branchId,
    branchOf: (keyAreaId) => find(keyAreaId)?.branchId ?? null,
    unread: { seenShare: null },
    createJudge({ params }, { standing, nowMs: startMs, changedAtMs }) {
      const { keyAreaId, maxUnseenMinutes, minSeenShare } = params;
      const maxUnseenMs = maxUnseenMinutes * MINUTE_MS;
      let state = standing[0] ? createBrokenState(standing[0].raisedAtMs) : createRuleState(startMs);
      return {
        judge({ nowMs, activeMinutes }) {
          const seen = activeMinutes === null ? null : revisit.seenShareWithin(keyAreaId, maxUnseenMs, nowMs);
          // Enough is enough, though more may have been seen; too little says nothing while part of the time is not known.
          const seenShare = seen && (seen.isComplete || seen.share >= minSeenShare) ? seen.share : null;
          state = advanceRule(
            state,
            {
              atMs: nowMs,
              isActive: activeMinutes !== null,
              mayBreak:
                activeMinutes !== null && activeMinutes >= maxUnseenMinutes && nowMs - changedAtMs >= maxUnseenMs,
              seenShare,
              minSeenShare,
            },
            timing,
          );
          return {
            state: state.turnSinceMs === null ? state.kind : 'waiting',
            sinceMs: state.sinceMs,
            readingOf: () => ({ seenShare }),
            findings:
              state.kind === 'broken'
                ? [
                    {
                      subjectId: keyAreaId,
                      sinceMs: state.sinceMs,
                      position: positionOf(keyAreaId),
                      detail: { maxUnseenMinutes },
                    },
                  ]
                : [],
          };
        },
      };
    },
  };
}
