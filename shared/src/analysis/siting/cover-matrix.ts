import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { MultiPolygon } from 'geojson';

/** Points on a plane, metres. */
export interface PlanePoints {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
}

/**
 * Which demand each candidate covers, sparse by candidate: candidate j covers `demand[starts[j]]` up to
 * `demand[starts[j + 1] - 1]`, ascending.
 */
export interface CoverMatrix {
  readonly candidateCount: number;
  readonly demandCount: number;
  readonly starts: Int32Array;
  readonly demand: Int32Array;
}

/**
 * Demand within `radiusMeters` of each candidate, the radius itself included (d ≤ R). One radius for all, or one a
 * candidate. `grounds`: what a candidate sees within it, on the same plane, edges included; null or none = all of it.
 * Throws RangeError for a radius that is not positive.
 */
export function computeCoverMatrix(
  candidates: PlanePoints,
  demand: PlanePoints,
  radiusMeters: number | ArrayLike<number>,
  grounds: readonly (MultiPolygon | null)[] = [],
): CoverMatrix {
  const candidateCount = candidates.xs.length;
  const demandCount = demand.xs.length;
  const radii =
    typeof radiusMeters === 'number' ? Float64Array.from({ length: candidateCount }, () => radiusMeters) : radiusMeters;
  let cellMeters = 0;
  for (let j = 0; j < candidateCount; j++) {
    if (!(radii[j]! > 0)) throw new RangeError('Radius must be positive');
    cellMeters = Math.max(cellMeters, radii[j]!);
  }
  const cells = new Map<number, number[]>();
  for (let i = 0; i < demandCount; i++) {
    const key = cellKey(Math.floor(demand.xs[i]! / cellMeters), Math.floor(demand.ys[i]! / cellMeters));
    const cell = cells.get(key);
    if (cell) cell.push(i);
    else cells.set(key, [i]);
  }
  const starts = new Int32Array(candidateCount + 1);
  const covered: number[] = [];
  for (let j = 0; j < candidateCount; j++) {
    const x = candidates.xs[j]!;
    const y = candidates.ys[j]!;
    const ground = grounds[j] ?? null;
    const squaredRadius = radii[j]! * radii[j]!;
    const column = Math.floor(x / cellMeters);
    const row = Math.floor(y / cellMeters);
    const own: number[] = [];
    for (let dRow = -1; dRow <= 1; dRow++) {
      for (let dColumn = -1; dColumn <= 1; dColumn++) {
        for (const i of cells.get(cellKey(column + dColumn, row + dRow)) ?? []) {
          const dx = demand.xs[i]! - x;
          const dy = demand.ys[i]! - y;
          if (dx * dx + dy * dy > squaredRadius) continue;
          if (ground === null || booleanPointInPolygon([demand.xs[i]!, demand.ys[i]!], ground)) own.push(i);
        }
      }
    }
    own.sort((a, b) => a - b);
    for (const i of own) covered.push(i);
    starts[j + 1] = covered.length;
  }
  return { candidateCount, demandCount, starts, demand: Int32Array.from(covered) };
}

/** Planes here are some hundred kilometres wide: cell numbers stay far below a million, either way. */
function cellKey(column: number, row: number): number {
  return column * 2_097_152 + row;
}

/** The same matrix the other way round: candidates by demand, ascending. */
export function computeTranspose({ candidateCount, demandCount, starts, demand }: CoverMatrix): {
  starts: Int32Array;
  candidates: Int32Array;
} {
  const byDemand = new Int32Array(demandCount + 1);
  for (const i of demand) byDemand[i + 1]!++;
  for (let i = 0; i < demandCount; i++) byDemand[i + 1]! += byDemand[i]!;
  const next = byDemand.slice();
  const candidates = new Int32Array(demand.length);
  for (let j = 0; j < candidateCount; j++) {
    for (let k = starts[j]!; k < starts[j + 1]!; k++) candidates[next[demand[k]!]!++] = j;
  }
  return { starts: byDemand, candidates };
}

/** How many of `sites` cover each demand. */
export function countCovers({ demandCount, starts, demand }: CoverMatrix, sites: Iterable<number>): Int32Array {
  const counts = new Int32Array(demandCount);
  for (const j of sites) {
    for (let k = starts[j]!; k < starts[j + 1]!; k++) counts[demand[k]!]!++;
  }
  return counts;
}

/** Weight of the demand that at least one of `sites` covers. */
export function sumCoveredWeight(matrix: CoverMatrix, weights: ArrayLike<number>, sites: Iterable<number>): number {
  const counts = countCovers(matrix, sites);
  let sum = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i]! > 0) sum += weights[i]!;
  return sum;
}
