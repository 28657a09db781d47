import { findCellAcross } from './cell-frame.ts';
import type { ZoneGrid } from './zone-grid.ts';

export interface ConnectedCells {
  /** One a counted cell: 0 is in none, 1, 2, … in the order of their first cells. */
  readonly labels: Int32Array;
  readonly count: number;
}

/** Cells of the same class that share sides, class 0 left out; `classes` has one entry a counted cell. Corners do not connect. */
export function labelConnectedCells(grid: ZoneGrid, classes: Uint8Array): ConnectedCells {
  const labels = new Int32Array(classes.length);
  const waiting: number[] = [];
  let count = 0;
  for (let first = 0; first < classes.length; first++) {
    if (classes[first] === 0 || labels[first] !== 0) continue;
    labels[first] = ++count;
    waiting.push(first);
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      for (let side = 0; side < grid.corners.length; side++) {
        const across = findCellAcross(grid, grid.cells[cell]!, side);
        const other = across < 0 ? -1 : grid.numbers[across]!;
        if (other < 0 || labels[other] !== 0 || classes[other] !== classes[first]) continue;
        labels[other] = count;
        waiting.push(other);
      }
    }
  }
  return { labels, count };
}
