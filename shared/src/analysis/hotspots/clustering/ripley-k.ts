import { createOccupiedCells, type PlanarPoints } from '../zones/occupied-cells.ts';

/** Distances r at which K is estimated: `steps` of them, evenly up to maxMeters. */
export interface Radii {
  readonly maxMeters: number;
  readonly steps: number;
}

/** Two points at most maxMeters apart. */
export interface PointPairs {
  readonly firsts: Int32Array;
  readonly seconds: Int32Array;
  /** Number of the first distance that is not shorter than theirs, 0 for the shortest. */
  readonly steps: Uint8Array;
}

/** A cell is this much wider than the reach, so that rounding never puts two points in reach two cells apart. */
const CELL_SLACK = 1.000_01;

/** Lists the pairs within reach, 9 bytes each. `steps` of the radii are at most 255. */
export function listPairs(points: PlanarPoints, { maxMeters, steps }: Radii): PointPairs {
  const { cellCount, order, starts, xs, ys, neighborStarts, neighbors } = createOccupiedCells(
    points,
    maxMeters * CELL_SLACK,
    1,
  );
  const stepMeters = maxMeters / steps;
  let size = 1_024;
  let found = 0;
  let lists = { firsts: new Int32Array(size), seconds: new Int32Array(size), steps: new Uint8Array(size) };
  const visit = (a: number, from: number, end: number): void => {
    for (let b = from; b < end; b++) {
      const meters = Math.sqrt((xs[b]! - xs[a]!) ** 2 + (ys[b]! - ys[a]!) ** 2);
      if (meters > maxMeters) continue;
      if (found === size) {
        size *= 2;
        const [firsts, seconds, grown] = [new Int32Array(size), new Int32Array(size), new Uint8Array(size)];
        firsts.set(lists.firsts);
        seconds.set(lists.seconds);
        grown.set(lists.steps);
        lists = { firsts, seconds, steps: grown };
      }
      lists.firsts[found] = order[a]!;
      lists.seconds[found] = order[b]!;
      lists.steps[found++] = Math.min(steps - 1, Math.max(0, Math.ceil(meters / stepMeters) - 1));
    }
  };
  for (let cell = 0; cell < cellCount; cell++) {
    for (let a = starts[cell]!; a < starts[cell + 1]!; a++) {
      visit(a, a + 1, starts[cell + 1]!);
      for (let k = neighborStarts[cell]!; k < neighborStarts[cell + 1]!; k++)
        if (neighbors[k]! > cell) visit(a, starts[neighbors[k]!]!, starts[neighbors[k]! + 1]!);
    }
  }
  return {
    firsts: lists.firsts.subarray(0, found),
    seconds: lists.seconds.subarray(0, found),
    steps: lists.steps.subarray(0, found),
  };
}

interface KInput {
  readonly pairs: PointPairs;
  /** Metres to the border of each point, at least where that is below maxMeters. */
  readonly borderMeters: Float64Array;
  readonly areaSquareMeters: number;
  /** The points that K is of: 1 where a point is one of them; null = all. */
  readonly isOne: Uint8Array | null;
}

/**
 * L(r) − r with L = √(K / π): 0 where points are anywhere, above it where more lie within r of each other (Ripley 1977; Besag
 * 1977). K with border correction ("reduced sample"), as spatstat's Kest(correction = "border"): points nearer to the border
 * than r are neighbours, but no centres. NaN where no centre is left.
 */
export function computeCentredL(
  { pairs, borderMeters, areaSquareMeters, isOne }: KInput,
  { maxMeters, steps }: Radii,
): Float64Array {
  const stepMeters = maxMeters / steps;
  /** Of each point the number of distances that its centre is good for. */
  const reach = Int32Array.from(borderMeters, (meters) => Math.min(steps, Math.floor(meters / stepMeters + 1e-9)));
  const centres = new Float64Array(steps + 1);
  let count = 0;
  reach.forEach((distances, point) => {
    if (isOne?.[point] === 0) return;
    count++;
    centres[distances]!++;
  });
  for (let step = steps - 1; step >= 0; step--) centres[step]! += centres[step + 1]!;
  // A pair counts from its distance on, as far as its centre is good for: where that begins and ends.
  const changes = new Float64Array(steps + 1);
  const { firsts, seconds, steps: pairSteps } = pairs;
  for (let k = 0; k < firsts.length; k++) {
    const [first, second, step] = [firsts[k]!, seconds[k]!, pairSteps[k]!];
    if (isOne !== null && (isOne[first] === 0 || isOne[second] === 0)) continue;
    for (const distances of [reach[first]!, reach[second]!]) {
      if (step >= distances) continue;
      changes[step]!++;
      changes[distances]!--;
    }
  }
  const density = count / areaSquareMeters;
  let neighbours = 0;
  return Float64Array.from({ length: steps }, (_, step) => {
    neighbours += changes[step]!;
    return Math.sqrt(neighbours / (density * centres[step + 1]!) / Math.PI) - (step + 1) * stepMeters;
  });
}
