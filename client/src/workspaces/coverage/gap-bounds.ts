import type { Bounds } from '../../map/map-control.ts';

/** Gaps are of all shapes: shown are so many times the half side of a square of the same area. */
const ROOM = 1.6;
/** A small gap is shown with the streets around it. */
const LEAST_HALF_SIDE_METERS = 250;
const METERS_PER_DEGREE = 111_320;

/** What to show of the map to see a gap of `areaSquareMeters` around `[lng, lat]`: west, south, east, north, degrees. */
export function computeGapBounds([lng, lat]: readonly [number, number], areaSquareMeters: number): Bounds {
  const halfSideMeters = Math.max(LEAST_HALF_SIDE_METERS, (ROOM * Math.sqrt(areaSquareMeters)) / 2);
  const byLat = halfSideMeters / METERS_PER_DEGREE;
  const byLng = byLat / Math.cos((lat * Math.PI) / 180);
  return [lng - byLng, lat - byLat, lng + byLng, lat + byLat];
}
