import type { CellShape } from '../../../schemas/zone-method.ts';
import type { AreaBoundary } from '../../geometry/disk-union/area-boundary.ts';
import { createCellFrame, findFrameCell, findLatticeCentre, type CellFrame } from './cell-frame.ts';
import { SizeRefused, findSmallerCellMeters } from './size-refused.ts';
import type { StudyIncidents } from './zone-study.ts';

/** The cells of a frame that count: those whose centres lie inside the boundary. */
export interface ZoneGrid extends CellFrame {
  /** Their numbers in the frame, ascending; "cell i" elsewhere is the i-th of these. */
  readonly cells: Int32Array;
  /** The place in `cells` of each cell of the frame, -1 for those that do not count. */
  readonly numbers: Int32Array;
  /** Centres on the plane, metres. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** The grid of a boundary. Throws SizeRefused if it has too many cells (see createCellFrame), or none whose centre is inside. */
export function createZoneGrid(area: AreaBoundary, shape: CellShape, cellMeters: number): ZoneGrid {
  const frame = createCellFrame(area, shape, cellMeters);
  const numbers = new Int32Array(frame.columns * frame.rows).fill(-1);
  const cells = new Int32Array(numbers.length);
  const xs = new Float64Array(numbers.length);
  const ys = new Float64Array(numbers.length);
  let count = 0;
  for (let cell = 0; cell < numbers.length; cell++) {
    const [latticeX, latticeY] = findLatticeCentre(frame, cell);
    const x = frame.originX + latticeX * frame.unitX;
    const y = frame.originY + latticeY * frame.unitY;
    if (!area.isInside(x, y)) continue;
    xs[count] = x;
    ys[count] = y;
    numbers[cell] = count;
    cells[count++] = cell;
  }
  if (count === 0) {
    const value = findSmallerCellMeters(cellMeters, (each) =>
      hasCentreInside(area, createCellFrame(area, shape, each)),
    );
    throw new SizeRefused(`no cell of ${cellMeters} m has its centre inside the boundary`, {
      parameter: 'cellMeters',
      value,
    });
  }
  return { ...frame, cells: cells.slice(0, count), numbers, xs: xs.slice(0, count), ys: ys.slice(0, count) };
}

function hasCentreInside(area: AreaBoundary, frame: CellFrame): boolean {
  for (let cell = 0; cell < frame.columns * frame.rows; cell++) {
    const [latticeX, latticeY] = findLatticeCentre(frame, cell);
    if (area.isInside(frame.originX + latticeX * frame.unitX, frame.originY + latticeY * frame.unitY)) return true;
  }
  return false;
}

/** The counted cell of each incident, -1 for those in cells along the boundary that do not count. */
export function locateIncidents(grid: ZoneGrid, { xs, ys }: Pick<StudyIncidents, 'xs' | 'ys'>): Int32Array {
  const cellOf = new Int32Array(xs.length);
  for (let i = 0; i < cellOf.length; i++) {
    const cell = findFrameCell(grid, xs[i]!, ys[i]!);
    cellOf[i] = cell < 0 ? -1 : grid.numbers[cell]!;
  }
  return cellOf;
}

/** Incidents of each counted cell. */
export function countIncidents(grid: ZoneGrid, incidents: Pick<StudyIncidents, 'xs' | 'ys'>): Float64Array {
  const counts = new Float64Array(grid.cells.length);
  for (const cell of locateIncidents(grid, incidents)) if (cell >= 0) counts[cell]!++;
  return counts;
}
