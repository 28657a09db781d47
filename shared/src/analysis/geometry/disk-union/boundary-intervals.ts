import type { AreaBoundary } from './area-boundary.ts';
import { appendPiece, NO_NEIGHBOUR, type BoundaryPieces } from './boundary-pieces.ts';
import { visitDisksNear, type DiskIndex } from './disk-index.ts';
import { EDGE_ENTERS_DISK, EDGE_LEAVES_DISK, intersectEdge } from './edge-crossing.ts';

/** Parameters that stand for "began before the edge" and "goes on after it". */
const BEFORE_EDGE = -1;
const AFTER_EDGE = 2;

/** Appends the parts of the area's edges that no disk covers. */
export function appendUncoveredEdges(index: DiskIndex, boundary: AreaBoundary, pieces: BoundaryPieces): void {
  const { x, y, radius } = index;
  const parameters = new Float64Array(2);
  let covered: { from: number; to: number; disk: number }[] = [];
  let edge = 0;

  const addDisks = (from: number, end: number): boolean => {
    for (let disk = from; disk < end; disk++) {
      const answer = intersectEdge(boundary, edge, x[disk]!, y[disk]!, radius[disk]!, parameters);
      if (answer === 0) continue;
      const enters = (answer & EDGE_ENTERS_DISK) !== 0;
      const leaves = (answer & EDGE_LEAVES_DISK) !== 0;
      if (!enters && !leaves) return true;
      covered.push({ from: enters ? parameters[0]! : BEFORE_EDGE, to: leaves ? parameters[1]! : AFTER_EDGE, disk });
    }
    return false;
  };

  for (edge = 0; edge < boundary.edgeCount; edge++) {
    covered = [];
    const isCoveredByOne = visitDisksNear(
      index,
      Math.min(boundary.startX[edge]!, boundary.endX[edge]!),
      Math.min(boundary.startY[edge]!, boundary.endY[edge]!),
      Math.max(boundary.startX[edge]!, boundary.endX[edge]!),
      Math.max(boundary.startY[edge]!, boundary.endY[edge]!),
      addDisks,
    );
    if (isCoveredByOne) continue;
    covered.sort((a, b) => a.from - b.from);
    const owner = index.count + edge;
    let reach = BEFORE_EDGE;
    let reachedBy = NO_NEIGHBOUR;
    for (const interval of covered) {
      if (interval.from > reach)
        appendPiece(pieces, owner, Math.max(0, reach), interval.from, reachedBy, interval.disk);
      if (interval.to > reach) {
        reach = interval.to;
        reachedBy = interval.disk;
      }
    }
    if (reach < AFTER_EDGE) appendPiece(pieces, owner, Math.max(0, reach), 1, reachedBy, NO_NEIGHBOUR);
  }
}
