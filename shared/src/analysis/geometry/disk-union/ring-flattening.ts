import type { BoundaryPieces } from './boundary-pieces.ts';
import type { DiskIndex } from './disk-index.ts';
import type { GapRings, PieceGeometry } from './gap-rings.ts';

/** An open ring (the first vertex is not repeated): x and y of each vertex in turn, metres. */
export type FlatRing = Float64Array;

/** At least a triangle for a full circle. */
const WIDEST_STEP = (2 * Math.PI) / 3;

/**
 * The rings as vertices. Arcs become chords that are nowhere farther than `arcErrorMeters` from the circle; all vertices
 * lie on the exact boundary, so a gap comes out larger than it is by at most that along its arcs.
 */
export function flattenRings(
  rings: GapRings,
  { startX, startY }: PieceGeometry,
  pieces: BoundaryPieces,
  index: DiskIndex,
  arcErrorMeters: number,
): FlatRing[] {
  const stepsOfPiece = countSteps(pieces, index, arcErrorMeters);
  const flattened: FlatRing[] = [];
  // One buffer for all: thousands of small ones cost more than their contents.
  let vertexCount = 0;
  for (const steps of stepsOfPiece) vertexCount += steps;
  const vertices = new Float64Array(2 * vertexCount);
  let at = 0;
  for (let ring = 0; ring < rings.count; ring++) {
    const ringStart = at;
    for (let k = rings.start[ring]!; k < rings.start[ring + 1]!; k++) {
      const p = rings.order[k]!;
      const owner = pieces.owner[p]!;
      vertices[at++] = startX[p]!;
      vertices[at++] = startY[p]!;
      const steps = stepsOfPiece[p]!;
      if (steps === 1) continue;
      // The gap runs along the circle clockwise; each vertex is the one before turned by the same angle.
      const x = index.x[owner]!;
      const y = index.y[owner]!;
      const stepAngle = (pieces.from[p]! - pieces.to[p]!) / steps;
      const cosStep = Math.cos(stepAngle);
      const sinStep = Math.sin(stepAngle);
      let alongX = startX[p]! - x;
      let alongY = startY[p]! - y;
      for (let step = 1; step < steps; step++) {
        const turnedX = alongX * cosStep - alongY * sinStep;
        alongY = alongX * sinStep + alongY * cosStep;
        alongX = turnedX;
        vertices[at++] = x + alongX;
        vertices[at++] = y + alongY;
      }
    }
    flattened.push(vertices.subarray(ringStart, at));
  }
  return flattened;
}

/** Vertices of each piece, its end not counted. */
function countSteps(pieces: BoundaryPieces, index: DiskIndex, arcErrorMeters: number): Uint32Array {
  const steps = new Uint32Array(pieces.owner.length);
  let radius = Number.NaN;
  let widestStep = 0;
  for (let p = 0; p < steps.length; p++) {
    const owner = pieces.owner[p]!;
    if (owner >= index.count) {
      steps[p] = 1;
      continue;
    }
    if (index.radius[owner] !== radius) {
      radius = index.radius[owner]!;
      // The sagitta of a chord over the angle a is r (1 - cos(a / 2)).
      widestStep = Math.min(2 * Math.acos(Math.max(-1, 1 - arcErrorMeters / radius)), WIDEST_STEP);
    }
    steps[p] = Math.max(1, Math.ceil((pieces.to[p]! - pieces.from[p]!) / widestStep));
  }
  return steps;
}
