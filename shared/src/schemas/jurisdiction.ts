import * as Type from 'typebox';
import type { Static } from 'typebox';
import { AreaGeometry, LngLat } from './geometry.ts';
import { IMPORT_DATUMS, IMPORT_FORMATS } from './incident-import.ts';
import { EntryCode, ValidSince } from './register-entry.ts';
import { LocalizedNameInput, textOf } from './text.ts';

export const MAX_BOUNDARY_FILE_BYTES = 20 * 1_048_576;

/** What of the city may be changed; what is left out stays as it is. */
export const JurisdictionChange = Type.Object(
  {
    code: Type.Optional(EntryCode),
    name: Type.Optional(LocalizedNameInput),
    association: Type.Optional(LocalizedNameInput),
    /** IANA name. */
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    boundary: Type.Optional(AreaGeometry),
    /** Where the map looks first; left out of a change of the boundary: so that all of it is seen. */
    center: Type.Optional(LngLat),
    zoom: Type.Optional(Type.Number({ minimum: 3, maximum: 18 })),
    /** What would lie outside the new boundary is known, and stays where it is. */
    isOutsideAccepted: Type.Optional(Type.Boolean()),
    ...ValidSince,
  },
  { additionalProperties: false, minProperties: 1 },
);
export type JurisdictionChange = Static<typeof JurisdictionChange>;

/** What lies in a city, by what it is. */
export const OUTSIDE_KINDS = ['branches', 'stations', 'lookouts', 'key-areas', 'incidents'] as const;

/** What a boundary would mean. */
export const BoundaryCheck = Type.Object({
  /** Made valid, as by PostGIS's ST_MakeValid. */
  boundary: AreaGeometry,
  areaSquareMeters: Type.Number(),
  /** By how much mending changed its area; null = it was valid. */
  mendedSquareMeters: Type.Union([Type.Number(), Type.Null()]),
  /** Of it, in today's boundary too, 0–1. */
  shareInside: Type.Number(),
  center: LngLat,
  zoom: Type.Number(),
  /** What lies in today's boundary and would not any more; the first by name. */
  outside: Type.Array(
    Type.Object({ kind: Type.Enum(OUTSIDE_KINDS), count: Type.Integer(), names: Type.Array(Type.String()) }),
  ),
});
export type BoundaryCheck = Static<typeof BoundaryCheck>;

export const BoundaryFileQuery = Type.Object(
  {
    fileName: textOf({ minLength: 1, maxLength: 200 }),
    datum: Type.Optional(Type.Enum(IMPORT_DATUMS)),
    /** EPSG code of a system in metres. */
    coordinateSystem: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  },
  { additionalProperties: false },
);
export type BoundaryFileQuery = Static<typeof BoundaryFileQuery>;

/** The areas of a file, of which one or several are a boundary. */
export const BoundaryFile = Type.Object({
  format: Type.Enum(IMPORT_FORMATS),
  datum: Type.Enum(IMPORT_DATUMS),
  /** Null = degrees in `datum`. */
  coordinateSystem: Type.Union([Type.Integer(), Type.Null()]),
  /** Systems in metres in which the areas lie in today's jurisdiction, best first. */
  coordinateSystems: Type.Array(
    Type.Object({ epsg: Type.Integer(), nameZh: Type.String(), nameEn: Type.String(), share: Type.Number() }),
  ),
  areas: Type.Array(Type.Object({ name: Type.String(), geometry: AreaGeometry })),
});
export type BoundaryFile = Static<typeof BoundaryFile>;
