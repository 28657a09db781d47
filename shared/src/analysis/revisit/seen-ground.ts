import { forEachCellRun, type RevisitGrid } from './revisit-grid.ts';

/**
 * The cells whose centres lie within `radiusMeters` of the straight path from one place of the plane to another (the
 * same place twice: of that place), as runs of consecutive cells. Exact, one pair of square roots a row: the ground
 * within a radius of a segment is convex, so each row of centres meets it in one stretch.
 */
export function forEachSeenRun(
  grid: RevisitGrid,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  radiusMeters: number,
  visit: (firstCell: number, endCell: number) => void,
): void {
  const { originX, originY, cellMeters, columns, rows } = grid;
  const radiusSquared = radiusMeters * radiusMeters;
  const length = Math.hypot(toX - fromX, toY - fromY);
  // Half of the band across the path, and the corners of the rectangle between the two disks.
  const acrossX = length > 0 ? (-(toY - fromY) / length) * radiusMeters : 0;
  const acrossY = length > 0 ? ((toX - fromX) / length) * radiusMeters : 0;
  const firstRow = Math.max(0, Math.ceil((Math.min(fromY, toY) - radiusMeters - originY) / cellMeters - 0.5));
  const lastRow = Math.min(rows - 1, Math.floor((Math.max(fromY, toY) + radiusMeters - originY) / cellMeters - 0.5));
  for (let row = firstRow; row <= lastRow; row++) {
    const y = originY + (row + 0.5) * cellMeters;
    let west = Infinity;
    let east = -Infinity;
    const fromHalf = radiusSquared - (y - fromY) * (y - fromY);
    if (fromHalf >= 0) {
      const half = Math.sqrt(fromHalf);
      west = fromX - half;
      east = fromX + half;
    }
    if (length > 0) {
      const toHalf = radiusSquared - (y - toY) * (y - toY);
      if (toHalf >= 0) {
        const half = Math.sqrt(toHalf);
        west = Math.min(west, toX - half);
        east = Math.max(east, toX + half);
      }
      // The two long sides of the rectangle, where they reach this row.
      if (toY !== fromY) {
        const leftShare = (y - fromY - acrossY) / (toY - fromY);
        const rightShare = (y - fromY + acrossY) / (toY - fromY);
        if (leftShare >= 0 && leftShare <= 1) {
          const x = fromX + acrossX + leftShare * (toX - fromX);
          west = Math.min(west, x);
          east = Math.max(east, x);
        }
        if (rightShare >= 0 && rightShare <= 1) {
          const x = fromX - acrossX + rightShare * (toX - fromX);
          west = Math.min(west, x);
          east = Math.max(east, x);
        }
      }
    }
    if (east < west) continue;
    const start = Math.max(0, Math.ceil((west - originX) / cellMeters - 0.5));
    const end = Math.min(columns, Math.floor((east - originX) / cellMeters - 0.5) + 1);
    if (start < end) forEachCellRun(grid, row, start, end, visit);
  }
}
