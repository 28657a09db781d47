import * as Type from 'typebox';
import type { Static } from 'typebox';
import { AreaGeometry, LngLat } from './geometry.ts';
import { LocalizedName } from './text.ts';

/** What the whole installation is about: one city, its boundary, time zone and association. */
export const Jurisdiction = Type.Object({
  code: Type.String(),
  name: LocalizedName,
  association: LocalizedName,
  timeZone: Type.String(),
  center: LngLat,
  zoom: Type.Number(),
  boundary: AreaGeometry,
  version: Type.Integer(),
});
export type Jurisdiction = Static<typeof Jurisdiction>;

/** Names of places for search and labels; `confidence` low = nominal, never shown as surveyed. */
export const Place = Type.Object({
  code: Type.String(),
  name: LocalizedName,
  position: LngLat,
  confidence: Type.Enum(['high', 'medium', 'low', 'very-low']),
});
export type Place = Static<typeof Place>;

/** How a Chinese name is typed in Latin letters, for search. */
export const NameReading = Type.Object({ name: Type.String(), pinyin: Type.String(), initials: Type.String() });
export type NameReading = Static<typeof NameReading>;

/** GeoJSON, sent as it was planted. */
const SchematicFeatures = Type.Unsafe<{
  type: 'FeatureCollection';
  features: Array<{
    type: 'Feature';
    geometry: AreaGeometry | { type: 'LineString'; coordinates: LngLat[] };
    properties: Record<string, string | boolean>;
  }>;
}>(Type.Object({}, { additionalProperties: true }));

/** The built-in offline basemap: small outlines made for this product, nothing surveyed. */
export const Schematic = Type.Object({
  /** `kind` motorway, trunk, railway, river, canal or lake; `name`, `nameEn`. */
  schematic: SchematicFeatures,
  /** The counties around. */
  neighbours: SchematicFeatures,
});
export type Schematic = Static<typeof Schematic>;
