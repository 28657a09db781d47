import type { AreaBoundary } from './area-boundary.ts';
import { NO_NEIGHBOUR, type BoundaryPieces } from './boundary-pieces.ts';
import type { DiskIndex } from './disk-index.ts';

const NO_PIECE = -1;
const NO_RING = -1;

/** Where the gap's boundary enters each piece, and what the piece adds to the area of the gap. */
export interface PieceGeometry {
  readonly startX: Float64Array;
  readonly startY: Float64Array;
  /** Area to the left of the piece against the corner of the area's box, by Green's theorem, square metres. */
  readonly areaSquareMeters: Float64Array;
}

/** Closed boundaries of gaps, the gap on the left; ring k has the pieces order[start[k]] to order[start[k + 1] - 1]. */
export interface GapRings {
  readonly count: number;
  readonly start: Int32Array;
  readonly order: Int32Array;
  readonly ringOfPiece: Int32Array;
  /** Exact, arcs as arcs: positive around a gap, negative around a hole in one. */
  readonly signedAreaSquareMeters: Float64Array;
}

export function computePieceGeometry(pieces: BoundaryPieces, index: DiskIndex, boundary: AreaBoundary): PieceGeometry {
  const count = pieces.owner.length;
  const startX = new Float64Array(count);
  const startY = new Float64Array(count);
  const areaSquareMeters = new Float64Array(count);
  for (let p = 0; p < count; p++) {
    const owner = pieces.owner[p]!;
    const from = pieces.from[p]!;
    const to = pieces.to[p]!;
    if (owner < index.count) {
      const r = index.radius[owner]!;
      const sinTo = Math.sin(to);
      const cosTo = Math.cos(to);
      startX[p] = index.x[owner]! + r * cosTo;
      startY[p] = index.y[owner]! + r * sinTo;
      // About the corner of the area's box, so that no digits are lost far from the origin of the plane.
      const x = index.x[owner]! - boundary.minX;
      const y = index.y[owner]! - boundary.minY;
      areaSquareMeters[p] = (-r / 2) * (x * (sinTo - Math.sin(from)) - y * (cosTo - Math.cos(from)) + r * (to - from));
      continue;
    }
    const edge = owner - index.count;
    const ax = boundary.startX[edge]!;
    const ay = boundary.startY[edge]!;
    const bx = boundary.endX[edge]!;
    const by = boundary.endY[edge]!;
    startX[p] = ax + from * (bx - ax);
    startY[p] = ay + from * (by - ay);
    areaSquareMeters[p] =
      (((ax - boundary.minX) * (by - boundary.minY) - (bx - boundary.minX) * (ay - boundary.minY)) / 2) * (to - from);
  }
  return { startX, startY, areaSquareMeters };
}

/**
 * Chains the pieces to closed rings by the names of their crossings, never by coordinates. Returns null if some piece
 * finds no successor, which happens only where three curves meet in one point to within rounding.
 */
export function chainGapRings(
  pieces: BoundaryPieces,
  { areaSquareMeters }: PieceGeometry,
  index: DiskIndex,
  boundary: AreaBoundary,
): GapRings | null {
  const count = pieces.owner.length;
  const findEntry = createEntryLookup(pieces, index.count);

  /** The piece that goes on where this one ends, or NO_PIECE; a full circle goes on with itself. */
  function findNext(p: number): number {
    const owner = pieces.owner[p]!;
    if (owner < index.count) {
      const neighbour = pieces.fromNeighbour[p]!;
      return neighbour === NO_NEIGHBOUR ? p : findEntry(neighbour, owner);
    }
    const neighbour = pieces.toNeighbour[p]!;
    if (neighbour !== NO_NEIGHBOUR) return findEntry(neighbour, owner);
    return findEntry(index.count + boundary.nextEdge[owner - index.count]!, NO_NEIGHBOUR);
  }

  const order = new Int32Array(count);
  const ringOfPiece = new Int32Array(count).fill(NO_RING);
  const starts: number[] = [];
  const signedAreas: number[] = [];
  let placed = 0;
  for (let first = 0; first < count; first++) {
    if (ringOfPiece[first] !== NO_RING) continue;
    const ring = starts.length;
    starts.push(placed);
    let signedArea = 0;
    let current = first;
    do {
      ringOfPiece[current] = ring;
      order[placed++] = current;
      signedArea += areaSquareMeters[current]!;
      const next = findNext(current);
      if (next === NO_PIECE || (ringOfPiece[next] !== NO_RING && next !== first)) return null;
      current = next;
    } while (current !== first);
    signedAreas.push(signedArea);
  }
  starts.push(placed);
  return {
    count: signedAreas.length,
    start: Int32Array.from(starts),
    order,
    ringOfPiece,
    signedAreaSquareMeters: Float64Array.from(signedAreas),
  };
}

/** Creates the function that finds the piece of an owner that the gap's boundary enters from a neighbour, or NO_PIECE. */
function createEntryLookup(
  { owner, fromNeighbour, toNeighbour }: BoundaryPieces,
  diskCount: number,
): (ownerToFind: number, neighbour: number) => number {
  // A hash table with open addressing; half of it stays free, so that a search ends soon.
  const bits = Math.max(4, Math.ceil(Math.log2(2 * owner.length + 1)));
  const mask = 2 ** bits - 1;
  const pieceAt = new Int32Array(mask + 1).fill(NO_PIECE);
  const entryOf = (p: number): number => (owner[p]! < diskCount ? toNeighbour[p]! : fromNeighbour[p]!);
  const findSlot = (wantedOwner: number, neighbour: number): number => {
    let slot = (Math.imul(wantedOwner, 0x9e3779b1) ^ Math.imul(neighbour + 1, 0x85ebca77)) >>> (32 - bits);
    while (
      pieceAt[slot] !== NO_PIECE &&
      (owner[pieceAt[slot]!] !== wantedOwner || entryOf(pieceAt[slot]!) !== neighbour)
    )
      slot = (slot + 1) & mask;
    return slot;
  };
  for (let p = 0; p < owner.length; p++) {
    // Nothing enters a full circle.
    if (owner[p]! < diskCount && toNeighbour[p] === NO_NEIGHBOUR) continue;
    pieceAt[findSlot(owner[p]!, entryOf(p))] = p;
  }
  return (wantedOwner, neighbour) => pieceAt[findSlot(wantedOwner, neighbour)]!;
}
