import type { BoundaryPieces } from './boundary-pieces.ts';
import type { DiskIndex } from './disk-index.ts';
import type { GapRings, PieceGeometry } from './gap-rings.ts';

/** Finds the ring nearest to the left of a place. */
export interface RingLocator {
  /**
   * Number of the ring with the nearest boundary at the place's height and left of it, `except` left out; NO_RING_LEFT if
   * there is none. For a place in a gap, it is the gap's outer ring or that of one of its holes.
   */
  findRingLeftOf(x: number, y: number, except?: number): number;
  /** The leftmost place of each ring. */
  readonly leftmostX: Float64Array;
  readonly leftmostY: Float64Array;
}

export const NO_RING_LEFT = -1;

const QUARTER_TURN = Math.PI / 2;
/** Cosines of whole quarter turns, exactly. */
const QUARTER_COSINES = [1, 0, -1, 0] as const;
/** More grid cells than this per stretch would cost more to build than they save. */
const CELLS_PER_STRETCH = 1;
/** Stretches are entered in cells this near too, metres: far above rounding. */
const ROUNDING_MARGIN_METERS = 1e-6;

/**
 * Stretches of the rings that rise or fall all the way, in x and in y. Where one ends the next begins, at the very same
 * height, so a horizontal line crosses every ring an even number of times, whatever the rounding.
 */
interface Stretches {
  ring: number[];
  startX: number[];
  startY: number[];
  endX: number[];
  endY: number[];
  /** The disk of an arc; STRAIGHT for a piece of an edge. */
  disk: number[];
}

const STRAIGHT = -1;

/** Prepares the rings: arcs as arcs, in a grid, so that a search passes few cells. */
export function createRingLocator(
  rings: GapRings,
  geometry: PieceGeometry,
  pieces: BoundaryPieces,
  index: DiskIndex,
): RingLocator {
  const stretches = createStretches(rings, geometry, pieces, index);
  const { ring, startX, startY, endX, endY, disk } = stretches;
  const leftmostX = new Float64Array(rings.count).fill(Infinity);
  const leftmostY = new Float64Array(rings.count);
  for (let s = 0; s < ring.length; s++) {
    if (startX[s]! >= leftmostX[ring[s]!]!) continue;
    leftmostX[ring[s]!] = startX[s]!;
    leftmostY[ring[s]!] = startY[s]!;
  }

  /** The x of stretch s at a height between its ends. */
  function crossAt(s: number, y: number): number {
    const minX = Math.min(startX[s]!, endX[s]!);
    const maxX = Math.max(startX[s]!, endX[s]!);
    const owner = disk[s]!;
    let x: number;
    if (owner === STRAIGHT) {
      x = startX[s]! + ((endX[s]! - startX[s]!) * (y - startY[s]!)) / (endY[s]! - startY[s]!);
    } else {
      const centreX = index.x[owner]!;
      const radius = index.radius[owner]!;
      const above = y - index.y[owner]!;
      const half = Math.sqrt(Math.max(0, radius * radius - above * above));
      x = minX + maxX > 2 * centreX ? centreX + half : centreX - half;
    }
    return Math.max(minX, Math.min(maxX, x));
  }

  const { cellMeters, minX, minY, columns, rows, cellStart, members } = createStretchGrid(stretches, crossAt);
  return {
    leftmostX,
    leftmostY,
    findRingLeftOf(x, y, except = NO_RING_LEFT) {
      const row = Math.floor((y - minY) / cellMeters);
      if (!(row >= 0 && row < rows)) return NO_RING_LEFT;
      for (let column = Math.min(columns - 1, Math.floor((x - minX) / cellMeters)); column >= 0; column--) {
        let nearest = -Infinity;
        let found = NO_RING_LEFT;
        const cell = row * columns + column;
        for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) {
          const s = members[k]!;
          if (ring[s] === except || startY[s]! > y === endY[s]! > y) continue;
          const crossing = crossAt(s, y);
          if (crossing > x || crossing <= nearest) continue;
          nearest = crossing;
          found = ring[s]!;
        }
        // What crosses left of this cell may be farther than something in the next one.
        if (nearest >= minX + column * cellMeters) return found;
      }
      return NO_RING_LEFT;
    },
  };
}

function createStretches(
  rings: GapRings,
  { startX, startY }: PieceGeometry,
  pieces: BoundaryPieces,
  index: DiskIndex,
): Stretches {
  const stretches: Stretches = { ring: [], startX: [], startY: [], endX: [], endY: [], disk: [] };
  for (let ring = 0; ring < rings.count; ring++) {
    const end = rings.start[ring + 1]!;
    for (let k = rings.start[ring]!; k < end; k++) {
      const p = rings.order[k]!;
      const next = rings.order[k + 1 < end ? k + 1 : rings.start[ring]!]!;
      const disk = pieces.owner[p]! < index.count ? pieces.owner[p]! : STRAIGHT;
      let x = startX[p]!;
      let y = startY[p]!;
      if (disk !== STRAIGHT) {
        // The gap's boundary runs along the circle clockwise.
        for (
          let quarter = Math.ceil(pieces.to[p]! / QUARTER_TURN) - 1;
          quarter * QUARTER_TURN > pieces.from[p]!;
          quarter--
        ) {
          const quarterX = index.x[disk]! + index.radius[disk]! * QUARTER_COSINES[quarter & 3]!;
          const quarterY = index.y[disk]! + index.radius[disk]! * QUARTER_COSINES[(quarter - 1) & 3]!;
          appendStretch(stretches, ring, x, y, quarterX, quarterY, disk);
          x = quarterX;
          y = quarterY;
        }
      }
      appendStretch(stretches, ring, x, y, startX[next]!, startY[next]!, disk);
    }
  }
  return stretches;
}

function appendStretch(
  stretches: Stretches,
  ring: number,
  startX: number,
  startY: number,
  endX: number,
  endY: number,
  disk: number,
): void {
  stretches.ring.push(ring);
  stretches.startX.push(startX);
  stretches.startY.push(startY);
  stretches.endX.push(endX);
  stretches.endY.push(endY);
  stretches.disk.push(disk);
}

/** Enters every stretch in the cells that it passes. */
function createStretchGrid({ startX, startY, endY }: Stretches, crossAt: (s: number, y: number) => number) {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let s = 0; s < startX.length; s++) {
    minX = Math.min(minX, startX[s]!);
    maxX = Math.max(maxX, startX[s]!);
    minY = Math.min(minY, startY[s]!);
    maxY = Math.max(maxY, startY[s]!);
  }
  const cellCount = CELLS_PER_STRETCH * startX.length + 1;
  const cellMeters = Math.max(
    Math.sqrt(((maxX - minX) * (maxY - minY)) / cellCount),
    Math.max(maxX - minX, maxY - minY) / cellCount,
    1e-3,
  );
  const columns = Math.floor((maxX - minX) / cellMeters) + 1;
  const rows = Math.floor((maxY - minY) / cellMeters) + 1;
  const clampColumn = (x: number): number => Math.max(0, Math.min(columns - 1, Math.floor((x - minX) / cellMeters)));
  const clampRow = (y: number): number => Math.max(0, Math.min(rows - 1, Math.floor((y - minY) / cellMeters)));

  const cellStart = new Int32Array(columns * rows + 1);
  const cells: number[] = [];
  const stretchOfEntry: number[] = [];
  for (let s = 0; s < startX.length; s++) {
    // No horizontal line crosses a level stretch.
    if (startY[s] === endY[s]) continue;
    const bottom = Math.min(startY[s]!, endY[s]!);
    const top = Math.max(startY[s]!, endY[s]!);
    const lastRow = clampRow(top + ROUNDING_MARGIN_METERS);
    for (let row = clampRow(bottom - ROUNDING_MARGIN_METERS); row <= lastRow; row++) {
      const lower = crossAt(s, Math.max(bottom, minY + row * cellMeters - ROUNDING_MARGIN_METERS));
      const upper = crossAt(s, Math.min(top, minY + (row + 1) * cellMeters + ROUNDING_MARGIN_METERS));
      const lastColumn = clampColumn(Math.max(lower, upper) + ROUNDING_MARGIN_METERS);
      for (let column = clampColumn(Math.min(lower, upper) - ROUNDING_MARGIN_METERS); column <= lastColumn; column++) {
        cells.push(row * columns + column);
        stretchOfEntry.push(s);
        cellStart[row * columns + column + 1]!++;
      }
    }
  }
  for (let cell = 1; cell < cellStart.length; cell++) cellStart[cell]! += cellStart[cell - 1]!;
  const nextFree = cellStart.slice();
  const members = new Int32Array(cells.length);
  for (let k = 0; k < cells.length; k++) members[nextFree[cells[k]!]!++] = stretchOfEntry[k]!;
  return { cellMeters, minX, minY, columns, rows, cellStart, members };
}
