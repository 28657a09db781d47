import * as Type from 'typebox';
import type { Static } from 'typebox';
import { mayLeaveOut } from './may-leave-out.ts';
import { LngLat, MultiPolygonGeometry, featureOf } from './geometry.ts';
import { IncidentSource } from './incident.ts';
import { CategoryId } from './incident-category.ts';
import { Instant } from './text.ts';

export const HotspotQuery = Type.Object(
  {
    windowDays: mayLeaveOut(Type.Integer({ minimum: 1, maximum: 365, default: 28 })),
    bandwidthMeters: mayLeaveOut(Type.Number({ minimum: 100, maximum: 5000, default: 500 })),
    /** A node of the city's categories, with all below it. */
    category: Type.Optional(CategoryId),
    /** `reported` by default: what patrols find themselves would send patrols back to where they patrol. */
    source: mayLeaveOut(Type.Union([IncidentSource, Type.Literal('any')], { default: 'reported' })),
  },
  { additionalProperties: false },
);
export type HotspotQuery = Static<typeof HotspotQuery>;

/** One contour zone: the smallest area that holds `incidentShare` of the incidents. */
export const HotspotZoneProperties = Type.Object({
  rank: Type.Integer(),
  incidentShare: Type.Number(),
  incidentCount: Type.Integer(),
  areaSquareMeters: Type.Number(),
  /** Density at the contour, events per km². */
  densityPerSquareKilometer: Type.Number(),
  peaks: Type.Array(Type.Object({ position: LngLat, densityPerSquareKilometer: Type.Number() })),
});
export type HotspotZoneProperties = Static<typeof HotspotZoneProperties>;

export const HotspotZoneFeature = featureOf(MultiPolygonGeometry, HotspotZoneProperties);
export type HotspotZoneFeature = Static<typeof HotspotZoneFeature>;

/** Density surface for drawing: row 0 is the northernmost; `values` is base64 of one byte a cell, 255 = `maxPerSquareKilometer`. */
export const DensitySurface = Type.Object({
  columns: Type.Integer(),
  rows: Type.Integer(),
  /** Corners `[lng, lat]`: north-west, north-east, south-east, south-west. */
  corners: Type.Array(LngLat, { minItems: 4, maxItems: 4 }),
  maxPerSquareKilometer: Type.Number(),
  values: Type.String(),
});
export type DensitySurface = Static<typeof DensitySurface>;

export const Hotspots = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(HotspotZoneFeature),
  method: Type.Object({
    name: Type.Literal('kernel-density'),
    kernel: Type.Literal('quartic'),
    bandwidthMeters: Type.Number(),
    cellMeters: Type.Number(),
    from: Instant,
    to: Instant,
    source: Type.Union([IncidentSource, Type.Literal('any')]),
    category: Type.Union([CategoryId, Type.Null()]),
    incidentCount: Type.Integer(),
  }),
  /** Null with `tooFew` set: a map of noise is not shown. */
  surface: Type.Union([DensitySurface, Type.Null()]),
  tooFew: Type.Union([Type.Object({ needed: Type.Integer(), found: Type.Integer() }), Type.Null()]),
});
export type Hotspots = Static<typeof Hotspots>;
