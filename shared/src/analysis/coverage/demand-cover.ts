import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Disks } from '../geometry/disk-union/disk-union.ts';
import type { LocalProjection } from '../geometry/local-projection.ts';
import type { PlanarGround } from './area-without-grounds.ts';

/** What there is to watch, at places; the arrays are equally long. */
export interface DemandColumns {
  readonly lngs: ArrayLike<number>;
  readonly lats: ArrayLike<number>;
  readonly incidentWeights: ArrayLike<number>;
  readonly households: ArrayLike<number>;
}

/** The demand of one area, and how much of it is observed. */
export interface AreaDemand {
  incidentWeight: number;
  observedIncidentWeight: number;
  households: number;
  observedHouseholds: number;
}

/** Demand ready for many computations; see prepareDemand. Points are numbered by grid cell. */
export interface PreparedDemand {
  readonly projection: LocalProjection;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly incidentWeights: Float64Array;
  readonly households: Float64Array;
  /** Numbers of the points in an area; undefined for an area it was not prepared for. */
  findMembers(areaId: string): Int32Array | undefined;
  /** 1 for each point in at least one closed disk (distance ≤ radius) or ground, 0 for the rest. */
  markObserved(disks: Disks, grounds?: readonly PlanarGround[]): Uint8Array;
}

interface AreaOfDemand {
  readonly id: string;
  /** Whether a place of the projection's plane lies in the area. */
  contains(x: number, y: number): boolean;
}

/** Points a grid cell on average: fewer cost more cells to pass, more cost points to try. */
const POINTS_PER_CELL = 4;

/**
 * Prepares demand once for areas that were prepared with the same projection. Points outside every area are left out,
 * as are those that are not finite or weigh nothing.
 */
export function prepareDemand(
  { lngs, lats, incidentWeights, households }: DemandColumns,
  projection: LocalProjection,
  areas: readonly AreaOfDemand[],
): PreparedDemand {
  const xs = new Float64Array(lngs.length);
  const ys = new Float64Array(lngs.length);
  projection.forwardAll(Float64Array.from(lngs), Float64Array.from(lats), xs, ys);
  const weighs = (i: number): boolean =>
    Number.isFinite(xs[i]!) && Number.isFinite(ys[i]!) && (incidentWeights[i]! > 0 || households[i]! > 0);
  const inside: number[] = [];
  for (let i = 0; i < xs.length; i++)
    if (weighs(i) && areas.some((area) => area.contains(xs[i]!, ys[i]!))) inside.push(i);

  const grid = createPointGrid(inside, xs, ys);
  const x = Float64Array.from(grid.order, (i) => xs[i]!);
  const y = Float64Array.from(grid.order, (i) => ys[i]!);
  // Written so that NaN becomes 0.
  const pickWeights = (weights: ArrayLike<number>): Float64Array =>
    Float64Array.from(grid.order, (i) => (weights[i]! > 0 ? weights[i]! : 0));
  const membersByArea = new Map<string, Int32Array>();
  for (const area of areas) {
    const members: number[] = [];
    for (let i = 0; i < x.length; i++) if (area.contains(x[i]!, y[i]!)) members.push(i);
    membersByArea.set(area.id, Int32Array.from(members));
  }

  return {
    projection,
    x,
    y,
    incidentWeights: pickWeights(incidentWeights),
    households: pickWeights(households),
    findMembers: (areaId) => membersByArea.get(areaId),
    markObserved(disks, grounds = []) {
      const observed = markInDisks(x, y, grid, disks);
      for (const ground of grounds) markInGround(x, y, observed, ground);
      return observed;
    },
  };
}

/** Sums the points of an area, and those of them that are observed. */
export function sumDemand(
  { incidentWeights, households }: PreparedDemand,
  members: Int32Array,
  observed: Uint8Array,
): AreaDemand {
  const sum: AreaDemand = { incidentWeight: 0, observedIncidentWeight: 0, households: 0, observedHouseholds: 0 };
  for (const i of members) {
    sum.incidentWeight += incidentWeights[i]!;
    sum.households += households[i]!;
    if (observed[i] === 0) continue;
    sum.observedIncidentWeight += incidentWeights[i]!;
    sum.observedHouseholds += households[i]!;
  }
  return sum;
}

/** Sums the points of an area that are not observed, gap by gap. */
export function sumUnobserved(
  { x, y, ...demand }: PreparedDemand,
  members: Int32Array,
  observed: Uint8Array,
  gapCount: number,
  findGapAt: (x: number, y: number) => number,
): { incidentWeights: Float64Array; households: Float64Array } {
  const incidentWeights = new Float64Array(gapCount);
  const households = new Float64Array(gapCount);
  for (const i of members) {
    if (observed[i] === 1) continue;
    const gap = findGapAt(x[i]!, y[i]!);
    if (gap < 0) continue;
    incidentWeights[gap]! += demand.incidentWeights[i]!;
    households[gap]! += demand.households[i]!;
  }
  return { incidentWeights, households };
}

interface PointGrid {
  /** Original numbers of the points, cell by cell. */
  readonly order: Int32Array;
  readonly cellStart: Int32Array;
  readonly cellMeters: number;
  readonly minX: number;
  readonly minY: number;
  readonly columns: number;
  readonly rows: number;
}

function createPointGrid(points: readonly number[], xs: Float64Array, ys: Float64Array): PointGrid {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of points) {
    minX = Math.min(minX, xs[i]!);
    minY = Math.min(minY, ys[i]!);
    maxX = Math.max(maxX, xs[i]!);
    maxY = Math.max(maxY, ys[i]!);
  }
  if (points.length === 0) [minX, minY, maxX, maxY] = [0, 0, 0, 0];
  const width = maxX - minX;
  const height = maxY - minY;
  const cells = 1 + points.length / POINTS_PER_CELL;
  const cellMeters = Math.max(Math.sqrt((width * height) / cells), Math.max(width, height) / cells, 1);
  const columns = Math.floor(width / cellMeters) + 1;
  const rows = Math.floor(height / cellMeters) + 1;
  const cellOf = (i: number): number =>
    Math.floor((ys[i]! - minY) / cellMeters) * columns + Math.floor((xs[i]! - minX) / cellMeters);
  const cellStart = new Int32Array(columns * rows + 1);
  for (const i of points) cellStart[cellOf(i) + 1]!++;
  for (let cell = 1; cell < cellStart.length; cell++) cellStart[cell]! += cellStart[cell - 1]!;
  const nextFree = cellStart.slice();
  const order = new Int32Array(points.length);
  for (const i of points) order[nextFree[cellOf(i)]!++] = i;
  return { order, cellStart, cellMeters, minX, minY, columns, rows };
}

function markInDisks(x: Float64Array, y: Float64Array, grid: PointGrid, disks: Disks): Uint8Array {
  const { cellStart, cellMeters, minX, minY, columns, rows } = grid;
  const observed = new Uint8Array(x.length);
  for (let disk = 0; disk < disks.x.length; disk++) {
    const r = disks.radiusMeters[disk]!;
    const left = disks.x[disk]! - minX;
    const bottom = disks.y[disk]! - minY;
    // Written so that NaN fails.
    if (
      !(
        r > 0 &&
        left + r >= 0 &&
        bottom + r >= 0 &&
        left - r <= columns * cellMeters &&
        bottom - r <= rows * cellMeters
      )
    )
      continue;
    const firstRow = Math.max(0, Math.floor((bottom - r) / cellMeters));
    const lastRow = Math.min(rows - 1, Math.floor((bottom + r) / cellMeters));
    const firstColumn = Math.max(0, Math.floor((left - r) / cellMeters));
    const lastColumn = Math.min(columns - 1, Math.floor((left + r) / cellMeters));
    const radiusSquared = r * r;
    for (let row = firstRow; row <= lastRow; row++) {
      // The points of a row of cells are neighbours in memory.
      const end = cellStart[row * columns + lastColumn + 1]!;
      for (let i = cellStart[row * columns + firstColumn]!; i < end; i++) {
        if (observed[i] === 1) continue;
        const dx = x[i]! - disks.x[disk]!;
        const dy = y[i]! - disks.y[disk]!;
        if (dx * dx + dy * dy <= radiusSquared) observed[i] = 1;
      }
    }
  }
  return observed;
}

function markInGround(
  x: Float64Array,
  y: Float64Array,
  observed: Uint8Array,
  { rings, minX, minY, maxX, maxY }: PlanarGround,
): void {
  const polygon = { type: 'Polygon' as const, coordinates: [...rings] };
  for (let i = 0; i < x.length; i++) {
    if (observed[i] === 1 || x[i]! < minX || x[i]! > maxX || y[i]! < minY || y[i]! > maxY) continue;
    if (booleanPointInPolygon([x[i]!, y[i]!], polygon)) observed[i] = 1;
  }
}
