import * as Type from 'typebox';
import type { Static } from 'typebox';
import type { RuleDefinition } from './rule-definition.ts';
import { RowId } from './row-id.ts';
import { RULE_STATES, RuleSchedule } from './rule-schedule.ts';
import { Instant } from './text.ts';

const params = {
  keyAreaId: RowId,
  maxUnseenMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  /** The area counts as seen while at least this share of its ground was seen within that time, 0–1. */
  minSeenShare: Type.Number({ minimum: 0.05, maximum: 1 }),
};

const SeenShare = Type.Union([Type.Number(), Type.Null()]);

/** "This key area, on these days between these hours: never more than so long unseen." */
export const AREA_UNCOVERED = {
  params: Type.Object(params, { additionalProperties: false }),
  /** Share of the area's ground seen within `maxUnseenMinutes`; null while it rests or the grid is filling. */
  reading: Type.Object({ seenShare: SeenShare }),
  /** Cleared when enough of the area was seen again, or the rule rests. */
  alert: {
    subject: 'key-area',
    priority: 'normal',
    detail: Type.Object({ maxUnseenMinutes: Type.Integer() }),
  },
} as const satisfies RuleDefinition;

/** The same rule flat, as `/coverage/rules` has it. */
export const NewCoverageRule = Type.Object(
  { ...params, ...RuleSchedule.properties, enabled: Type.Boolean() },
  { additionalProperties: false },
);
export type NewCoverageRule = Static<typeof NewCoverageRule>;

export const CoverageRule = Type.Object({ id: Type.Integer(), ...NewCoverageRule.properties });
export type CoverageRule = Static<typeof CoverageRule>;

export const CoverageRuleStatus = Type.Object({
  ruleId: Type.Integer(),
  state: Type.Enum(RULE_STATES),
  seenShare: SeenShare,
  since: Instant,
  alertId: Type.Union([Type.Integer(), Type.Null()]),
});
export type CoverageRuleStatus = Static<typeof CoverageRuleStatus>;
