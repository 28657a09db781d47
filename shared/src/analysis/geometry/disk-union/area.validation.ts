import type { Position } from 'geojson';
import { createAreaBoundary, type AreaBoundary, type PlanarMultiPolygon } from './area-boundary.ts';

/** Why an area of responsibility cannot be used. */
export const INVALID_AREA_REASONS = [
  'no-polygon',
  'too-few-vertices',
  'not-finite',
  'without-area',
  'self-crossing',
] as const;

export type InvalidAreaReason = (typeof INVALID_AREA_REASONS)[number];

export type AreaValidation =
  | { valid: true }
  | { valid: false; reason: InvalidAreaReason; /** A place to look at, where there is one. */ at: Position | null };

/**
 * Checks that an area can be computed with: at least one polygon, three vertices a ring, finite coordinates, some area,
 * and no two edges that cross. Rings may touch themselves and each other.
 */
export function validateArea(area: PlanarMultiPolygon): AreaValidation {
  if (area.length === 0 || area.some((polygon) => polygon.length === 0))
    return { valid: false, reason: 'no-polygon', at: null };
  for (const ring of area.flat()) {
    for (const position of ring) {
      if (!Number.isFinite(position[0]) || !Number.isFinite(position[1]))
        return { valid: false, reason: 'not-finite', at: null };
    }
    if (new Set(ring.map((position) => `${position[0]},${position[1]}`)).size < 3) {
      return { valid: false, reason: 'too-few-vertices', at: ring[0] ?? null };
    }
  }
  const boundary = createAreaBoundary(area);
  const crossing = findCrossing(boundary);
  if (crossing !== null) return { valid: false, reason: 'self-crossing', at: crossing };
  if (!(boundary.areaSquareMeters > 0)) return { valid: false, reason: 'without-area', at: area[0]![0]![0] ?? null };
  return { valid: true };
}

/** A point where two edges properly cross, or null. */
function findCrossing(boundary: AreaBoundary): Position | null {
  const { startX, startY, endX, endY, edgeCount } = boundary;
  const found = new Int32Array(edgeCount);
  /** Twice the area of edge p's ends with a point: its sign is the side of the point. */
  const side = (p: number, x: number, y: number): number =>
    (endX[p]! - startX[p]!) * (y - startY[p]!) - (endY[p]! - startY[p]!) * (x - startX[p]!);
  for (let p = 0; p < edgeCount; p++) {
    const count = boundary.findEdges(
      Math.min(startX[p]!, endX[p]!),
      Math.min(startY[p]!, endY[p]!),
      Math.max(startX[p]!, endX[p]!),
      Math.max(startY[p]!, endY[p]!),
      found,
    );
    for (let k = 0; k < count; k++) {
      const q = found[k]!;
      if (q <= p) continue;
      const qStart = side(p, startX[q]!, startY[q]!);
      const qEnd = side(p, endX[q]!, endY[q]!);
      if (qStart * qEnd >= 0 || side(q, startX[p]!, startY[p]!) * side(q, endX[p]!, endY[p]!) >= 0) continue;
      const t = qStart / (qStart - qEnd);
      return [startX[q]! + t * (endX[q]! - startX[q]!), startY[q]! + t * (endY[q]! - startY[q]!)];
    }
  }
  return null;
}
