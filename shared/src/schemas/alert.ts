import Type, { type Static } from 'typebox';
import { LngLat } from './geometry.ts';
import { Instant } from './text.ts';

/** `area-uncovered`: a key area was unseen for longer than its rule allows. */
export const ALERT_KINDS = ['sos', 'unit-lost', 'area-uncovered'] as const;
export const AlertKind = Type.Enum(ALERT_KINDS);
export type AlertKind = (typeof ALERT_KINDS)[number];

/** raised → acknowledged (somebody took it) → cleared (its cause is gone, or staff closed it). */
export const ALERT_STATUSES = ['raised', 'acknowledged', 'cleared'] as const;
export const AlertStatus = Type.Enum(ALERT_STATUSES);
export type AlertStatus = (typeof ALERT_STATUSES)[number];

export const Alert = Type.Object({
  id: Type.Integer(),
  kind: AlertKind,
  status: AlertStatus,
  unitId: Type.Union([Type.Integer(), Type.Null()]),
  /** The key area of `area-uncovered`. */
  keyAreaId: Type.Union([Type.Integer(), Type.Null()]),
  /** How long it may be unseen by the rule, minutes; `area-uncovered` only. */
  maxUnseenMinutes: Type.Union([Type.Integer(), Type.Null()]),
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  position: Type.Union([LngLat, Type.Null()]),
  raisedAt: Instant,
  acknowledgedAt: Type.Union([Instant, Type.Null()]),
});
export type Alert = Static<typeof Alert>;
