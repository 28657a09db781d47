import * as Type from 'typebox';
import type { Static } from 'typebox';

/** GeoJSON position `[lng, lat]`, WGS-84 degrees. */
export const LngLat = Type.Tuple([
  Type.Number({ minimum: -180, maximum: 180 }),
  Type.Number({ minimum: -90, maximum: 90 }),
]);
export type LngLat = Static<typeof LngLat>;

export const PointGeometry = Type.Object({ type: Type.Literal('Point'), coordinates: LngLat });
export type PointGeometry = Static<typeof PointGeometry>;

/** Corners of the simplest ring, which says the first again. */
export const LEAST_CORNERS = 3;

const Ring = Type.Array(LngLat, { minItems: LEAST_CORNERS + 1 });

export const PolygonGeometry = Type.Object({
  type: Type.Literal('Polygon'),
  coordinates: Type.Array(Ring, { minItems: 1 }),
});
export type PolygonGeometry = Static<typeof PolygonGeometry>;

export const MultiPolygonGeometry = Type.Object({
  type: Type.Literal('MultiPolygon'),
  coordinates: Type.Array(Type.Array(Ring, { minItems: 1 })),
});
export type MultiPolygonGeometry = Static<typeof MultiPolygonGeometry>;

export const AreaGeometry = Type.Union([PolygonGeometry, MultiPolygonGeometry]);
export type AreaGeometry = Static<typeof AreaGeometry>;

/** GeoJSON Feature schema for one geometry and one set of properties. */
export function featureOf<G extends Type.TSchema, P extends Type.TSchema>(geometry: G, properties: P) {
  return Type.Object({
    type: Type.Literal('Feature'),
    id: Type.Union([Type.Integer(), Type.String()]),
    geometry,
    properties,
  });
}

/** GeoJSON FeatureCollection schema of {@link featureOf} features. */
export function featureCollectionOf<F extends Type.TSchema>(feature: F) {
  return Type.Object({ type: Type.Literal('FeatureCollection'), features: Type.Array(feature) });
}
