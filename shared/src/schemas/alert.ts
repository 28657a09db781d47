import * as Type from 'typebox';
import type { Static } from 'typebox';
import type { AlertDefinition, AlertSubjectKind } from './alert-definition.ts';
import { RULE_KINDS, type RuleKind } from './alert-rule.ts';
import { LngLat } from './geometry.ts';
import { Instant, LocalizedName } from './text.ts';

/** Somebody pressed the SOS button of a unit. Cleared by staff alone. */
const SOS = {
  subject: 'unit',
  priority: 'life',
  detail: Type.Object({
    /** When the button was pressed first, which may be long before it was heard of; `position` is where. */
    pressedAt: Instant,
    lastPressedAt: Instant,
    lastPosition: Type.Union([LngLat, Type.Null()]),
    /** The newest press that was known to who took the call, once there was another; null = none was added since. */
    knownPressAt: Type.Union([Instant, Type.Null()]),
  }),
} as const satisfies AlertDefinition;

/** A unit fell silent. Cleared when it is heard again. */
const UNIT_LOST = {
  subject: 'unit',
  priority: 'normal',
  detail: Type.Object({ /** Its last sign of life. */ silentSince: Instant }),
} as const satisfies AlertDefinition;

/** Many units fell silent together. Cleared when the last of them is heard again. */
const UNITS_LOST = {
  subject: 'units',
  priority: 'normal',
  detail: Type.Object({
    /** Between these two it can have struck. */
    silentSince: Instant,
    silentUntil: Instant,
    /** From then on the units that did not come back with the others are missed in their own right. */
    overdueAt: Type.Union([Instant, Type.Null()]),
  }),
} as const satisfies AlertDefinition;

const OF_RULES = Object.fromEntries(Object.entries(RULE_KINDS).map(([kind, { alert }]) => [kind, alert])) as {
  [K in RuleKind]: (typeof RULE_KINDS)[K]['alert'];
};

/** Every kind of alert; a rule's has the name of its kind. */
export const ALERT_KINDS = {
  sos: SOS,
  'unit-lost': UNIT_LOST,
  'units-lost': UNITS_LOST,
  ...OF_RULES,
} satisfies Record<string, AlertDefinition>;
export type AlertKind = keyof typeof ALERT_KINDS;
export type AlertDetail<K extends AlertKind> = Static<(typeof ALERT_KINDS)[K]['detail']>;

/** raised → acknowledged (somebody took it) → cleared (its cause is gone, or staff closed it). */
export const ALERT_STATUSES = ['raised', 'acknowledged', 'cleared'] as const;
export const AlertStatus = Type.Enum(ALERT_STATUSES);
export type AlertStatus = (typeof ALERT_STATUSES)[number];

const common = {
  id: Type.Integer(),
  status: AlertStatus,
  /** Null where it is about `units`: those are its members. */
  subjectId: Type.Union([Type.Integer(), Type.Null()]),
  /** Members that are not back yet, ascending; empty where the alert is about one thing. */
  memberUnitIds: Type.Array(Type.Integer()),
  /** How many units it ever took, those that came back too; 0 where the alert is about one thing. */
  affectedUnitCount: Type.Integer({ minimum: 0 }),
  /** Units of other branches are members too: only who sees the whole city can take or close it. */
  spansBranches: Type.Boolean(),
  /** How often the same was raised, e.g. how often the SOS button was pressed. */
  count: Type.Integer({ minimum: 1 }),
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  /** Where it was raised: of an SOS where the button was pressed first. */
  position: Type.Union([LngLat, Type.Null()]),
  raisedAt: Instant,
  acknowledgedAt: Type.Union([Instant, Type.Null()]),
  /** Display name of who took it; null also for viewers who may not take alerts themselves. */
  acknowledgedBy: Type.Union([LocalizedName, Type.Null()]),
};

/** An alert of one kind, as one viewer sees it: a branch sees of many units only its own. */
export type AlertOf<K extends AlertKind> = Static<Type.TObject<typeof common>> & {
  kind: K;
  subjectKind: (typeof ALERT_KINDS)[K]['subject'];
  detail: AlertDetail<K>;
};
export type Alert = { [K in AlertKind]: AlertOf<K> }[AlertKind];

const SUBJECT_KINDS: readonly AlertSubjectKind[] = ['unit', 'units', 'key-area'];

/** `detail` is held against the kind's schema when it is stored; here an alert shall not be lost for a field of it. */
export const Alert = Type.Unsafe<Alert>(
  Type.Object({
    ...common,
    kind: Type.Enum(Object.keys(ALERT_KINDS) as AlertKind[]),
    subjectKind: Type.Enum([...SUBJECT_KINDS]),
    detail: Type.Object({}, { additionalProperties: true }),
  }),
);

/** A call for help: what goes before all others. */
export type CallForHelp = AlertOf<
  { [K in AlertKind]: (typeof ALERT_KINDS)[K]['priority'] extends 'life' ? K : never }[AlertKind]
>;

export function isCallForHelp(alert: Alert): alert is CallForHelp {
  return ALERT_KINDS[alert.kind].priority === 'life';
}
