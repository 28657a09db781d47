import * as Type from 'typebox';
import type { Static } from 'typebox';
import { PolygonGeometry } from './geometry.ts';
import { EntryCode, ValidSince } from './register-entry.ts';
import { RowId } from './row-id.ts';
import { LocalizedName, LocalizedNameInput } from './text.ts';

/** `small-premises`: one of the nine kinds of small premises (九小场所), as a city sets their limits. */
export const KEY_AREA_KINDS = [
  'town-core',
  'school',
  'market',
  'station',
  'hospital',
  'scenic',
  'bank',
  'petrol-station',
  'small-premises',
  'other',
] as const;
export const KeyAreaKind = Type.Enum(KEY_AREA_KINDS);
export type KeyAreaKind = (typeof KEY_AREA_KINDS)[number];

/** Ground that should be watched. */
export const KeyArea = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: LocalizedName,
  kind: KeyAreaKind,
  /** Who answers for it; null = the association. */
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  geometry: PolygonGeometry,
  version: Type.Integer(),
});
export type KeyArea = Static<typeof KeyArea>;

const KeyAreaInput = {
  name: LocalizedNameInput,
  kind: KeyAreaKind,
  geometry: PolygonGeometry,
  /** Left out of a new one: the branch on whose ground its middle lies. */
  branchId: Type.Optional(Type.Unsafe<number | null>({ ...RowId, type: ['integer', 'null'] })),
  code: Type.Optional(EntryCode),
};

export const NewKeyArea = Type.Object({ ...KeyAreaInput, ...ValidSince }, { additionalProperties: false });
export type NewKeyArea = Static<typeof NewKeyArea>;

/** What is left out stays as it is. */
export const KeyAreaChange = Type.Partial(Type.Object({ ...KeyAreaInput, ...ValidSince }), {
  additionalProperties: false,
  minProperties: 1,
});
export type KeyAreaChange = Static<typeof KeyAreaChange>;
