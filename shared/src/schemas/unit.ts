import Type, { type Static } from 'typebox';
import { RowId } from './row-id.ts';
import { LocalizedName, textOf } from './text.ts';

export const UNIT_KINDS = ['foot', 'bicycle', 'bus', 'taxi'] as const;
export const UnitKind = Type.Enum(UNIT_KINDS);
export type UnitKind = (typeof UNIT_KINDS)[number];

/** How old a unit's newest fix is: `off` = no fix since the server knows it. */
export const UNIT_STATES = ['fresh', 'stale', 'lost', 'off'] as const;
export const UnitState = Type.Enum(UNIT_STATES);
export type UnitState = (typeof UNIT_STATES)[number];

export const Unit = Type.Object({
  id: Type.Integer(),
  name: LocalizedName,
  kind: UnitKind,
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  detectionRangeMeters: Type.Number(),
});
export type Unit = Static<typeof Unit>;

export const DEVICE_APPS = ['traccar-client', 'osmand-app'] as const;
/** What sends: OsmAnd's own app looks like Traccar Client 8 on the wire, but says metres per second where that says knots. */
export const DeviceApp = Type.Enum(DEVICE_APPS);
export type DeviceApp = (typeof DEVICE_APPS)[number];

/** What administrators see: the device too, and how it is set; null = nobody has said. */
export const RegisteredUnit = Type.Object({
  ...Unit.properties,
  deviceId: Type.String(),
  deviceApp: DeviceApp,
  reportIntervalSeconds: Type.Union([Type.Integer(), Type.Null()]),
  heartbeatSeconds: Type.Union([Type.Integer(), Type.Null()]),
});
export type RegisteredUnit = Static<typeof RegisteredUnit>;

/** The unit as anybody may see it who may see units. */
export function withoutDevice({ id, name, kind, branchId, detectionRangeMeters }: RegisteredUnit): Unit {
  return { id, name, kind, branchId, detectionRangeMeters };
}

/**
 * A device that is slower than an hour follows nothing that people could act on. One type of two names, not a union:
 * there the validator, which turns texts into numbers for addresses, takes 0 for null.
 */
const IntervalSeconds = Type.Unsafe<number | null>({ type: ['integer', 'null'], minimum: 1, maximum: 3_600 });

/** How the device of a unit is set. */
const DeviceSettings = {
  deviceApp: Type.Optional(DeviceApp),
  /** Seconds between two fixes of a device that moves. */
  reportIntervalSeconds: Type.Optional(IntervalSeconds),
  /** Seconds between two signs of life of a device that stands still. */
  heartbeatSeconds: Type.Optional(IntervalSeconds),
};

export const NewUnit = Type.Object(
  {
    name: textOf({ minLength: 1, maxLength: 120 }),
    nameEn: Type.Optional(textOf({ maxLength: 160 })),
    kind: UnitKind,
    /** What the device calls itself on the wire. */
    deviceId: textOf({ minLength: 1, maxLength: 128 }),
    branchId: Type.Optional(RowId),
    detectionRangeMeters: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 10_000 })),
    ...DeviceSettings,
  },
  { additionalProperties: false },
);
export type NewUnit = Static<typeof NewUnit>;

/** Changes how the device of a unit is set; what is left out stays as it is. */
export const UnitChange = Type.Object(DeviceSettings, { additionalProperties: false, minProperties: 1 });
export type UnitChange = Static<typeof UnitChange>;

/** `deviceToken` is shown once: only its hash is kept. */
export const CreatedUnit = Type.Object({ ...RegisteredUnit.properties, deviceToken: Type.String() });
export type CreatedUnit = Static<typeof CreatedUnit>;
