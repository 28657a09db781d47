import type { AreaBoundary } from './area-boundary.ts';

/** Bits of the answer of intersectEdge. */
export const EDGE_MEETS_DISK = 4;
export const EDGE_ENTERS_DISK = 1;
export const EDGE_LEAVES_DISK = 2;

/**
 * Where an edge of the area lies in a disk. Returns 0 if nowhere, else EDGE_MEETS_DISK with EDGE_ENTERS_DISK if the edge
 * crosses into the disk (at parameter `out[0]` of 0..1) and EDGE_LEAVES_DISK if it crosses out of it (at `out[1]`).
 *
 * Whether a vertex is inside is decided from the vertex alone, so that the two edges that share it never disagree, and a
 * ring enters a disk exactly as often as it leaves it, whatever the rounding.
 */
export function intersectEdge(
  boundary: AreaBoundary,
  edge: number,
  x: number,
  y: number,
  radius: number,
  out: Float64Array,
): number {
  const ax = boundary.startX[edge]! - x;
  const ay = boundary.startY[edge]! - y;
  const bx = boundary.endX[edge]! - x;
  const by = boundary.endY[edge]! - y;
  const radiusSquared = radius * radius;
  const startsInside = ax * ax + ay * ay < radiusSquared;
  const endsInside = bx * bx + by * by < radiusSquared;
  if (startsInside && endsInside) return EDGE_MEETS_DISK;

  const ux = bx - ax;
  const uy = by - ay;
  const lengthSquared = ux * ux + uy * uy;
  const along = -(ax * ux + ay * uy);
  const cross = ax * uy - ay * ux;
  const discriminant = lengthSquared * radiusSquared - cross * cross;
  if (!startsInside && !endsInside && (discriminant <= 0 || along <= 0 || along >= lengthSquared)) return 0;
  const half = Math.sqrt(Math.max(0, discriminant));
  let answer = EDGE_MEETS_DISK;
  if (!startsInside) {
    out[0] = Math.max(0, Math.min(1, (along - half) / lengthSquared));
    answer |= EDGE_ENTERS_DISK;
  }
  if (!endsInside) {
    out[1] = Math.max(0, Math.min(1, (along + half) / lengthSquared));
    answer |= EDGE_LEAVES_DISK;
  }
  return answer;
}
