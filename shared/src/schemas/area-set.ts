import * as Type from 'typebox';
import type { Static } from 'typebox';
import { AreaGeometry, LngLat } from './geometry.ts';
import { IMPORT_DATUMS, IMPORT_FORMATS } from './incident-import.ts';
import { LocalizedName, Instant, textOf } from './text.ts';

/** The ground of the association's branches, as a set that is always there. */
export const BRANCHES_SET_ID = 'branches';

/** Number of a stored set, or {@link BRANCHES_SET_ID}. */
export const AreaSetId = Type.String({ pattern: '^(?:branches|[1-9]\\d{0,9})$' });

/** Where a set comes from. */
export const AREA_SET_KINDS = ['branches', 'imported', 'drawn'] as const;

/** What an area's denominator counts. */
export const DENOMINATOR_KINDS = ['residents', 'households'] as const;
export const DenominatorKind = Type.Enum(DENOMINATOR_KINDS);
export type DenominatorKind = (typeof DENOMINATOR_KINDS)[number];

/** Most areas a set may have, and most vertices of all of them. */
export const MAX_AREAS = 2_000;
export const MAX_VERTICES = 200_000;
export const MAX_AREA_FILE_BYTES = 20 * 1_048_576;

const closed = { additionalProperties: false };
const AreaName = textOf({ minLength: 1, maxLength: 120 });
export const AreaSetName = textOf({ minLength: 1, maxLength: 80 });
/** How many residents or households; null = not known. */
const Denominator = Type.Union([Type.Number({ exclusiveMinimum: 0, maximum: 1e9 }), Type.Null()]);

/** A set of areas that incidents are counted by. */
export const AreaSet = Type.Object({
  areaSetId: AreaSetId,
  name: LocalizedName,
  kind: Type.Enum(AREA_SET_KINDS),
  fileName: Type.Union([Type.String(), Type.Null()]),
  denominatorKind: Type.Union([DenominatorKind, Type.Null()]),
  /** Made up. */
  isDemo: Type.Boolean(),
  areaCount: Type.Integer(),
  /** Whether whoever asks may rename, change and delete it. */
  mayChange: Type.Boolean(),
  /** Null = it is always there. */
  updatedAt: Type.Union([Instant, Type.Null()]),
});
export type AreaSet = Static<typeof AreaSet>;

export const Area = Type.Object({
  areaId: Type.Integer(),
  name: LocalizedName,
  code: Type.Union([Type.String(), Type.Null()]),
  denominator: Denominator,
  areaSquareMeters: Type.Number(),
  geometry: AreaGeometry,
});
export type Area = Static<typeof Area>;

/** A set with its areas, in the order of their numbers: where areas overlap or touch, the order of the table. */
export const AreaSetWithAreas = Type.Object({ ...AreaSet.properties, areas: Type.Array(Area) });
export type AreaSetWithAreas = Static<typeof AreaSetWithAreas>;

/** An area that somebody draws. */
export const NewArea = Type.Object({ name: AreaName, denominator: Denominator, geometry: AreaGeometry }, closed);
export type NewArea = Static<typeof NewArea>;

export const NewDrawnSet = Type.Object(
  { name: AreaSetName, denominatorKind: Type.Union([DenominatorKind, Type.Null()]), area: NewArea },
  closed,
);
export type NewDrawnSet = Static<typeof NewDrawnSet>;

/** What can be changed of a set, and of an area. */
export const AreaSetChange = Type.Object(
  { name: AreaSetName, denominatorKind: Type.Union([DenominatorKind, Type.Null()]) },
  closed,
);
export type AreaSetChange = Static<typeof AreaSetChange>;
export const AreaChange = Type.Object({ name: AreaName, denominator: Denominator }, closed);
export type AreaChange = Static<typeof AreaChange>;

const ColumnName = textOf({ maxLength: 200 });
/** How a file of areas is read: a column left out is guessed, '' means none. */
export const AreaFileReading = {
  fileName: textOf({ minLength: 1, maxLength: 200 }),
  nameColumn: Type.Optional(ColumnName),
  codeColumn: Type.Optional(ColumnName),
  denominatorColumn: Type.Optional(ColumnName),
  denominatorKind: Type.Optional(DenominatorKind),
  datum: Type.Optional(Type.Enum(IMPORT_DATUMS)),
  /** EPSG code of a system in metres. */
  coordinateSystem: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
};
export const AreaFileQuery = Type.Object(AreaFileReading, closed);
export type AreaFileQuery = Static<typeof AreaFileQuery>;

/** The reading as it was decided; null = no such column. */
export const AreaFileMapping = Type.Object({
  nameColumn: Type.Union([Type.String(), Type.Null()]),
  codeColumn: Type.Union([Type.String(), Type.Null()]),
  denominatorColumn: Type.Union([Type.String(), Type.Null()]),
  denominatorKind: DenominatorKind,
  datum: Type.Enum(IMPORT_DATUMS),
  /** Null = degrees in `datum`. */
  coordinateSystem: Type.Union([Type.Integer(), Type.Null()]),
});
export type AreaFileMapping = Static<typeof AreaFileMapping>;

/** `no-polygon`, `not-degrees`, `no-area` and `outside` leave the feature out; the others are told. */
export const AREA_PROBLEMS = [
  'no-polygon',
  'not-degrees',
  'no-area',
  'outside',
  'partly-outside',
  'mended',
  'no-name',
  'same-name',
  'denominator-not-understood',
] as const;
export type AreaProblemKind = (typeof AREA_PROBLEMS)[number];

export const AreaProblem = Type.Object({
  /** 1 = the first feature of the file. */
  feature: Type.Integer(),
  name: Type.String(),
  problem: Type.Enum(AREA_PROBLEMS),
  /** `mended`: by how much the area changed; `partly-outside`: how much lies outside. Null for the others. */
  squareMeters: Type.Union([Type.Number(), Type.Null()]),
});
export type AreaProblem = Static<typeof AreaProblem>;

/** How the areas of a set lie beside each other. */
export const AreaLayout = Type.Object({
  /** Pairs of areas that overlap by more than a sliver, and their common ground; the largest ones by name. */
  overlaps: Type.Object({
    count: Type.Integer(),
    squareMeters: Type.Number(),
    largest: Type.Array(Type.Object({ names: Type.Array(Type.String()), squareMeters: Type.Number() })),
  }),
  /** Holes that the areas leave between them; the largest ones by place. */
  holes: Type.Object({
    count: Type.Integer(),
    squareMeters: Type.Number(),
    largest: Type.Array(Type.Object({ place: LngLat, squareMeters: Type.Number() })),
  }),
  /** Ground of the jurisdiction in no area, holes and all. */
  uncoveredSquareMeters: Type.Number(),
});
export type AreaLayout = Static<typeof AreaLayout>;

/** What became of a file of areas, or would. */
export const AreaFileCheck = Type.Object({
  format: Type.Enum(IMPORT_FORMATS),
  columns: Type.Array(Type.Object({ name: Type.String(), samples: Type.Array(Type.String()) })),
  mapping: AreaFileMapping,
  /** Systems in metres in which the areas lie in the jurisdiction, best first; none where they are degrees. `share` of the places looked at, 0–1. */
  coordinateSystems: Type.Array(
    Type.Object({ epsg: Type.Integer(), nameZh: Type.String(), nameEn: Type.String(), share: Type.Number() }),
  ),
  features: Type.Integer(),
  /** Areas that are taken. */
  areas: Type.Integer(),
  vertices: Type.Integer(),
  /** How many of each kind; problems are listed up to a limit. */
  counts: Type.Array(Type.Object({ problem: Type.Enum(AREA_PROBLEMS), count: Type.Integer() })),
  problems: Type.Array(AreaProblem),
  layout: AreaLayout,
  /** The areas as they would be stored, for the map; coarse where they are detailed. */
  shapes: Type.Array(Type.Object({ name: Type.String(), denominator: Denominator, geometry: AreaGeometry })),
});
export type AreaFileCheck = Static<typeof AreaFileCheck>;
