import * as Type from 'typebox';
import type { Static } from 'typebox';
import { LngLat } from './geometry.ts';
import { Instant, LocalizedName } from './text.ts';

/** `units-lost`: many units fell silent together. `area-uncovered`: a key area was unseen for longer than its rule allows. */
export const ALERT_KINDS = ['sos', 'unit-lost', 'units-lost', 'area-uncovered'] as const;
export const AlertKind = Type.Enum(ALERT_KINDS);
export type AlertKind = (typeof ALERT_KINDS)[number];

/** raised → acknowledged (somebody took it) → cleared (its cause is gone, or staff closed it). */
export const ALERT_STATUSES = ['raised', 'acknowledged', 'cleared'] as const;
export const AlertStatus = Type.Enum(ALERT_STATUSES);
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** An alert as one viewer sees it: a branch sees of an outage only its own units. */
export const Alert = Type.Object({
  id: Type.Integer(),
  kind: AlertKind,
  status: AlertStatus,
  unitId: Type.Union([Type.Integer(), Type.Null()]),
  /** Units of `units-lost` that are still silent, ascending; empty where the alert is about one thing. */
  memberUnitIds: Type.Array(Type.Integer()),
  /** How many units `units-lost` ever took, those that came back too; 0 for other kinds. */
  affectedUnitCount: Type.Integer({ minimum: 0 }),
  /** Units of other branches are silent too: only who sees the whole city can take or close it. */
  spansBranches: Type.Boolean(),
  /** How often the same was raised, e.g. how often the SOS button was pressed. */
  count: Type.Integer({ minimum: 1 }),
  /** The key area of `area-uncovered`. */
  keyAreaId: Type.Union([Type.Integer(), Type.Null()]),
  /** How long it may be unseen by the rule, minutes; `area-uncovered` only. */
  maxUnseenMinutes: Type.Union([Type.Integer(), Type.Null()]),
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  /** Where it was raised: of an SOS where the button was pressed first. */
  position: Type.Union([LngLat, Type.Null()]),
  /** Where the SOS button was pressed last. */
  lastPosition: Type.Union([LngLat, Type.Null()]),
  raisedAt: Instant,
  /** When the SOS button was pressed first, which may be long before it was heard of; null for other kinds. */
  pressedAt: Type.Union([Instant, Type.Null()]),
  lastPressedAt: Type.Union([Instant, Type.Null()]),
  /** From then on the units of `units-lost` that did not come back with the others are missed in their own right. */
  overdueAt: Type.Union([Instant, Type.Null()]),
  acknowledgedAt: Type.Union([Instant, Type.Null()]),
  /** Display name of who took it; null also for viewers who may not take alerts themselves. */
  acknowledgedBy: Type.Union([LocalizedName, Type.Null()]),
});
export type Alert = Static<typeof Alert>;
