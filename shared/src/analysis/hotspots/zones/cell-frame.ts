import type { CellShape } from '../../../schemas/zone-method.ts';
import type { AreaBoundary } from '../../geometry/disk-union/area-boundary.ts';
import { SizeRefused, findCellMeters } from './size-refused.ts';
import { prepareStudy, type ZoneStudy } from './zone-study.ts';

/** More cells than this in the boundary's box are refused: a browser would be busy for too long. */
export const MAX_GRID_CELLS = 1_500_000;

/**
 * How the cells of a shape tile the plane. Corners and centres lie on a lattice of whole numbers, so that neighbours
 * share their corners exactly. The centre of a cell is at [2 column + 1, rowStep × row + firstCentre], in odd rows of
 * hexagons one further east.
 */
interface CellTiling {
  readonly rowStep: number;
  readonly firstCentre: number;
  /** Corners about the centre, counter-clockwise from the south; side s runs from corner s to the next one. */
  readonly corners: readonly (readonly [number, number])[];
  /** Rows and columns to the neighbour across each side; columns for even rows, then for odd ones. */
  readonly rowsAcross: readonly number[];
  readonly columnsAcross: readonly [readonly number[], readonly number[]];
}

const SQUARES: CellTiling = {
  rowStep: 2,
  firstCentre: 1,
  corners: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
  rowsAcross: [-1, 0, 1, 0],
  columnsAcross: [
    [0, 1, 0, -1],
    [0, 1, 0, -1],
  ],
};

/** Hexagons that stand on a corner. */
const HEXAGONS: CellTiling = {
  rowStep: 3,
  firstCentre: 2,
  corners: [
    [0, -2],
    [1, -1],
    [1, 1],
    [0, 2],
    [-1, 1],
    [-1, -1],
  ],
  rowsAcross: [-1, 0, 1, 1, 0, -1],
  columnsAcross: [
    [0, 1, 0, -1, -1, -1],
    [1, 1, 1, 0, -1, 0],
  ],
};

/** Rows and columns of cells over a boundary's box; cell k is column k mod columns, row 0 is the southernmost. */
export interface CellFrame extends CellTiling {
  readonly shape: CellShape;
  /** Side of a square, distance between opposite sides of a hexagon. */
  readonly cellMeters: number;
  readonly cellSquareMeters: number;
  readonly columns: number;
  readonly rows: number;
  /** The lattice's [0, 0] on the plane, and its steps, metres. */
  readonly originX: number;
  readonly originY: number;
  readonly unitX: number;
  readonly unitY: number;
}

/**
 * The frame of a boundary. Cells are counted from the centre of the projection, as in the revisit grid, and never moved
 * to fit the incidents or the box: the same place always has the same cell. Throws SizeRefused if there are more than
 * MAX_GRID_CELLS, RangeError if the cells are not larger than nothing.
 */
export function createCellFrame(area: AreaBoundary, shape: CellShape, cellMeters: number): CellFrame {
  const frame = layCells(area, shape, cellMeters);
  const cells = frame.columns * frame.rows;
  if (cells <= MAX_GRID_CELLS) return frame;
  const value = findCellMeters(cellMeters, (each) => {
    const { columns, rows } = layCells(area, shape, each);
    return columns * rows <= MAX_GRID_CELLS;
  });
  throw new SizeRefused(`${cells} cells of ${cellMeters} m are more than ${MAX_GRID_CELLS}`, {
    parameter: 'cellMeters',
    value,
  });
}

/** How many cells a study's box takes, to warn before createCellFrame refuses; throws RangeError unless cells are larger than nothing. */
export function countCells(study: ZoneStudy, shape: CellShape, cellMeters: number): number {
  const { columns, rows } = layCells(prepareStudy(study).area, shape, cellMeters);
  return columns * rows;
}

function layCells({ minX, minY, maxX, maxY }: AreaBoundary, shape: CellShape, cellMeters: number): CellFrame {
  if (!(cellMeters > 0 && cellMeters < Infinity)) throw new RangeError('cellMeters must be positive and finite');
  const isSquare = shape === 'square';
  const tiling = isSquare ? SQUARES : HEXAGONS;
  const unitX = cellMeters / 2;
  const unitY = isSquare ? unitX : cellMeters / (2 * Math.sqrt(3));
  const rowMeters = tiling.rowStep * unitY;
  // Centres of hexagons may lie a row or half a column further; the first row is even, so that odd ones are those shifted.
  const firstColumn = Math.floor(minX / cellMeters) - (isSquare ? 0 : 1);
  const firstRow = isSquare ? Math.floor(minY / rowMeters) : 2 * Math.floor((minY / rowMeters - 1) / 2);
  return {
    ...tiling,
    shape,
    cellMeters,
    cellSquareMeters: isSquare ? cellMeters ** 2 : cellMeters ** 2 * (Math.sqrt(3) / 2),
    columns: Math.max(1, Math.ceil(maxX / cellMeters) - firstColumn),
    rows: Math.max(1, Math.ceil(maxY / rowMeters) - firstRow),
    originX: firstColumn * cellMeters,
    originY: firstRow * rowMeters,
    unitX,
    unitY,
  };
}

/** The lattice's place of a cell's centre. */
export function findLatticeCentre(frame: CellFrame, cell: number): [number, number] {
  const row = Math.floor(cell / frame.columns);
  return [2 * (cell % frame.columns) + 1 + (isShifted(frame, row) ? 1 : 0), frame.rowStep * row + frame.firstCentre];
}

/**
 * The cell of the frame that holds a place of the plane, -1 elsewhere. Squares hold their southern and western sides; a
 * hexagon holds the places that have no nearer centre, and shares none with another.
 */
export function findFrameCell(frame: CellFrame, x: number, y: number): number {
  const u = (x - frame.originX) / frame.unitX;
  const v = (y - frame.originY) / frame.unitY;
  if (frame.shape === 'square') return numberCell(frame, Math.floor(u / 2), Math.floor(v / 2));
  // The nearest centre is in the row below or the one above: a hexagon is less than two rows high.
  const below = Math.floor((v - frame.firstCentre) / frame.rowStep);
  let nearestSquared = Infinity;
  let cell = -1;
  for (let row = below; row <= below + 1; row++) {
    const first = 1 + (isShifted(frame, row) ? 1 : 0);
    const column = Math.round((u - first) / 2);
    const dx = (u - first - 2 * column) * frame.unitX;
    const dy = (v - frame.firstCentre - frame.rowStep * row) * frame.unitY;
    const squared = dx * dx + dy * dy;
    if (squared >= nearestSquared) continue;
    nearestSquared = squared;
    cell = numberCell(frame, column, row);
  }
  return cell;
}

/** The neighbour across a side of a cell, -1 beyond the frame. */
export function findCellAcross(frame: CellFrame, cell: number, side: number): number {
  const row = Math.floor(cell / frame.columns);
  const columnsAcross = frame.columnsAcross[isShifted(frame, row) ? 1 : 0];
  return numberCell(frame, (cell % frame.columns) + columnsAcross[side]!, row + frame.rowsAcross[side]!);
}

function isShifted({ shape }: CellFrame, row: number): boolean {
  return shape === 'hexagon' && (row & 1) === 1;
}

function numberCell({ columns, rows }: CellFrame, column: number, row: number): number {
  // Written so that NaN fails.
  return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : -1;
}
