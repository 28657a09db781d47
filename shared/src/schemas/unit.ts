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

/** What administrators see: the device too. */
export const RegisteredUnit = Type.Object({ ...Unit.properties, deviceId: Type.String() });
export type RegisteredUnit = Static<typeof RegisteredUnit>;

export const NewUnit = Type.Object(
  {
    name: textOf({ minLength: 1, maxLength: 120 }),
    nameEn: Type.Optional(textOf({ maxLength: 160 })),
    kind: UnitKind,
    /** What the device calls itself on the wire. */
    deviceId: textOf({ minLength: 1, maxLength: 128 }),
    branchId: Type.Optional(RowId),
    detectionRangeMeters: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 10_000 })),
  },
  { additionalProperties: false },
);
export type NewUnit = Static<typeof NewUnit>;

/** `deviceToken` is shown once: only its hash is kept. */
export const CreatedUnit = Type.Object({ ...RegisteredUnit.properties, deviceToken: Type.String() });
export type CreatedUnit = Static<typeof CreatedUnit>;
