import * as Type from 'typebox';
import type { Static } from 'typebox';
import { RowId } from './row-id.ts';
import { Instant } from './text.ts';

const MinuteOfDay = Type.Integer({ minimum: 0, maximum: 1440 });

/** "This key area, on these days between these hours: never more than so long unseen." */
export const NewCoverageRule = Type.Object(
  {
    keyAreaId: RowId,
    /** Local weekdays, 1 = Monday. */
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
    /** Minutes of the local day; end < start runs past midnight; 0–1440 is all day. */
    startMinute: MinuteOfDay,
    endMinute: MinuteOfDay,
    maxUnseenMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
    /** The area counts as seen while at least this share of its ground was seen within that time, 0–1. */
    minSeenShare: Type.Number({ minimum: 0.05, maximum: 1 }),
    enabled: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type NewCoverageRule = Static<typeof NewCoverageRule>;

export const CoverageRule = Type.Object({ id: Type.Integer(), ...NewCoverageRule.properties });
export type CoverageRule = Static<typeof CoverageRule>;

/** `resting`: outside its hours or switched off; `kept`; `waiting`: about to be raised or cleared (hysteresis); `broken`: an alert stands. */
export const RULE_STATES = ['resting', 'kept', 'waiting', 'broken'] as const;
export const RuleStatus = Type.Object({
  ruleId: Type.Integer(),
  state: Type.Enum(RULE_STATES),
  /** Share of the area's ground seen within `maxUnseenMinutes`; null while it rests or the grid is filling. */
  seenShare: Type.Union([Type.Number(), Type.Null()]),
  since: Instant,
  alertId: Type.Union([Type.Integer(), Type.Null()]),
});
export type RuleStatus = Static<typeof RuleStatus>;
