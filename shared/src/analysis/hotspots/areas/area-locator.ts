import type { AreaGeometry } from '../../../schemas/geometry.ts';
import { indexEdges, type EdgeRows } from './edge-rows.ts';

/** Which areas places lie in: those of place `i` are `areas[starts[i]]` … `areas[starts[i + 1] - 1]`, in order of the areas. */
export interface LocatedPlaces {
  readonly starts: Uint32Array;
  readonly areas: Uint32Array;
}

/** Cells of the grid a side: enough that most of 300 areas of a city own cells of their own, few enough to be laid out in some milliseconds. */
const GRID_SIDE = 320;
/** Far more than what computing where an edge crosses a row can miss, far less than a cell. */
const ROUNDING_DEGREES = 1e-9;

/**
 * Finds the areas that hold a place, by even-odd over the straight edges of an area's rings in degrees (as GeoJSON means
 * them). Half-open: of a border that two areas share edge by edge, one has it and the other has not, whichever way each
 * was drawn, so that a place on it lies in exactly one. Areas that overlap each hold a place.
 *
 * A grid says at once where cells lie wholly inside areas; edges are looked at only in cells that a border crosses, and
 * of those only the ones in the row of the cell.
 */
export function createAreaLocator(areas: readonly AreaGeometry[]): {
  locate(lngs: ArrayLike<number>, lats: ArrayLike<number>): LocatedPlaces;
} {
  const frame = frameOf(areas);
  const marks = createCellMarks();
  const rowsOf = areas.map((area, index) => layOut(area, index, frame, marks));
  const { starts: cellStarts, codes } = marks.pack();

  function locate(lngs: ArrayLike<number>, lats: ArrayLike<number>): LocatedPlaces {
    const count = lngs.length;
    const starts = new Uint32Array(count + 1);
    let found = new Uint32Array(count + 16);
    let total = 0;
    for (let i = 0; i < count; i++) {
      const lng = lngs[i]!;
      const lat = lats[i]!;
      const column = Math.floor((lng - frame.west) * frame.columnsPerDegree);
      const row = Math.floor((lat - frame.south) * frame.rowsPerDegree);
      if (column >= 0 && column < GRID_SIDE && row >= 0 && row < GRID_SIDE) {
        const cell = row * GRID_SIDE + column;
        for (let at = cellStarts[cell]!; at < cellStarts[cell + 1]!; at++) {
          const code = codes[at]!;
          if ((code & 1) === 0 && !rowsOf[code >>> 1]!.isInside(row, lng, lat)) continue;
          if (total === found.length) found = enlarge(found);
          found[total++] = code >>> 1;
        }
      }
      starts[i + 1] = total;
    }
    return { starts, areas: found.slice(0, total) };
  }
  return { locate };
}

function enlarge(held: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(held.length * 2);
  larger.set(held);
  return larger;
}

/** The grid over all areas, in degrees. */
interface GridFrame {
  west: number;
  south: number;
  columnsPerDegree: number;
  rowsPerDegree: number;
}

function frameOf(areas: readonly AreaGeometry[]): GridFrame {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const area of areas) {
    for (const ring of ringsOf(area)) {
      for (const [lng, lat] of ring) {
        west = Math.min(west, lng);
        east = Math.max(east, lng);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
    }
  }
  if (west > east) return { west: 0, south: 0, columnsPerDegree: 0, rowsPerDegree: 0 };
  // A little wider, so that what lies on the eastern and northern edge has a cell.
  const perDegree = (low: number, high: number): number => GRID_SIDE / ((high - low) * (1 + 1e-9) + 1e-9);
  return { west, south, columnsPerDegree: perDegree(west, east), rowsPerDegree: perDegree(south, north) };
}

function ringsOf({ type, coordinates }: AreaGeometry): Array<Array<[number, number]>> {
  return type === 'Polygon' ? coordinates : coordinates.flat();
}

/** Which areas touch which cells. A code is the area's number doubled, and one more where the cell lies wholly inside it. */
function createCellMarks() {
  const cells: number[] = [];
  const codes: number[] = [];
  return {
    add(cell: number, area: number, isInside: boolean): void {
      cells.push(cell);
      codes.push(area * 2 + (isInside ? 1 : 0));
    },
    /** The codes of each cell, in order of the areas; those of cell `n` are `codes[starts[n]]` … `codes[starts[n + 1] - 1]`. */
    pack(): { starts: Uint32Array; codes: Uint32Array } {
      const starts = new Uint32Array(GRID_SIDE * GRID_SIDE + 1);
      for (const cell of cells) starts[cell + 1]!++;
      for (let cell = 0; cell < GRID_SIDE * GRID_SIDE; cell++) starts[cell + 1]! += starts[cell]!;
      const next = starts.slice();
      const packed = new Uint32Array(codes.length);
      cells.forEach((cell, at) => (packed[next[cell]!++] = codes[at]!));
      return { starts, codes: packed };
    },
  };
}

/** Marks the cells of one area, and keeps its edges by rows of the grid. */
function layOut(
  area: AreaGeometry,
  index: number,
  frame: GridFrame,
  marks: ReturnType<typeof createCellMarks>,
): EdgeRows {
  const rows = indexEdges(ringsOf(area), (lat) => Math.floor((lat - frame.south) * frame.rowsPerDegree));
  const columnOf = (lng: number): number => Math.floor((lng - frame.west) * frame.columnsPerDegree);
  const isCrossed = new Uint8Array(GRID_SIDE);
  for (let row = rows.firstRow; row <= rows.lastRow; row++) {
    let [west, east] = [GRID_SIDE, -1];
    isCrossed.fill(0);
    const [south, north] = [frame.south + row / frame.rowsPerDegree, frame.south + (row + 1) / frame.rowsPerDegree];
    rows.visit(row, south, north, (low, high) => {
      // A little wider: a rounding error must not hide an edge.
      const first = Math.max(0, columnOf(low - ROUNDING_DEGREES));
      const last = Math.min(GRID_SIDE - 1, columnOf(high + ROUNDING_DEGREES));
      for (let column = first; column <= last; column++) isCrossed[column] = 1;
      west = Math.min(west, first);
      east = Math.max(east, last);
    });
    let isInside: boolean | null = null;
    for (let column = west; column <= east; column++) {
      const cell = row * GRID_SIDE + column;
      if (isCrossed[column]) {
        marks.add(cell, index, false);
        isInside = null;
        continue;
      }
      // Without an edge in it a cell is all inside or all outside, and so are those beside it up to the next edge.
      isInside ??= rows.isInside(row, frame.west + (column + 0.5) / frame.columnsPerDegree, (south + north) / 2);
      if (isInside) marks.add(cell, index, true);
    }
  }
  return rows;
}
