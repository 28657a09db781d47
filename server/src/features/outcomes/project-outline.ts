import type { PlanarMultiPolygon } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import type { LocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { AreaGeometry, LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';

/** An area on the plane, metres. */
export function projectOutline(geometry: AreaGeometry, projection: LocalProjection): PlanarMultiPolygon {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => rings.map((ring) => ring.map(([lng, lat]) => projection.forward(lng, lat))));
}

/** The reverse of {@link projectOutline}: the coordinates of a MultiPolygon, to 1e-6° (a decimetre). */
export function toLngLats(outline: PlanarMultiPolygon, projection: LocalProjection): LngLat[][][] {
  const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
  return outline.map((rings) =>
    rings.map((ring) =>
      ring.map(([x, y]): LngLat => {
        const [lng, lat] = projection.inverse(x!, y!);
        return [round(lng), round(lat)];
      }),
    ),
  );
}

/** The outline of one polygon in WGS-84. */
export function toPolygon(outline: PlanarMultiPolygon, projection: LocalProjection): PolygonGeometry {
  return { type: 'Polygon', coordinates: toLngLats(outline, projection)[0]! };
}
