import * as Type from 'typebox';
import type { Static } from 'typebox';

const MinuteOfDay = Type.Integer({ minimum: 0, maximum: 1440 });

/** When a rule holds. */
export const RuleSchedule = Type.Object(
  {
    /** Local weekdays, 1 = Monday. */
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
    /** Minutes of the local day; end < start runs past midnight; 0–1440 is all day. */
    startMinute: MinuteOfDay,
    endMinute: MinuteOfDay,
  },
  { additionalProperties: false },
);
export type RuleSchedule = Static<typeof RuleSchedule>;

/** `resting`: outside its hours or switched off; `kept`; `waiting`: about to be raised or cleared (hysteresis); `broken`: an alert stands. */
export const RULE_STATES = ['resting', 'kept', 'waiting', 'broken'] as const;
export type RuleState = (typeof RULE_STATES)[number];
