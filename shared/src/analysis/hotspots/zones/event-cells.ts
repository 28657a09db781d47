import type { GridSpec, PlanarEvents } from './density.ts';

/**
 * The number of the grid cell that each event lies in, or its place in `cells` if only those count; -1 for events
 * elsewhere. A cell holds its southern and western edge, not the other two.
 */
export function locateEvents(
  { xs, ys }: Pick<PlanarEvents, 'xs' | 'ys'>,
  grid: GridSpec,
  cells?: ArrayLike<number>,
): Int32Array {
  const numbers = cells === undefined ? undefined : numberCells(grid, cells);
  return Int32Array.from({ length: xs.length }, (_, i) => {
    const column = Math.floor((xs[i]! - grid.originX) / grid.cellMeters);
    const row = Math.floor((ys[i]! - grid.originY) / grid.cellMeters);
    // Written so that NaN fails.
    if (!(column >= 0 && column < grid.columns && row >= 0 && row < grid.rows)) return -1;
    const cell = row * grid.columns + column;
    return numbers === undefined ? cell : numbers[cell]!;
  });
}

/** The place of each cell of a grid in a list of cells; -1 for those that are not in it. */
export function numberCells({ columns, rows }: GridSpec, cells: ArrayLike<number>): Int32Array {
  const numbers = new Int32Array(columns * rows).fill(-1);
  for (let i = 0; i < cells.length; i++) numbers[cells[i]!] = i;
  return numbers;
}
