import * as Type from 'typebox';
import type { Static } from 'typebox';
import { ALERT_PRIORITIES, ALERT_SUBJECT_KINDS } from './alert-definition.ts';
import type { ALERT_KINDS, AlertDetail, AlertKind } from './alert-kinds.ts';
import { LngLat } from './geometry.ts';
import { Instant, LocalizedName } from './text.ts';

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
  priority: (typeof ALERT_KINDS)[K]['priority'];
  detail: AlertDetail<K>;
};
export type Alert = { [K in AlertKind]: AlertOf<K> }[AlertKind];

/** `kind` and `detail` are held against the kind's definition when they are stored; here an alert shall not be lost for a field of them. */
export const Alert = Type.Unsafe<Alert>(
  Type.Object({
    ...common,
    kind: Type.String(),
    subjectKind: Type.Enum(ALERT_SUBJECT_KINDS),
    priority: Type.Enum(ALERT_PRIORITIES),
    detail: Type.Object({}, { additionalProperties: true }),
  }),
);

/** A call for help: what goes before all others. */
export type CallForHelp = AlertOf<
  { [K in AlertKind]: (typeof ALERT_KINDS)[K]['priority'] extends 'life' ? K : never }[AlertKind]
>;

export function isCallForHelp(alert: Alert): alert is CallForHelp {
  return alert.priority === 'life';
}
