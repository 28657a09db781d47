import { findCellAcross } from './cell-frame.ts';
import { labelConnectedCells } from './connected-cells.ts';
import type { ZoneGrid } from './zone-grid.ts';

/**
 * The marked cells (1) and those that they enclose: unmarked cells that share sides, are at most `mostCells`, and from which
 * no way leads out of the counted ground. One entry a counted cell; the marks given are left alone.
 */
export function fillEnclosedCells(grid: ZoneGrid, marks: Uint8Array, mostCells: number): Uint8Array {
  const { labels, count } = labelConnectedCells(
    grid,
    marks.map((mark) => 1 - mark),
  );
  const sizes = new Int32Array(count + 1);
  const isOpen = new Uint8Array(count + 1);
  labels.forEach((label, cell) => {
    if (label === 0) return;
    sizes[label]!++;
    for (let side = 0; side < grid.corners.length; side++) {
      const across = findCellAcross(grid, grid.cells[cell]!, side);
      if (across < 0 || grid.numbers[across]! < 0) isOpen[label] = 1;
    }
  });
  return marks.map((_, cell) =>
    labels[cell] === 0 || (isOpen[labels[cell]!] === 0 && sizes[labels[cell]!]! <= mostCells) ? 1 : 0,
  );
}
