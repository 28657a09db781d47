import type { AreaBoundary } from './area-boundary.ts';
import type { BoundaryPieces } from './boundary-pieces.ts';
import { CoveredAngles } from './covered-angles.ts';
import { visitDisksNear, type DiskIndex } from './disk-index.ts';
import { EDGE_ENTERS_DISK, EDGE_LEAVES_DISK, intersectEdge } from './edge-crossing.ts';

const FULL_TURN = 2 * Math.PI;

/** A place where a circle, followed counter-clockwise, goes in or out of the area. */
interface AreaCrossing {
  angle: number;
  entersArea: boolean;
  edge: number;
}

/**
 * Creates the function that appends the exposed arcs of a disk: those parts of its circle that are inside the area and
 * in no other disk. They are the gaps between the sorted intervals covered by other disks or outside the area.
 */
export function createExposedArcFinder(index: DiskIndex, boundary: AreaBoundary): (disk: number, pieces: BoundaryPieces) => void {
  const angles = new CoveredAngles();
  const edges = new Int32Array(boundary.edgeCount);
  const parameters = new Float64Array(2);
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

  function findAreaCrossings(): AreaCrossing[] {
    const centreX = x[disk]!;
    const centreY = y[disk]!;
    const r = radius[disk]!;
    const crossings: AreaCrossing[] = [];
    const edgeCount = boundary.findEdges(centreX - r, centreY - r, centreX + r, centreY + r, edges);
    for (let k = 0; k < edgeCount; k++) {
      const edge = edges[k]!;
      const answer = intersectEdge(boundary, edge, centreX, centreY, r, parameters);
      const append = (t: number, entersArea: boolean): void => {
        const px = boundary.startX[edge]! + t * (boundary.endX[edge]! - boundary.startX[edge]!) - centreX;
        const py = boundary.startY[edge]! + t * (boundary.endY[edge]! - boundary.startY[edge]!) - centreY;
        const angle = Math.atan2(py, px);
        crossings.push({ angle: angle < 0 ? angle + FULL_TURN : angle, entersArea, edge });
      };
      // The area is on the left of its edges, so where an edge enters the disk, the circle leaves the area.
      if ((answer & EDGE_ENTERS_DISK) !== 0) append(parameters[0]!, false);
      if ((answer & EDGE_LEAVES_DISK) !== 0) append(parameters[1]!, true);
    }
    return crossings.sort((a, b) => a.angle - b.angle);
  }

  /** Adds the parts of the circle outside the area; true if the circle is covered all around or outside altogether. */
  function addOutside(): boolean {
    const crossings = findAreaCrossings();
    const pointIsInside = (angle: number): boolean =>
      boundary.isInside(x[disk]! + radius[disk]! * Math.cos(angle), y[disk]! + radius[disk]! * Math.sin(angle));
    if (crossings.length === 0) return !pointIsInside(0);

    const angleAfter = (k: number): number => {
      const next = crossings[(k + 1) % crossings.length]!.angle;
      return k + 1 < crossings.length ? next : next + FULL_TURN;
    };
    // Inside or outside is looked up once, in the middle of the longest stretch, where rounding cannot matter, and
    // counted from there: polygons that share an edge give two crossings at one place, in either order.
    let longest = 0;
    for (let k = 1; k < crossings.length; k++) {
      if (angleAfter(k) - crossings[k]!.angle > angleAfter(longest) - crossings[longest]!.angle) longest = k;
    }
    let depth = pointIsInside((crossings[longest]!.angle + angleAfter(longest)) / 2) ? 1 : 0;
    for (let step = 0; step < crossings.length; step++) {
      const k = (longest + step) % crossings.length;
      const crossing = crossings[k]!;
      if (step > 0) depth += crossing.entersArea ? 1 : -1;
      if (depth > 0) continue;
      const next = crossings[(k + 1) % crossings.length]!;
      const covered = angles.add(
        crossing.angle,
        angleAfter(k) - crossing.angle,
        index.count + crossing.edge,
        index.count + next.edge,
      );
      if (covered) return true;
    }
    return false;
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
