/** Remembers which grid cells of an area lie wholly in one disk, to pass over disks that can add nothing. */
export interface CoveredCells {
  /** Adds a disk; returns false if it lies in covered cells altogether and so can be left out without any loss. */
  addDisk(x: number, y: number, radiusMeters: number): boolean;
  /** Whether the circle itself, as far as it is in the area's box, runs through covered cells only. */
  isCircleCovered(x: number, y: number, radiusMeters: number): boolean;
}

const COVERED_CELL_DEFAULTS = {
  /** Cells a mean radius: finer cells find more disks to leave out, but cost more each. */
  cellsPerRadius: 8,
  /** Limits the grid where disks are few and little can be saved. */
  cellsPerDisk: 64,
};

/** Cells count as covered only with this to spare, metres: far above rounding, far below any disk. */
const ROUNDING_MARGIN_METERS = 1e-6;

/** Creates an empty grid over a box; the part of a disk outside the box is of no interest. */
export function createCoveredCells(
  box: { minX: number; minY: number; maxX: number; maxY: number },
  diskCount: number,
  meanRadiusMeters: number,
): CoveredCells {
  const { minX, minY } = box;
  const width = box.maxX - minX;
  const height = box.maxY - minY;
  const maxCells = COVERED_CELL_DEFAULTS.cellsPerDisk * (diskCount + 16);
  const cell = Math.max(
    meanRadiusMeters / COVERED_CELL_DEFAULTS.cellsPerRadius,
    Math.sqrt((width * height) / maxCells),
    Math.max(width, height) / maxCells,
    ROUNDING_MARGIN_METERS,
  );
  const columns = Math.floor(width / cell) + 1;
  const rows = Math.floor(height / cell) + 1;
  // One bit a cell, so that most rows of a disk are looked up in a word or two.
  const wordsPerRow = Math.ceil(columns / 32);
  const covered = new Int32Array(wordsPerRow * rows);

  const clampColumn = (x: number): number => Math.max(0, Math.min(columns - 1, Math.floor(x / cell)));
  const clampRow = (y: number): number => Math.max(0, Math.min(rows - 1, Math.floor(y / cell)));

  function areCellsCovered(row: number, firstColumn: number, lastColumn: number): boolean {
    const lastWord = row * wordsPerRow + (lastColumn >>> 5);
    let word = row * wordsPerRow + (firstColumn >>> 5);
    let wanted = -1 << (firstColumn & 31);
    for (; word < lastWord; word++) {
      if ((covered[word]! & wanted) !== wanted) return false;
      wanted = -1;
    }
    wanted &= -1 >>> (31 - (lastColumn & 31));
    return (covered[word]! & wanted) === wanted;
  }

  function coverCells(row: number, firstColumn: number, lastColumn: number): void {
    const lastWord = row * wordsPerRow + (lastColumn >>> 5);
    let word = row * wordsPerRow + (firstColumn >>> 5);
    let added = -1 << (firstColumn & 31);
    for (; word < lastWord; word++) {
      covered[word]! |= added;
      added = -1;
    }
    covered[word]! |= added & (-1 >>> (31 - (lastColumn & 31)));
  }

  /** Half the width of a circle at a height above its centre. */
  function halfChord(radius: number, above: number): number {
    return Math.sqrt(Math.max(0, radius * radius - above * above));
  }

  return {
    addDisk(x, y, radiusMeters) {
      const centreX = x - minX;
      const centreY = y - minY;
      const outer = radiusMeters + ROUNDING_MARGIN_METERS;
      const inner = radiusMeters - ROUNDING_MARGIN_METERS;
      if (centreX + outer < 0 || centreX - outer > width || centreY + outer < 0 || centreY - outer > height)
        return false;
      const firstRow = clampRow(centreY - outer);
      const lastRow = clampRow(centreY + outer);
      let adds = false;
      for (let row = firstRow; row <= lastRow && !adds; row++) {
        const bottom = row * cell - centreY;
        const nearest = Math.max(0, bottom, -(bottom + cell));
        if (nearest >= outer) continue;
        const half = halfChord(outer, nearest);
        if (centreX + half < 0 || centreX - half > width) continue;
        adds = !areCellsCovered(row, clampColumn(centreX - half), clampColumn(centreX + half));
      }
      if (!adds) return false;
      for (let row = firstRow; row <= lastRow; row++) {
        const bottom = row * cell - centreY;
        const farthest = Math.max(Math.abs(bottom), Math.abs(bottom + cell));
        if (farthest >= inner) continue;
        const half = halfChord(inner, farthest);
        const firstColumn = Math.max(0, Math.ceil((centreX - half) / cell));
        const lastColumn = Math.min(columns, Math.floor((centreX + half) / cell)) - 1;
        if (firstColumn <= lastColumn) coverCells(row, firstColumn, lastColumn);
      }
      return true;
    },
    isCircleCovered(x, y, radiusMeters) {
      const centreX = x - minX;
      const centreY = y - minY;
      const outer = radiusMeters + ROUNDING_MARGIN_METERS;
      const inner = radiusMeters - ROUNDING_MARGIN_METERS;
      if (centreX + outer < 0 || centreX - outer > width || centreY + outer < 0 || centreY - outer > height)
        return true;
      const lastRow = clampRow(centreY + outer);
      for (let row = clampRow(centreY - outer); row <= lastRow; row++) {
        const bottom = row * cell - centreY;
        const nearest = Math.max(0, bottom, -(bottom + cell));
        if (nearest >= outer) continue;
        const outerHalf = halfChord(outer, nearest);
        const innerHalf = halfChord(inner, Math.max(Math.abs(bottom), Math.abs(bottom + cell)));
        // Left and right crossing of the row by the circle; clamping outside the box only asks for more than needed.
        if (centreX - innerHalf >= 0 && centreX - outerHalf <= width) {
          if (!areCellsCovered(row, clampColumn(centreX - outerHalf), clampColumn(centreX - innerHalf))) return false;
        }
        if (centreX + outerHalf >= 0 && centreX + innerHalf <= width) {
          if (!areCellsCovered(row, clampColumn(centreX + innerHalf), clampColumn(centreX + outerHalf))) return false;
        }
      }
      return true;
    },
  };
}
