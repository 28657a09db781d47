import * as Type from 'typebox';
import type { Static } from 'typebox';
import { AreaGeometry, LngLat } from './geometry.ts';
import { EntryCode, OfficeFacts, ValidSince } from './register-entry.ts';
import { LocalizedName, LocalizedNameInput } from './text.ts';

/** A branch (分会) of the association. */
export const Branch = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: LocalizedName,
  /** Its seat. */
  position: LngLat,
  /** The ground it answers for, as somebody gave it; null = what is nearer to its seat than to any other's. */
  area: Type.Union([AreaGeometry, Type.Null()]),
  ...OfficeFacts,
  stationCount: Type.Integer(),
  version: Type.Integer(),
});
export type Branch = Static<typeof Branch>;

const BranchInput = {
  name: LocalizedNameInput,
  position: LngLat,
  code: Type.Optional(EntryCode),
  area: Type.Optional(Type.Union([AreaGeometry, Type.Null()])),
  ...Type.Partial(Type.Object(OfficeFacts)).properties,
};

export const NewBranch = Type.Object({ ...BranchInput, ...ValidSince }, { additionalProperties: false });
export type NewBranch = Static<typeof NewBranch>;

/** What is left out stays as it is. */
export const BranchChange = Type.Partial(Type.Object({ ...BranchInput, ...ValidSince }), {
  additionalProperties: false,
  minProperties: 1,
});
export type BranchChange = Static<typeof BranchChange>;
