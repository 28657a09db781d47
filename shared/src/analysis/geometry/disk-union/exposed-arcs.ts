import type { AreaBoundary } from './area-boundary.ts';
import type { BoundaryPieces } from './boundary-pieces.ts';
import { CoveredAngles } from './covered-angles.ts';
import { visitDisksNear, type DiskIndex } from './disk-index.ts';
import { EDGE_ENTERS_DISK, EDGE_LEAVES_DISK, intersectEdge } from './edge-crossing.ts';

const FULL_TURN = 2 * Math.PI;

/**
 * Creates the function that appends the exposed arcs of a disk: those parts of its circle that are inside the area and
 * in no other disk. They are the gaps between the sorted intervals covered by other disks or outside the area.
 */
export function createExposedArcFinder(
  index: DiskIndex,
  boundary: AreaBoundary,
): (disk: number, pieces: BoundaryPieces) => void {
  const angles = new CoveredAngles();
  const edges = new Int32Array(boundary.edgeCount);
  const parameters = new Float64Array(2);
  // A circle crosses an edge twice at most.
  const crossingAngles = new Float64Array(2 * boundary.edgeCount);
  const crossingEdges = new Int32Array(2 * boundary.edgeCount);
  const entersArea = new Uint8Array(2 * boundary.edgeCount);
  const { x, y, radius } = index;
  let disk = 0;

  /** Adds what the disks of a range cover; true if the circle is covered all around. */
  function addNeighbours(from: number, end: number): boolean {
    const centreX = x[disk]!;
    const centreY = y[disk]!;
    const ownRadius = radius[disk]!;
    for (let j = from; j < end; j++) {
      if (j === disk) continue;
      const dx = x[j]! - centreX;
      const dy = y[j]! - centreY;
      const otherRadius = radius[j]!;
      const sum = ownRadius + otherRadius;
      const distanceSquared = dx * dx + dy * dy;
      // These comparisons give the same answer from both disks' sides: chaining relies on it.
      if (distanceSquared >= sum * sum) continue;
      const difference = otherRadius - ownRadius;
      if (distanceSquared <= difference * difference) {
        // Of equal disks the first one counts.
        if (difference > 0 || (difference === 0 && j < disk)) return true;
        continue;
      }
      const distance = Math.sqrt(distanceSquared);
      const cosine = (ownRadius * ownRadius + distanceSquared - otherRadius * otherRadius) / (2 * ownRadius * distance);
      const halfAngle = Math.acos(Math.max(-1, Math.min(1, cosine)));
      let start = Math.atan2(dy, dx) - halfAngle;
      if (start < 0) start += FULL_TURN;
      if (angles.add(start, 2 * halfAngle, j, j)) return true;
    }
    return false;
  }

  /** Finds where the circle, followed counter-clockwise, goes in and out of the area, by rising angle; returns how often. */
  function findAreaCrossings(): number {
    const centreX = x[disk]!;
    const centreY = y[disk]!;
    const r = radius[disk]!;
    let count = 0;
    const edgeCount = boundary.findEdges(centreX - r, centreY - r, centreX + r, centreY + r, edges);
    for (let k = 0; k < edgeCount; k++) {
      const edge = edges[k]!;
      const answer = intersectEdge(boundary, edge, centreX, centreY, r, parameters);
      // The area is on the left of its edges, so where an edge enters the disk, the circle leaves the area.
      for (let way = 0; way < 2; way++) {
        if ((answer & (way === 0 ? EDGE_ENTERS_DISK : EDGE_LEAVES_DISK)) === 0) continue;
        const t = parameters[way]!;
        const angle = Math.atan2(
          boundary.startY[edge]! + t * (boundary.endY[edge]! - boundary.startY[edge]!) - centreY,
          boundary.startX[edge]! + t * (boundary.endX[edge]! - boundary.startX[edge]!) - centreX,
        );
        // Kept in order by insertion: hardly ever more than two.
        const turned = angle < 0 ? angle + FULL_TURN : angle;
        let place = count++;
        for (; place > 0 && crossingAngles[place - 1]! > turned; place--) {
          crossingAngles[place] = crossingAngles[place - 1]!;
          crossingEdges[place] = crossingEdges[place - 1]!;
          entersArea[place] = entersArea[place - 1]!;
        }
        crossingAngles[place] = turned;
        crossingEdges[place] = edge;
        entersArea[place] = way;
      }
    }
    return count;
  }

  /** Adds the parts of the circle outside the area; true if the circle is covered all around or outside altogether. */
  function addOutside(): boolean {
    const count = findAreaCrossings();
    if (count === 0) return !boundary.isInside(x[disk]! + radius[disk]!, y[disk]!);

    // Inside or outside is looked up once, in the middle of the longest stretch, where rounding cannot matter, and
    // counted from there: polygons that share an edge give two crossings at one place, in either order.
    let longest = 0;
    for (let k = 1; k < count; k++) if (findStretch(k, count) > findStretch(longest, count)) longest = k;
    const middle = crossingAngles[longest]! + findStretch(longest, count) / 2;
    let depth = boundary.isInside(
      x[disk]! + radius[disk]! * Math.cos(middle),
      y[disk]! + radius[disk]! * Math.sin(middle),
    )
      ? 1
      : 0;
    for (let step = 0; step < count; step++) {
      const k = (longest + step) % count;
      if (step > 0) depth += entersArea[k] === 1 ? 1 : -1;
      if (depth > 0) continue;
      const next = k + 1 < count ? k + 1 : 0;
      if (
        angles.add(
          crossingAngles[k]!,
          findStretch(k, count),
          index.count + crossingEdges[k]!,
          index.count + crossingEdges[next]!,
        )
      )
        return true;
    }
    return false;
  }

  /** The angle from crossing k to the next one. */
  function findStretch(k: number, count: number): number {
    return k + 1 < count
      ? crossingAngles[k + 1]! - crossingAngles[k]!
      : crossingAngles[0]! + FULL_TURN - crossingAngles[k]!;
  }

  return (diskToSearch, pieces) => {
    disk = diskToSearch;
    angles.clear();
    const r = radius[disk]!;
    const isHidden =
      visitDisksNear(index, x[disk]! - r, y[disk]! - r, x[disk]! + r, y[disk]! + r, addNeighbours) || addOutside();
    if (!isHidden) angles.appendUncovered(pieces, disk);
  };
}
