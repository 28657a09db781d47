import * as Type from 'typebox';
import type { Static } from 'typebox';
import { IMPORT_DATUMS, IMPORT_FORMATS } from './incident-import.ts';
import { LocalizedName, LocalizedNameInput, Instant, textOf } from './text.ts';

/** Colours a layer may have: none of them means something else on the map. */
export const REFERENCE_COLORS = ['grey', 'olive', 'plum', 'brown', 'slate'] as const;
export type ReferenceColor = (typeof REFERENCE_COLORS)[number];

/** Most features a layer may have, most vertices of all of them, most layers. */
export const MAX_REFERENCE_FEATURES = 10_000;
export const MAX_REFERENCE_VERTICES = 200_000;
export const MAX_REFERENCE_LAYERS = 30;
export const MAX_REFERENCE_FILE_BYTES = 20 * 1_048_576;

export const ReferenceLayerId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });

const closed = { additionalProperties: false };
const FromZoom = Type.Integer({ minimum: 0, maximum: 18 });

/** How a layer looks and what it is called. */
export const ReferenceLayerChange = Type.Object(
  { name: LocalizedNameInput, color: Type.Enum(REFERENCE_COLORS), fromZoom: FromZoom },
  closed,
);
export type ReferenceLayerChange = Static<typeof ReferenceLayerChange>;

/** A layer of the city's own, without its shapes. */
export const ReferenceLayer = Type.Object({
  layerId: Type.Integer(),
  name: LocalizedName,
  color: Type.Enum(REFERENCE_COLORS),
  /** It is drawn from this zoom on. */
  fromZoom: Type.Integer(),
  hasLabels: Type.Boolean(),
  fileName: Type.String(),
  counts: Type.Object({ points: Type.Integer(), lines: Type.Integer(), areas: Type.Integer() }),
  updatedAt: Instant,
});
export type ReferenceLayer = Static<typeof ReferenceLayer>;

/** GeoJSON in WGS-84; each feature has `label`, which may be empty. */
export const ReferenceFeatures = Type.Unsafe<GeoJSON.FeatureCollection<GeoJSON.Geometry, { label: string }>>(
  Type.Object({}, { additionalProperties: true }),
);

/** How a file is read. */
const ReferenceFileReading = {
  fileName: textOf({ minLength: 1, maxLength: 255 }),
  /** Whose words are the labels; empty = none. Left out = guessed. */
  labelColumn: Type.Optional(textOf({ maxLength: 200 })),
  datum: Type.Optional(Type.Enum(IMPORT_DATUMS)),
  /** EPSG code, where places are in metres. */
  coordinateSystem: Type.Optional(Type.Integer({ minimum: 1, maximum: 99_999 })),
};
export const ReferenceFileQuery = Type.Object(ReferenceFileReading, closed);
export type ReferenceFileQuery = Static<typeof ReferenceFileQuery>;

/** The same, and what the layer is called and looks like. */
export const NewReferenceLayerQuery = Type.Object(
  {
    ...ReferenceFileReading,
    nameZh: LocalizedNameInput.properties.zh,
    nameEn: Type.Optional(LocalizedNameInput.properties.en),
    color: Type.Enum(REFERENCE_COLORS),
    fromZoom: FromZoom,
  },
  closed,
);
export type NewReferenceLayerQuery = Static<typeof NewReferenceLayerQuery>;

/** Why a feature is left out. */
export const REFERENCE_PROBLEMS = ['no-shape', 'not-degrees', 'outside'] as const;

/** What would become of a file. */
export const ReferenceFileCheck = Type.Object({
  format: Type.Enum(IMPORT_FORMATS),
  columns: Type.Array(Type.Object({ name: Type.String(), samples: Type.Array(Type.String()) })),
  labelColumn: Type.Union([Type.String(), Type.Null()]),
  datum: Type.Enum(IMPORT_DATUMS),
  coordinateSystem: Type.Union([Type.Integer(), Type.Null()]),
  counts: Type.Object({ points: Type.Integer(), lines: Type.Integer(), areas: Type.Integer() }),
  leftOut: Type.Array(Type.Object({ problem: Type.Enum(REFERENCE_PROBLEMS), count: Type.Integer() })),
  /** For a look on the map; west, south, east, north. */
  bounds: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
});
export type ReferenceFileCheck = Static<typeof ReferenceFileCheck>;
