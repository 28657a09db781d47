import * as Type from 'typebox';
import type { Static } from 'typebox';
import { Device, ExternalId, IntervalSeconds } from './device.ts';
import { RowId } from './row-id.ts';
import { ValidSince } from './register-entry.ts';
import { Instant, LocalizedName, textOf } from './text.ts';

export const UNIT_KINDS = ['foot', 'bicycle', 'bus', 'taxi'] as const;
export const UnitKind = Type.Enum(UNIT_KINDS);
export type UnitKind = (typeof UNIT_KINDS)[number];

/** How old a unit's last sign of life is: `off` = it never said where it is. */
export const UNIT_STATES = ['fresh', 'stale', 'lost', 'off'] as const;
export const UnitState = Type.Enum(UNIT_STATES);
export type UnitState = (typeof UNIT_STATES)[number];

const UnitEntry = {
  id: Type.Integer(),
  name: LocalizedName,
  kind: UnitKind,
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  detectionRangeMeters: Type.Number(),
};

/** How often a unit that stands still gives a sign of life: as its device is set, or as its messages teach. */
export const ContactInterval = Type.Object({ seconds: Type.Number(), source: Type.Enum(['set', 'learned']) });
export type ContactInterval = Static<typeof ContactInterval>;

/** Fixes of a unit that were refused for one reason since the last one that was not. */
export const RefusedFixes = Type.Object({
  /** As counted in the metrics, e.g. `future`. */
  reason: Type.String(),
  count: Type.Integer({ minimum: 1 }),
  since: Instant,
  /** For fixes from the future: how far the device's clock is ahead. */
  clockAheadSeconds: Type.Union([Type.Integer(), Type.Null()]),
});
export type RefusedFixes = Static<typeof RefusedFixes>;

export const Unit = Type.Object({
  ...UnitEntry,
  /** Null = nobody has set it, and too few messages came to learn it. */
  contactInterval: Type.Union([ContactInterval, Type.Null()]),
  /** The most frequent first; empty while its fixes are taken. */
  refusals: Type.Array(RefusedFixes),
});
export type Unit = Static<typeof Unit>;

/** A unit and what is known of its device, whether it says where it is or not; null = not known. */
export const UnitDetail = Type.Object({
  ...Unit.properties,
  contactAt: Type.Union([Instant, Type.Null()]),
  batteryPercent: Type.Union([Type.Number(), Type.Null()]),
  charging: Type.Union([Type.Boolean(), Type.Null()]),
  clockSkewSeconds: Type.Union([Type.Number(), Type.Null()]),
  /** Of its newest fix. */
  accuracyMeters: Type.Union([Type.Number(), Type.Null()]),
  state: UnitState,
});
export type UnitDetail = Static<typeof UnitDetail>;

/** Percent of charge by unit, in two columns of one length; units whose device never told it are left out. */
export const UnitBatteries = Type.Object({
  unitIds: Type.Array(Type.Integer()),
  percents: Type.Array(Type.Number()),
});
export type UnitBatteries = Static<typeof UnitBatteries>;

export const DEVICE_APPS = ['traccar-client', 'osmand-app'] as const;
/** What sends by OsmAnd's protocol: OsmAnd's own app looks like Traccar Client 8 on the wire, but says metres per second where that says knots. */
export const DeviceApp = Type.Enum(DEVICE_APPS);
export type DeviceApp = (typeof DEVICE_APPS)[number];

/** A unit as the register has it, with its devices in the order in which they were added. */
export const RegisteredUnit = Type.Object({ ...UnitEntry, devices: Type.Array(Device), version: Type.Integer() });
export type RegisteredUnit = Static<typeof RegisteredUnit>;

/** How the first device of a unit is set. */
const FirstDeviceSettings = {
  deviceApp: Type.Optional(DeviceApp),
  /** Seconds between two fixes of a device that moves. */
  reportIntervalSeconds: Type.Optional(IntervalSeconds),
  /** Seconds between two signs of life of a device that stands still. */
  heartbeatSeconds: Type.Optional(IntervalSeconds),
};

const UnitName = textOf({ minLength: 1, maxLength: 120 });
const UnitNameEn = textOf({ maxLength: 160 });
const UnitRangeMeters = Type.Number({ exclusiveMinimum: 0, maximum: 10_000 });

/** A unit with its first device. */
export const NewUnit = Type.Object(
  {
    name: UnitName,
    nameEn: Type.Optional(UnitNameEn),
    kind: UnitKind,
    /** Left out: `osmand`. */
    protocol: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    deviceId: ExternalId,
    branchId: Type.Optional(RowId),
    detectionRangeMeters: Type.Optional(UnitRangeMeters),
    ...FirstDeviceSettings,
  },
  { additionalProperties: false },
);
export type NewUnit = Static<typeof NewUnit>;

/** Changes a unit, or how its first device is set; what is left out stays as it is. */
export const UnitChange = Type.Object(
  {
    name: Type.Optional(UnitName),
    nameEn: Type.Optional(UnitNameEn),
    kind: Type.Optional(UnitKind),
    branchId: Type.Optional(Type.Unsafe<number | null>({ ...RowId, type: ['integer', 'null'] })),
    detectionRangeMeters: Type.Optional(UnitRangeMeters),
    ...ValidSince,
    ...FirstDeviceSettings,
  },
  { additionalProperties: false, minProperties: 1 },
);
export type UnitChange = Static<typeof UnitChange>;

/** A unit, and its first device at hand. */
export const UnitWithDevice = Type.Object({
  ...RegisteredUnit.properties,
  /** Null = it has none. */
  deviceId: Type.Union([Type.String(), Type.Null()]),
  /** Null = its protocol knows no such thing. */
  deviceApp: Type.Union([DeviceApp, Type.Null()]),
  reportIntervalSeconds: Type.Union([Type.Integer(), Type.Null()]),
  heartbeatSeconds: Type.Union([Type.Integer(), Type.Null()]),
});
export type UnitWithDevice = Static<typeof UnitWithDevice>;

/** `deviceToken` is shown once: only its hash is kept. */
export const CreatedUnit = Type.Object({ ...UnitWithDevice.properties, deviceToken: Type.String() });
export type CreatedUnit = Static<typeof CreatedUnit>;
