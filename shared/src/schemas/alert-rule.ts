import * as Type from 'typebox';
import type { Static } from 'typebox';
import { AREA_UNCOVERED } from './coverage-rule.ts';
import type { RuleDefinition } from './rule-definition.ts';
import { RULE_STATES, RuleSchedule } from './rule-schedule.ts';
import { Instant } from './text.ts';
import { UNIT_STATIONARY } from './unit-stationary-rule.ts';

/** Every kind of alert rule. */
export const RULE_KINDS = {
  'area-uncovered': AREA_UNCOVERED,
  'unit-stationary': UNIT_STATIONARY,
} as const satisfies Record<string, RuleDefinition>;
export type RuleKind = keyof typeof RULE_KINDS;
export type RuleParams<K extends RuleKind> = Static<(typeof RULE_KINDS)[K]['params']>;
export type RuleReading<K extends RuleKind> = Static<(typeof RULE_KINDS)[K]['reading']>;

const Kind = Type.Enum(Object.keys(RULE_KINDS) as RuleKind[]);
/** Held against the kind's own schema after the rest. */
const Params = Type.Object({}, { additionalProperties: true });

export type NewAlertRuleOf<K extends RuleKind> = {
  kind: K;
  params: RuleParams<K>;
  schedule: RuleSchedule;
  enabled: boolean;
};
const newRule = { kind: Kind, params: Params, schedule: RuleSchedule, enabled: Type.Boolean() };
export type NewAlertRule = { [K in RuleKind]: NewAlertRuleOf<K> }[RuleKind];
export const NewAlertRule = Type.Unsafe<NewAlertRule>(Type.Object(newRule, { additionalProperties: false }));

/** Counts the changes of a rule: whoever changes it names the one they read. */
const Version = Type.Integer({ minimum: 1 });

export type AlertRuleChange = NewAlertRule & { version: number };
export const AlertRuleChange = Type.Unsafe<AlertRuleChange>(
  Type.Object({ ...newRule, version: Version }, { additionalProperties: false }),
);

export type AlertRuleOf<K extends RuleKind> = NewAlertRuleOf<K> & { id: number; version: number };
export type AlertRule = { [K in RuleKind]: AlertRuleOf<K> }[RuleKind];
export const AlertRule = Type.Unsafe<AlertRule>(Type.Object({ id: Type.Integer(), ...newRule, version: Version }));

const status = {
  ruleId: Type.Integer(),
  state: Type.Enum(RULE_STATES),
  since: Instant,
  /** What breaks it now, of what the viewer may see: ids of what its alerts are about. */
  subjectIds: Type.Array(Type.Integer()),
  /** The alerts that stand; fewer than `subjectIds` where staff have closed some. */
  alertIds: Type.Array(Type.Integer()),
};
export type AlertRuleStatusOf<K extends RuleKind> = Static<Type.TObject<typeof status>> & {
  kind: K;
  reading: RuleReading<K>;
};
export type AlertRuleStatus = { [K in RuleKind]: AlertRuleStatusOf<K> }[RuleKind];
export const AlertRuleStatus = Type.Unsafe<AlertRuleStatus>(
  Type.Object({ ...status, kind: Kind, reading: Type.Object({}, { additionalProperties: true }) }),
);
