import * as Type from 'typebox';
import type { Static } from 'typebox';
import { AreaGeometry, LngLat } from './geometry.ts';
import { EntryCode, OfficeFacts, ValidSince } from './register-entry.ts';
import { RowId } from './row-id.ts';
import { LocalizedName, LocalizedNameInput } from './text.ts';

/** A service station (服务站) of a branch. */
export const Station = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: LocalizedName,
  branchId: Type.Integer(),
  position: LngLat,
  /** The ground it answers for; null = nobody has said. */
  area: Type.Union([AreaGeometry, Type.Null()]),
  ...OfficeFacts,
  version: Type.Integer(),
});
export type Station = Static<typeof Station>;

const StationInput = {
  name: LocalizedNameInput,
  position: LngLat,
  /** Left out of a new one: the branch on whose ground it lies, or the nearest. */
  branchId: Type.Optional(RowId),
  code: Type.Optional(EntryCode),
  area: Type.Optional(Type.Union([AreaGeometry, Type.Null()])),
  ...Type.Partial(Type.Object(OfficeFacts)).properties,
};

export const NewStation = Type.Object({ ...StationInput, ...ValidSince }, { additionalProperties: false });
export type NewStation = Static<typeof NewStation>;

/** What is left out stays as it is. */
export const StationChange = Type.Partial(Type.Object({ ...StationInput, ...ValidSince }), {
  additionalProperties: false,
  minProperties: 1,
});
export type StationChange = Static<typeof StationChange>;
