/** Points on a plane, metres; the arrays are equally long. */
export interface PlanarPoints {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
}

/** Points sorted into the square cells of a grid, of which only those with points are kept, row by row. */
export interface OccupiedCells {
  readonly cellCount: number;
  /** Numbers of the points, cell by cell: cell c holds those from starts[c] up to starts[c + 1] − 1. */
  readonly order: Int32Array;
  readonly starts: Int32Array;
  /** Coordinates in that order: the points of a cell are neighbours in memory. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** Other cells in reach of cell c, ascending: from neighborStarts[c] up to neighborStarts[c + 1] − 1. */
  readonly neighborStarts: Int32Array;
  readonly neighbors: Int32Array;
}

/** Below it, rounding moves a point by less than 1e-7 of a cell and the number of a cell is exact. */
const MAX_CELLS_A_SIDE = 2 ** 26;

/**
 * Sorts points into cells and finds, for each cell, the other cells at most `reachCells` rows and columns away. Points
 * that are not finite are left out. Throws RangeError unless the cells are positive, finite and fewer than 2^26 a side.
 */
export function createOccupiedCells(points: PlanarPoints, cellMeters: number, reachCells: number): OccupiedCells {
  if (!(cellMeters > 0 && cellMeters < Infinity)) throw new RangeError('cellMeters must be positive and finite');
  const finite: number[] = [];
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.xs.length; i++) {
    const x = points.xs[i]!;
    const y = points.ys[i]!;
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    finite.push(i);
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  if (Math.max(maxX - minX, maxY - minY) / cellMeters >= MAX_CELLS_A_SIDE)
    throw new RangeError('cellMeters is too small for the extent of the points');
  const columns = Math.floor((maxX - minX) / cellMeters) + 1;
  const cellNumbers = new Float64Array(points.xs.length);
  for (const i of finite) {
    cellNumbers[i] =
      Math.floor((points.ys[i]! - minY) / cellMeters) * columns + Math.floor((points.xs[i]! - minX) / cellMeters);
  }
  const order = Int32Array.from(finite).sort((a, b) => cellNumbers[a]! - cellNumbers[b]!);
  const occupied: number[] = [];
  const starts: number[] = [];
  for (let slot = 0; slot < order.length; slot++) {
    const cell = cellNumbers[order[slot]!]!;
    if (cell === occupied.at(-1)) continue;
    occupied.push(cell);
    starts.push(slot);
  }
  starts.push(order.length);
  return {
    cellCount: occupied.length,
    order,
    starts: Int32Array.from(starts),
    xs: Float64Array.from(order, (i) => points.xs[i]!),
    ys: Float64Array.from(order, (i) => points.ys[i]!),
    ...findNeighbors(occupied, columns, reachCells),
  };
}

function findNeighbors(
  occupied: readonly number[],
  columns: number,
  reachCells: number,
): Pick<OccupiedCells, 'neighborStarts' | 'neighbors'> {
  const neighborStarts = new Int32Array(occupied.length + 1);
  const neighbors: number[] = [];
  // Cells ascend, and with them the first cell in reach in each of the rows around: each row's search only moves on.
  const firsts = new Int32Array(2 * reachCells + 1);
  for (let c = 0; c < occupied.length; c++) {
    const column = occupied[c]! % columns;
    const left = Math.max(0, column - reachCells) - column;
    const right = Math.min(columns - 1, column + reachCells) - column;
    for (let row = 0; row < firsts.length; row++) {
      const below = occupied[c]! + (row - reachCells) * columns;
      let d = firsts[row]!;
      while (d < occupied.length && occupied[d]! < below + left) d++;
      firsts[row] = d;
      for (; d < occupied.length && occupied[d]! <= below + right; d++) if (d !== c) neighbors.push(d);
    }
    neighborStarts[c + 1] = neighbors.length;
  }
  return { neighborStarts, neighbors: Int32Array.from(neighbors) };
}
