import type { CellShape } from '../../../schemas/zone-method.ts';
import type { GridSpec } from '../zones/density.ts';
import { squareClosedBand } from './distance-band.ts';
import type { NeighbourSums } from './gi-star.ts';

/** The cells of a grid that belong to the study area, in the order of the grid, with their neighbourhoods. */
export interface GridNeighbourhoods extends NeighbourSums {
  /** Number of each cell in the grid: row × columns + column. */
  readonly cells: Int32Array;
  readonly values: Float64Array;
}

/** A grid of squares, or of hexagons that stand on a corner, their odd rows half a cell further east. */
export interface NeighbourhoodGrid extends Pick<GridSpec, 'columns' | 'rows' | 'cellMeters'> {
  /** Squares if left out. */
  readonly shape?: CellShape;
}

/**
 * Sums the values of the cells whose centres are at most bandMeters away (closed), each cell's own included, over the
 * cells that the mask marks with 1; values of the others are left out. By differences of running sums along the rows,
 * so a cell costs the rows of its neighbourhood, not the cells. Sums of whole numbers are exact; others are rounded
 * like a sum of a row. Throws RangeError if lengths do not fit the grid or the band is not finite or negative.
 */
export function sumGridNeighbours(
  grid: NeighbourhoodGrid,
  valuesOfGrid: Float64Array,
  mask: Uint8Array,
  bandMeters: number,
): GridNeighbourhoods {
  const { columns, rows } = grid;
  if (valuesOfGrid.length !== columns * rows || mask.length !== columns * rows)
    throw new RangeError('values and mask must fit the grid');
  const runs = findRuns(grid, bandMeters);
  const reach = runs.length - 1;
  const pad = columns - 1 > 0 ? Math.min(columns - 1, runs[0]![0]!.last + 1) : 0;
  // Rows padded by the reach on both sides, so that no neighbourhood has to be cut at the grid's edge.
  const width = columns + 2 * pad + 1;
  const running = accumulateRows(columns, rows, pad, valuesOfGrid, mask);

  const cells = findMarkedCells(mask);
  const values = new Float64Array(cells.length);
  const counts = new Int32Array(cells.length);
  const sums = new Float64Array(cells.length);
  const rowCounts = new Int32Array(columns);
  const rowSums = new Float64Array(columns);
  let place = 0;
  for (let row = 0; row < rows; row++) {
    const rowEnd = (row + 1) * columns;
    if (!(cells[place]! < rowEnd)) continue;
    rowCounts.fill(0);
    rowSums.fill(0);
    const lastRow = Math.min(rows - 1, row + reach);
    for (let other = Math.max(0, row - reach); other <= lastRow; other++) {
      const { first, last } = runs[Math.abs(other - row)]![row & 1]!;
      let from = other * width + pad + Math.max(first, -pad);
      let to = other * width + pad + Math.min(last, pad) + 1;
      for (let column = 0; column < columns; column++, from++, to++) {
        rowCounts[column]! += running.counts[to]! - running.counts[from]!;
        rowSums[column]! += running.sums[to]! - running.sums[from]!;
      }
    }
    for (; cells[place]! < rowEnd; place++) {
      const column = cells[place]! - row * columns;
      values[place] = valuesOfGrid[cells[place]!]!;
      counts[place] = rowCounts[column]!;
      sums[place] = rowSums[column]!;
    }
  }
  return { cells, values, counts, sums };
}

/** Cells of a row from the cell itself, both included; none where the last comes before the first. */
interface Run {
  readonly first: number;
  readonly last: number;
}

/** Square of the distance between rows of hexagons, in cells. */
const HEXAGON_ROW_SQUARED = 0.75;

/** Entry k: the run of neighbours in a row k rows away, of a cell in an even row and of one in an odd row. */
function findRuns(
  { rows, cellMeters, shape = 'square' }: NeighbourhoodGrid,
  bandMeters: number,
): [even: Run, odd: Run][] {
  const limit = squareClosedBand(bandMeters / cellMeters);
  const isHexagon = shape === 'hexagon';
  const rowSquared = isHexagon ? HEXAGON_ROW_SQUARED : 1;
  const reach = Math.floor(Math.sqrt(limit / rowSquared));
  return Array.from({ length: Math.min(reach + 1, rows) }, (_, rowsAway) => {
    const halfWidth = Math.sqrt(limit - rowSquared * rowsAway * rowsAway);
    const findRun = (shift: number): Run => ({
      first: Math.ceil(-halfWidth - shift),
      last: Math.floor(halfWidth - shift),
    });
    // From an even row, the centres of an odd one are half a cell further east.
    return isHexagon && rowsAway % 2 === 1 ? [findRun(0.5), findRun(-0.5)] : [findRun(0), findRun(0)];
  });
}

function findMarkedCells(mask: Uint8Array): Int32Array {
  const cells = new Int32Array(mask.length);
  let found = 0;
  for (let cell = 0; cell < mask.length; cell++) if (mask[cell] === 1) cells[found++] = cell;
  return cells.slice(0, found);
}

/** Entry c of a padded row counts and sums the marked cells of the columns before c. */
function accumulateRows(
  columns: number,
  rows: number,
  pad: number,
  values: Float64Array,
  mask: Uint8Array,
): { counts: Int32Array; sums: Float64Array } {
  const width = columns + 2 * pad + 1;
  const counts = new Int32Array(width * rows);
  const sums = new Float64Array(width * rows);
  for (let row = 0; row < rows; row++) {
    let count = 0;
    let sum = 0;
    const start = row * width + pad + 1;
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      if (mask[cell] === 1) {
        count++;
        sum += values[cell]!;
      }
      counts[start + column] = count;
      sums[start + column] = sum;
    }
    counts.fill(count, start + columns, start + columns + pad);
    sums.fill(sum, start + columns, start + columns + pad);
  }
  return { counts, sums };
}
