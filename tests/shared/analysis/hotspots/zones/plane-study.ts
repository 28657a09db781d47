import { TOP_CATEGORIES } from '@liaowang/shared/contract/category-tree';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { ZoneStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import type { AreaGeometry, LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';

/** [x, y, time]: metres from the centre, epoch milliseconds (0 if left out). */
export type PlaneIncident = readonly [x: number, y: number, timeMs?: number];

/** A jurisdiction and incidents that are drawn on the plane. */
export function createPlaneStudy(center: LngLat = [114.06, 32.15]) {
  const projection = createLocalProjection(...center);
  const toRing = (corners: readonly (readonly [number, number])[]): LngLat[] =>
    [...corners, corners[0]!].map(([x, y]) => projection.inverse(x, y));
  return {
    /** The polygon of an outer ring and holes; rings are not closed. */
    areaOf: (...rings: readonly (readonly (readonly [number, number])[])[]): AreaGeometry => ({
      type: 'Polygon',
      coordinates: rings.map(toRing),
    }),
    boxStudy(west: number, south: number, east: number, north: number): ZoneStudy {
      return {
        center,
        boundary: this.areaOf([
          [west, south],
          [east, south],
          [east, north],
          [west, north],
        ]),
      };
    },
    incidentsAt(places: readonly PlaneIncident[]): IncidentColumns {
      const at = places.map(([x, y]) => projection.inverse(x, y));
      const zeros = new Uint8Array(places.length);
      return {
        ids: Int32Array.from(places, (_, i) => i + 1),
        lngs: Float64Array.from(at, ([lng]) => lng),
        lats: Float64Array.from(at, ([, lat]) => lat),
        timesMs: Float64Array.from(places, ([, , timeMs = 0]) => timeMs),
        categories: zeros,
        severities: zeros,
        sources: zeros,
        kinds: new Uint16Array(places.length),
        categoryNodes: TOP_CATEGORIES,
        precisions: new Uint8Array(places.length),
        spansMinutes: new Uint32Array(places.length),
      };
    },
    toPlane: ({ coordinates }: PolygonGeometry): [number, number][][] =>
      coordinates.map((ring) => ring.map(([lng, lat]) => projection.forward(lng, lat))),
    toPlanePoint: ([lng, lat]: LngLat): [number, number] => projection.forward(lng, lat),
    projection,
  };
}
