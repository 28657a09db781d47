import type { Position } from 'geojson';
import type { AreaBoundary } from './area-boundary.ts';
import { NO_NEIGHBOUR, type BoundaryPieces } from './boundary-pieces.ts';
import type { DiskIndex } from './disk-index.ts';

/** One closed boundary of a gap, the gap on its left: positive area outside around, negative around a hole. */
export interface GapRing {
  /** Exact, arcs as arcs. */
  readonly signedAreaSquareMeters: number;
  /** Numbers of the pieces in order. */
  readonly pieces: readonly number[];
}

/** Area to the left of the piece against the origin, by Green's theorem, in the direction of the gap's boundary. */
export function computePieceArea(pieces: BoundaryPieces, piece: number, index: DiskIndex, boundary: AreaBoundary): number {
  const owner = pieces.owner[piece]!;
  const from = pieces.from[piece]!;
  const to = pieces.to[piece]!;
  // About the corner of the area's box, so that no digits are lost far from the origin of the plane.
  if (owner < index.count) {
    const r = index.radius[owner]!;
    const x = index.x[owner]! - boundary.minX;
    const y = index.y[owner]! - boundary.minY;
    return (-r / 2) * (x * (Math.sin(to) - Math.sin(from)) - y * (Math.cos(to) - Math.cos(from)) + r * (to - from));
  }
  const edge = owner - index.count;
  const ax = boundary.startX[edge]! - boundary.minX;
  const ay = boundary.startY[edge]! - boundary.minY;
  const bx = boundary.endX[edge]! - boundary.minX;
  const by = boundary.endY[edge]! - boundary.minY;
  return ((ax * by - bx * ay) / 2) * (to - from);
}

/**
 * Chains the pieces to closed rings by the names of their crossings, never by coordinates. Returns null if some piece
 * finds no successor, which happens only where three curves meet in one point to within rounding.
 */
export function chainGapRings(pieces: BoundaryPieces, index: DiskIndex, boundary: AreaBoundary): GapRing[] | null {
  const ownerCount = index.count + boundary.edgeCount;
  const vertex = ownerCount;
  const nameCrossing = (owner: number, cameFrom: number): number => owner * (ownerCount + 1) + cameFrom;

  const pieceByEntry = new Map<number, number>();
  for (let p = 0; p < pieces.owner.length; p++) {
    const owner = pieces.owner[p]!;
    if (owner >= index.count) {
      const before = pieces.fromNeighbour[p]!;
      pieceByEntry.set(nameCrossing(owner, before === NO_NEIGHBOUR ? vertex : before), p);
    } else if (pieces.toNeighbour[p] !== NO_NEIGHBOUR) {
      pieceByEntry.set(nameCrossing(owner, pieces.toNeighbour[p]!), p);
    }
  }

  /** The piece that goes on where this one ends; a full circle goes on with itself. */
  function findNext(p: number): number | undefined {
    const owner = pieces.owner[p]!;
    if (owner < index.count) {
      const neighbour = pieces.fromNeighbour[p]!;
      return neighbour === NO_NEIGHBOUR ? p : pieceByEntry.get(nameCrossing(neighbour, owner));
    }
    const neighbour = pieces.toNeighbour[p]!;
    if (neighbour !== NO_NEIGHBOUR) return pieceByEntry.get(nameCrossing(neighbour, owner));
    return pieceByEntry.get(nameCrossing(index.count + boundary.nextEdge[owner - index.count]!, vertex));
  }

  const isUsed = new Uint8Array(pieces.owner.length);
  const rings: GapRing[] = [];
  for (let first = 0; first < isUsed.length; first++) {
    if (isUsed[first] === 1) continue;
    const ring: number[] = [];
    let signedAreaSquareMeters = 0;
    let current = first;
    do {
      isUsed[current] = 1;
      ring.push(current);
      signedAreaSquareMeters += computePieceArea(pieces, current, index, boundary);
      const next = findNext(current);
      if (next === undefined || (isUsed[next] === 1 && next !== first)) return null;
      current = next;
    } while (current !== first);
    rings.push({ signedAreaSquareMeters, pieces: ring });
  }
  return rings;
}

/**
 * The ring as an open list of vertices. Arcs become chords that are nowhere farther than `arcErrorMeters` from the
 * circle; all vertices lie on the exact boundary, so a gap comes out larger than it is by at most that along its arcs.
 */
export function flattenRing(
  ring: GapRing,
  pieces: BoundaryPieces,
  index: DiskIndex,
  boundary: AreaBoundary,
  arcErrorMeters: number,
): Position[] {
  const vertices: Position[] = [];
  for (const p of ring.pieces) {
    const owner = pieces.owner[p]!;
    const from = pieces.from[p]!;
    const to = pieces.to[p]!;
    if (owner < index.count) {
      const r = index.radius[owner]!;
      // The sagitta of a chord over the angle a is r (1 - cos(a / 2)); at least a triangle for a full circle.
      const widestStep = Math.min(2 * Math.acos(Math.max(-1, 1 - arcErrorMeters / r)), (2 * Math.PI) / 3);
      const stepCount = Math.max(1, Math.ceil((to - from) / widestStep));
      for (let step = 0; step < stepCount; step++) {
        const angle = to - ((to - from) * step) / stepCount;
        vertices.push([index.x[owner]! + r * Math.cos(angle), index.y[owner]! + r * Math.sin(angle)]);
      }
    } else {
      const edge = owner - index.count;
      vertices.push([
        boundary.startX[edge]! + from * (boundary.endX[edge]! - boundary.startX[edge]!),
        boundary.startY[edge]! + from * (boundary.endY[edge]! - boundary.startY[edge]!),
      ]);
    }
  }
  return vertices;
}
