import type { Polygon } from 'geojson';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { computeSegmentDistance } from '@liaowang/shared/analysis/geometry/segment-distance';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { XINYI, XINYI_BOUNDARY } from '../jurisdictions/xinyi/xinyi.ts';

/** Metres on the city's plane: x east, y north of the centre. */
export interface PlanePoint {
  x: number;
  y: number;
}

/** 1e-6° is 0.1 m: finer than any device. */
const DEGREE_DECIMALS = 1e6;

const plane = createLocalProjection(XINYI.center[0], XINYI.center[1]);
const boundaryRings = projectRings(XINYI_BOUNDARY);

export function toPlane([lng, lat]: readonly [number, number] | readonly number[]): PlanePoint {
  const [x, y] = plane.forward(lng!, lat!);
  return { x, y };
}

/** WGS-84 degrees, rounded to 1e-6. */
export function toLngLat({ x, y }: PlanePoint): LngLat {
  const [lng, lat] = plane.inverse(x, y);
  return [Math.round(lng * DEGREE_DECIMALS) / DEGREE_DECIMALS, Math.round(lat * DEGREE_DECIMALS) / DEGREE_DECIMALS];
}

/** Whether a point lies in the city, at least `marginMeters` from its boundary. */
export function isInCity({ x, y }: PlanePoint, marginMeters = 0): boolean {
  let inside = false;
  for (const ring of boundaryRings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const from = ring[i]!;
      const to = ring[i + 1]!;
      if (from[1] > y !== to[1] > y) {
        if (x < from[0] + ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1])) inside = !inside;
      }
      if (marginMeters > 0 && computeSegmentDistance([x, y], from, to) < marginMeters) return false;
    }
  }
  return inside;
}

export function distanceBetween(a: PlanePoint, b: PlanePoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function projectRings(polygon: Polygon): [x: number, y: number][][] {
  return polygon.coordinates.map((ring) => ring.map(([lng, lat]) => plane.forward(lng!, lat!)));
}
