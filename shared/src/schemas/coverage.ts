import Type, { type Static } from 'typebox';
import { LngLat, PolygonGeometry, featureOf } from './geometry.ts';
import { Instant, LocalizedName } from './text.ts';

/** What one area of responsibility looks like now. */
export const AreaCoverage = Type.Object({
  /** `jurisdiction` or `key-area:<id>`. */
  areaId: Type.String(),
  name: LocalizedName,
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  areaSquareMeters: Type.Number(),
  observedAreaSquareMeters: Type.Number(),
  /** Observed share of the ground, 0–1. */
  share: Type.Number(),
  gapCount: Type.Integer(),
  largestGap: Type.Union([Type.Object({ areaSquareMeters: Type.Number(), labelPoint: LngLat }), Type.Null()]),
});
export type AreaCoverage = Static<typeof AreaCoverage>;

export const CoverageFigures = Type.Object({
  computedAt: Instant,
  /** How long the computation took, for the curious and for /metrics. */
  computeMs: Type.Number(),
  /** Disks that counted: lookouts on duty, fresh units. */
  observers: Type.Object({ lookouts: Type.Integer(), units: Type.Integer() }),
  /** Share of all key-area ground observed, 0–1; null while there is no key area. */
  keyAreaShare: Type.Union([Type.Number(), Type.Null()]),
  /** {@link keyAreaShare} an hour ago; null until known. */
  keyAreaShareHourAgo: Type.Union([Type.Number(), Type.Null()]),
  areas: Type.Array(AreaCoverage),
});
export type CoverageFigures = Static<typeof CoverageFigures>;

export const GapProperties = Type.Object({
  areaId: Type.String(),
  name: LocalizedName,
  areaSquareMeters: Type.Number(),
  labelPoint: LngLat,
});
export type GapProperties = Static<typeof GapProperties>;

export const GapFeature = featureOf(PolygonGeometry, GapProperties);
export type GapFeature = Static<typeof GapFeature>;

/** `GET /api/v1/coverage/now`: gaps as features, figures beside them. */
export const CoverageNow = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(GapFeature),
  figures: CoverageFigures,
});
export type CoverageNow = Static<typeof CoverageNow>;
