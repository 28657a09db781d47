import type { PolygonGeometry } from '../../../schemas/geometry.ts';
import type { LocalProjection } from '../../geometry/local-projection.ts';

/** Grounds as sets of square cells of one endless grid, so that they can be compared. */
export interface ZoneRaster {
  readonly cellMeters: number;
  /** Keys of the cells whose centre lies in each zone. */
  readonly zones: ReadonlyArray<ReadonlySet<number>>;
  /** Key of the cell that a place lies in. */
  keyOf(x: number, y: number): number;
}

/** Columns and rows are counted from this far west and south of the projection's centre. */
const HALF_SPAN_CELLS = 1 << 24;
/** Keys count up by one a column and by this a row. */
export const RASTER_COLUMNS = 2 * HALF_SPAN_CELLS;
const FINEST_CELL_METERS = 2;
const COARSEST_CELL_METERS = 50;
/** Cells along the side of the smallest zone, were it a square… */
const CELLS_A_SIDE = 8;
/** …unless all zones together would take more cells than this. */
const MAX_CELLS = 400_000;

/** Rasters polygons (WGS-84) on the plane of a projection; cells are as small as the smallest zone asks for, 2 to 50 m, coarser only for very large grounds. */
export function rasterZones(
  polygons: readonly PolygonGeometry[],
  areasSquareMeters: readonly number[],
  projection: LocalProjection,
): ZoneRaster {
  const smallest = areasSquareMeters.reduce((least, area) => Math.min(least, area), Infinity);
  const total = areasSquareMeters.reduce((sum, area) => sum + area, 0);
  const wanted = Math.min(COARSEST_CELL_METERS, Math.max(FINEST_CELL_METERS, Math.sqrt(smallest) / CELLS_A_SIDE));
  const cellMeters = Math.max(wanted, Math.sqrt(total / MAX_CELLS));
  const keyOfCell = (column: number, row: number): number =>
    (row + HALF_SPAN_CELLS) * RASTER_COLUMNS + column + HALF_SPAN_CELLS;
  return {
    cellMeters,
    zones: polygons.map(({ coordinates }) =>
      fillRings(
        coordinates.map((ring) => ring.map(([lng, lat]) => projection.forward(lng, lat))),
        cellMeters,
        keyOfCell,
      ),
    ),
    keyOf: (x, y) => keyOfCell(Math.floor(x / cellMeters), Math.floor(y / cellMeters)),
  };
}

/** Even–odd filling row by row: a cell belongs to the polygon if its centre does. */
function fillRings(
  rings: ReadonlyArray<ReadonlyArray<readonly [number, number]>>,
  cellMeters: number,
  keyOfCell: (column: number, row: number) => number,
): Set<number> {
  const cells = new Set<number>();
  const crossings = new Map<number, number[]>();
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1]!;
      const [x2, y2] = ring[i]!;
      const [low, high] = y1 < y2 ? [y1, y2] : [y2, y1];
      // Rows whose centre line lies in [low, high): a vertex counts for one of its two edges only.
      for (let row = Math.ceil(low / cellMeters - 0.5); (row + 0.5) * cellMeters < high; row++) {
        const x = x1 + ((x2 - x1) * ((row + 0.5) * cellMeters - y1)) / (y2 - y1);
        const inRow = crossings.get(row);
        if (inRow) inRow.push(x);
        else crossings.set(row, [x]);
      }
    }
  }
  for (const [row, xs] of crossings) {
    xs.sort((a, b) => a - b);
    for (let i = 1; i < xs.length; i += 2) {
      for (let column = Math.ceil(xs[i - 1]! / cellMeters - 0.5); (column + 0.5) * cellMeters < xs[i]!; column++)
        cells.add(keyOfCell(column, row));
    }
  }
  return cells;
}
