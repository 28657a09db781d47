import type { AreaGeometry, LngLat } from '../../schemas/geometry.ts';
import { createLocalProjection, type LocalProjection } from '../geometry/local-projection.ts';

/**
 * Square cells over a city, for what was seen and when: those whose centre lies inside it, numbered row by row from the
 * south-west. Rows and columns count the whole frame; `runs` are the stretches of inside cells of a row.
 */
export interface RevisitGrid {
  /** Changes with everything that makes a cell another place. */
  key: string;
  center: LngLat;
  cellMeters: number;
  columns: number;
  rows: number;
  /** South-west corner of the frame on the plane of {@link createLocalProjection} at `center`, metres. */
  originX: number;
  originY: number;
  cellCount: number;
  /** The runs of row r are `runOfRow[r]` to `runOfRow[r + 1]`, exclusive; their columns are half-open. */
  runOfRow: Int32Array;
  runStarts: Int32Array;
  runEnds: Int32Array;
  /** The first cell of each run. */
  runCells: Int32Array;
}

export const REVISIT_GRID_DEFAULTS = {
  /** Half the range of a bus: 629,000 cells in a city of 1,572 km². */
  cellMeters: 50,
} as const;

/** Told `[first, end)` of consecutive cells. */
type CellRunVisitor = (firstCell: number, endCell: number) => void;

/** The grid of a city's boundary. Throws RangeError for a boundary that holds no cell's centre. */
export function createRevisitGrid({
  center,
  boundary,
  cellMeters = REVISIT_GRID_DEFAULTS.cellMeters,
}: {
  center: LngLat;
  boundary: AreaGeometry;
  cellMeters?: number;
}): RevisitGrid {
  const rings = projectRings(boundary, createLocalProjection(...center));
  const bounds = findBounds(rings);
  // Whole cells from the plane's origin: a boundary that is drawn a little better moves no cell.
  const firstColumn = Math.floor(bounds.minX / cellMeters);
  const firstRow = Math.floor(bounds.minY / cellMeters);
  const columns = Math.ceil(bounds.maxX / cellMeters) - firstColumn;
  const rows = Math.ceil(bounds.maxY / cellMeters) - firstRow;
  const frame = { originX: firstColumn * cellMeters, originY: firstRow * cellMeters, cellMeters, columns, rows };
  const runOfRow = new Int32Array(rows + 1);
  const starts: number[] = [];
  const ends: number[] = [];
  const cells: number[] = [];
  let cellCount = 0;
  forEachInsideRun(rings, frame, (row, start, end) => {
    runOfRow[row + 1]!++;
    starts.push(start);
    ends.push(end);
    cells.push(cellCount);
    cellCount += end - start;
  });
  if (cellCount === 0) throw new RangeError('The boundary is smaller than a cell');
  for (let row = 0; row < rows; row++) runOfRow[row + 1]! += runOfRow[row]!;
  const grid = {
    center,
    ...frame,
    cellCount,
    runOfRow,
    runStarts: Int32Array.from(starts),
    runEnds: Int32Array.from(ends),
    runCells: Int32Array.from(cells),
  };
  return {
    ...grid,
    key: `${cellMeters}/${center.join(',')}/${firstColumn},${firstRow}/${columns}x${rows}/${cellCount}/${hashOf(grid.runStarts, grid.runEnds)}`,
  };
}

/** The cell that holds a place of the plane, or -1 outside the city. */
export function findCell(
  { originX, originY, cellMeters, rows, runOfRow, runStarts, runEnds, runCells }: RevisitGrid,
  x: number,
  y: number,
): number {
  const row = Math.floor((y - originY) / cellMeters);
  const column = Math.floor((x - originX) / cellMeters);
  if (!(row >= 0 && row < rows)) return -1;
  for (let run = runOfRow[row]!; run < runOfRow[row + 1]!; run++) {
    if (column >= runStarts[run]! && column < runEnds[run]!) return runCells[run]! + column - runStarts[run]!;
  }
  return -1;
}

/** The inside cells of columns `[start, end)` of a row. */
export function forEachCellRun(
  { runOfRow, runStarts, runEnds, runCells }: RevisitGrid,
  row: number,
  start: number,
  end: number,
  visit: CellRunVisitor,
): void {
  for (let run = runOfRow[row]!; run < runOfRow[row + 1]!; run++) {
    const from = Math.max(start, runStarts[run]!);
    const to = Math.min(end, runEnds[run]!);
    if (from >= to) continue;
    const first = runCells[run]! + from - runStarts[run]!;
    visit(first, first + to - from);
  }
}

/** The cells whose centres lie in an area as runs: first cell and end (exclusive) in turn, ascending. */
export function findRunsOf(grid: RevisitGrid, area: AreaGeometry): Int32Array {
  const rings = projectRings(area, createLocalProjection(...grid.center));
  const runs: number[] = [];
  forEachInsideRun(rings, grid, (row, start, end) => {
    forEachCellRun(grid, row, start, end, (first, endCell) => runs.push(first, endCell));
  });
  return Int32Array.from(runs);
}

/** The cells whose centres lie in an area, ascending; the cell of its first corner for an area too small for any. */
export function findCellsOf(grid: RevisitGrid, area: AreaGeometry): Int32Array {
  const rings = projectRings(area, createLocalProjection(...grid.center));
  const cells: number[] = [];
  forEachInsideRun(rings, grid, (row, start, end) => {
    forEachCellRun(grid, row, start, end, (first, endCell) => {
      for (let cell = first; cell < endCell; cell++) cells.push(cell);
    });
  });
  const corner = rings[0] ? findCell(grid, rings[0][0]!, rings[0][1]!) : -1;
  return Int32Array.from(cells.length === 0 && corner >= 0 ? [corner] : cells);
}

/** Centres of cells on the plane, metres; ascending `cells` or all. */
export function findCentres(grid: RevisitGrid): { xs: Float64Array; ys: Float64Array } {
  const xs = new Float64Array(grid.cellCount);
  const ys = new Float64Array(grid.cellCount);
  for (let row = 0; row < grid.rows; row++) {
    for (let run = grid.runOfRow[row]!; run < grid.runOfRow[row + 1]!; run++) {
      const offset = grid.runCells[run]! - grid.runStarts[run]!;
      for (let column = grid.runStarts[run]!; column < grid.runEnds[run]!; column++) {
        xs[offset + column] = grid.originX + (column + 0.5) * grid.cellMeters;
        ys[offset + column] = grid.originY + (row + 0.5) * grid.cellMeters;
      }
    }
  }
  return { xs, ys };
}

type Frame = Pick<RevisitGrid, 'originX' | 'originY' | 'cellMeters' | 'columns' | 'rows'>;

/** Runs of cells whose centres lie inside rings (even-odd), row by row from the south, each row from the west. */
function forEachInsideRun(
  rings: readonly Float64Array[],
  { originX, originY, cellMeters, columns, rows }: Frame,
  visit: (row: number, start: number, end: number) => void,
): void {
  const { minY, maxY } = findBounds(rings);
  const firstRow = Math.max(0, Math.floor((minY - originY) / cellMeters));
  const endRow = Math.min(rows, Math.ceil((maxY - originY) / cellMeters) + 1);
  for (let row = firstRow; row < endRow; row++) {
    const crossings = findCrossings(rings, originY + (row + 0.5) * cellMeters);
    let runStart = 0;
    let runEnd = 0;
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const start = Math.max(0, Math.ceil((crossings[k]! - originX) / cellMeters - 0.5));
      const end = Math.min(columns, Math.ceil((crossings[k + 1]! - originX) / cellMeters - 0.5));
      if (start >= end) continue;
      if (start > runEnd && runEnd > runStart) {
        visit(row, runStart, runEnd);
        runStart = start;
      } else if (runEnd === runStart) runStart = start;
      runEnd = end;
    }
    if (runEnd > runStart) visit(row, runStart, runEnd);
  }
}

/** Where rings cross a horizontal line, ascending. */
function findCrossings(rings: readonly Float64Array[], y: number): number[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    let previousX = ring.at(-2)!;
    let previousY = ring.at(-1)!;
    for (let v = 0; v < ring.length; v += 2) {
      const x = ring[v]!;
      const vertexY = ring[v + 1]!;
      if (previousY > y !== vertexY > y)
        crossings.push(previousX + ((x - previousX) * (y - previousY)) / (vertexY - previousY));
      previousX = x;
      previousY = vertexY;
    }
  }
  return crossings.sort((a, b) => a - b);
}

/** All rings of an area on the plane, x and y of each vertex in turn. */
function projectRings(geometry: AreaGeometry, projection: LocalProjection): Float64Array[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().map((ring) => Float64Array.from(ring.flatMap(([lng, lat]) => projection.forward(lng, lat))));
}

function findBounds(rings: readonly Float64Array[]): { minX: number; minY: number; maxX: number; maxY: number } {
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const ring of rings) {
    for (let v = 0; v < ring.length; v += 2) {
      bounds.minX = Math.min(bounds.minX, ring[v]!);
      bounds.maxX = Math.max(bounds.maxX, ring[v]!);
      bounds.minY = Math.min(bounds.minY, ring[v + 1]!);
      bounds.maxY = Math.max(bounds.maxY, ring[v + 1]!);
    }
  }
  return bounds;
}

/** FNV-1a over integers, as text. */
function hashOf(...columns: readonly Int32Array[]): string {
  let hash = 0x811c9dc5;
  for (const column of columns) for (const value of column) hash = Math.imul(hash ^ value, 0x01000193);
  return (hash >>> 0).toString(36);
}
