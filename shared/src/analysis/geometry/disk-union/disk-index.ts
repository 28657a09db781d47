/** Disks of similar radius in a uniform grid; the disks of a cell, and of a row of cells, are neighbours in memory. */
interface IndexLevel {
  readonly maxRadiusMeters: number;
  readonly cellMeters: number;
  readonly minX: number;
  readonly minY: number;
  readonly columns: number;
  readonly rows: number;
  /** The disks of cell c are cellStart[c] to cellStart[c + 1] - 1. */
  readonly cellStart: Int32Array;
}

/**
 * Disks sorted by size class and grid cell. Several levels keep one very large disk from making every search as wide
 * as itself. Levels are ordered from large to small, since large disks are the likelier to contain others.
 */
export interface DiskIndex {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly radius: Float64Array;
  readonly levels: readonly IndexLevel[];
}

/** Radii of one level differ by at most this factor. */
const RADIUS_RATIO_OF_LEVEL = 4;
const MAX_CELLS_PER_DISK = 4;

/** Builds the index of disks with positive radii. Disk numbers of the index differ from those of the arguments. */
export function createDiskIndex(xs: Float64Array, ys: Float64Array, radii: Float64Array): DiskIndex {
  const count = xs.length;
  const membersByLevel = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const level = Math.floor(Math.log(radii[i]!) / Math.log(RADIUS_RATIO_OF_LEVEL));
    const members = membersByLevel.get(level);
    if (members === undefined) membersByLevel.set(level, [i]);
    else members.push(i);
  }
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const radius = new Float64Array(count);
  let filled = 0;
  const levels = [...membersByLevel.entries()]
    .sort(([levelA], [levelB]) => levelB - levelA)
    .map(([, members]) => {
      const grid = createLevelGrid(members, xs, ys, radii);
      // Counting sort by cell.
      const cellStart = new Int32Array(grid.columns * grid.rows + 1);
      const cells = new Int32Array(members.length);
      for (let k = 0; k < members.length; k++) {
        const i = members[k]!;
        const cell =
          Math.floor((ys[i]! - grid.minY) / grid.cellMeters) * grid.columns +
          Math.floor((xs[i]! - grid.minX) / grid.cellMeters);
        cells[k] = cell;
        cellStart[cell + 1]!++;
      }
      cellStart[0] = filled;
      for (let cell = 1; cell < cellStart.length; cell++) cellStart[cell]! += cellStart[cell - 1]!;
      const nextFree = cellStart.slice();
      for (let k = 0; k < members.length; k++) {
        const place = nextFree[cells[k]!]!++;
        const i = members[k]!;
        x[place] = xs[i]!;
        y[place] = ys[i]!;
        radius[place] = radii[i]!;
      }
      filled += members.length;
      return { ...grid, cellStart };
    });
  return { count, x, y, radius, levels };
}

function createLevelGrid(members: readonly number[], xs: Float64Array, ys: Float64Array, radii: Float64Array) {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  let maxRadiusMeters = 0;
  for (const i of members) {
    minX = Math.min(minX, xs[i]!);
    maxX = Math.max(maxX, xs[i]!);
    minY = Math.min(minY, ys[i]!);
    maxY = Math.max(maxY, ys[i]!);
    maxRadiusMeters = Math.max(maxRadiusMeters, radii[i]!);
  }
  const maxCells = MAX_CELLS_PER_DISK * members.length;
  const cellMeters = Math.max(
    maxRadiusMeters,
    Math.sqrt(((maxX - minX) * (maxY - minY)) / maxCells),
    Math.max(maxX - minX, maxY - minY) / maxCells,
  );
  return {
    maxRadiusMeters,
    cellMeters,
    minX,
    minY,
    columns: Math.floor((maxX - minX) / cellMeters) + 1,
    rows: Math.floor((maxY - minY) / cellMeters) + 1,
  };
}

/**
 * Calls `visit` with ranges of disks, `from` to `end - 1`, that hold every disk reaching into the box. Stops when
 * `visit` returns true, and returns whether it did.
 */
export function visitDisksNear(
  index: DiskIndex,
  minX: number,
  minY: number,
  maxX: number,
  maxY: number,
  visit: (from: number, end: number) => boolean,
): boolean {
  for (const level of index.levels) {
    const reach = level.maxRadiusMeters;
    const firstRow = Math.max(0, Math.floor((minY - reach - level.minY) / level.cellMeters));
    const lastRow = Math.min(level.rows - 1, Math.floor((maxY + reach - level.minY) / level.cellMeters));
    const firstColumn = Math.max(0, Math.floor((minX - reach - level.minX) / level.cellMeters));
    const lastColumn = Math.min(level.columns - 1, Math.floor((maxX + reach - level.minX) / level.cellMeters));
    if (firstColumn > lastColumn) continue;
    for (let row = firstRow; row <= lastRow; row++) {
      const from = level.cellStart[row * level.columns + firstColumn]!;
      const end = level.cellStart[row * level.columns + lastColumn + 1]!;
      if (from < end && visit(from, end)) return true;
    }
  }
  return false;
}
