/** Stands for a neighbour where there is none: an edge's own vertex, or a circle that nothing cuts. */
export const NO_NEIGHBOUR = -1;

/**
 * The pieces that make up the boundary of the gaps, as parallel arrays. The owner of a piece is a disk (0 to
 * diskCount - 1) or an edge of the area (diskCount + edge number).
 *
 * - Piece of a circle: angles from `from` counter-clockwise to `to`, in radians, from < to. The gap is outside the disk,
 *   so that the gap's boundary runs along it backwards, from `to` to `from`.
 * - Piece of an edge: parameters 0 ≤ from ≤ to ≤ 1; the gap's boundary runs along it forwards.
 *
 * `fromNeighbour` and `toNeighbour` are the owners of the curves that cut the piece off. Two circles, or a circle and an
 * edge, have one crossing where the one enters the other: so owner and neighbour name a crossing without coordinates.
 */
export interface BoundaryPieces {
  readonly owner: number[];
  readonly from: number[];
  readonly to: number[];
  readonly fromNeighbour: number[];
  readonly toNeighbour: number[];
}

export function createBoundaryPieces(): BoundaryPieces {
  return { owner: [], from: [], to: [], fromNeighbour: [], toNeighbour: [] };
}

export function appendPiece(
  pieces: BoundaryPieces,
  owner: number,
  from: number,
  to: number,
  fromNeighbour: number,
  toNeighbour: number,
): void {
  pieces.owner.push(owner);
  pieces.from.push(from);
  pieces.to.push(to);
  pieces.fromNeighbour.push(fromNeighbour);
  pieces.toNeighbour.push(toNeighbour);
}
