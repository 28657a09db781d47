import * as Type from 'typebox';
import type { Static } from 'typebox';
import { PointGeometry, featureCollectionOf, featureOf } from './geometry.ts';
import { Instant } from './text.ts';
import { UnitKind, UnitState } from './unit.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** What every ingest protocol is turned into: one fix of one device; WGS-84, UTC, SI units; null = the device did not say. */
export interface PositionReport {
  /** The device's clock, epoch milliseconds. */
  fixTimeMs: number;
  lng: number;
  lat: number;
  speedMetersPerSecond: number | null;
  /** Clockwise from true north, 0 ≤ h < 360. */
  headingDegrees: number | null;
  accuracyMeters: number | null;
  altitudeMeters: number | null;
  batteryPercent: number | null;
  /** Whether the device is on a charger. It says something of now only: stored with the sign of life, not with the fix. */
  charging: boolean | null;
  /** The device says that another app made this place up. */
  mock: boolean;
}

/** A message that names no place: the device lives, and says no more. */
export interface Heartbeat {
  /** By the device's clock, epoch milliseconds; null = it named no time. */
  timeMs: number | null;
  batteryPercent: number | null;
  /** Whether the device is on a charger; null = it did not say. */
  charging: boolean | null;
}

export const PositionProperties = Type.Object({
  unitId: Type.Integer(),
  /** What the device that sent it calls itself; null = one of several, and the server was started since. */
  deviceId: orNull(Type.String()),
  kind: UnitKind,
  fixTime: Instant,
  receivedAt: Instant,
  /** When the device gave its last sign of life, with a place or without. */
  contactAt: Instant,
  speedMetersPerSecond: orNull(Type.Number()),
  headingDegrees: orNull(Type.Number()),
  accuracyMeters: orNull(Type.Number()),
  /** Of the last sign of life that told it. */
  batteryPercent: orNull(Type.Number()),
  charging: orNull(Type.Boolean()),
  /** How far the device's clock is ahead of the server's, and by how much fix times were corrected; null = not known. */
  clockSkewSeconds: orNull(Type.Number()),
  state: UnitState,
  /** The device itself says that this place is made up: all that is known of a unit that never sent another. */
  mock: Type.Boolean(),
});
export type PositionProperties = Static<typeof PositionProperties>;

export const PositionFeature = featureOf(PointGeometry, PositionProperties);
export type PositionFeature = Static<typeof PositionFeature>;
export const PositionCollection = featureCollectionOf(PositionFeature);
export type PositionCollection = Static<typeof PositionCollection>;

/** One unit's fixes in time order; `coordinates[i]` was fixed at `coordTimes[i]`. */
export const Track = Type.Object({
  type: Type.Literal('Feature'),
  id: Type.Integer(),
  geometry: Type.Object({
    type: Type.Literal('LineString'),
    coordinates: Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
  }),
  properties: Type.Object({
    unitId: Type.Integer(),
    from: Instant,
    to: Instant,
    coordTimes: Type.Array(Instant),
    /** Which coordinates the device itself called made up by another app, ascending. */
    mockIndexes: Type.Array(Type.Integer()),
    /** True when the window held more fixes than one answer carries: the oldest are left out. */
    truncated: Type.Boolean(),
  }),
});
export type Track = Static<typeof Track>;
