import { numberCells } from '../zones/event-cells.ts';
import { adjustBenjaminiHochberg } from '../../statistics/benjamini-hochberg.ts';
import { normalTwoSided } from '../../statistics/normal-distribution.ts';
import type { SpaceTimeCube } from './space-time-cube.ts';

/** What is near a bin: the locations within the band, at the bin's own step and the steps before it. */
export interface SpaceTimeNeighbourhood {
  /** Between centres of cells; one at exactly this distance is near. */
  readonly bandMeters: number;
  /** Steps before the bin's own that count, too. */
  readonly timeLag: number;
}

/** Rounding must not decide about centres on the rim of the band. */
const RIM_TOLERANCE = 1e-12;

/**
 * Gi* (Ord & Getis 1995) of each bin of a cube, in standard deviations and in the order of its counts: how far the sum
 * over the bin's neighbours, itself included, is from what the mean of the entire cube lets expect. The standard
 * deviation is that of the entire cube, divisor n. 0 where nothing can stand out: all bins equal, or all of them
 * neighbours. Throws RangeError unless the band is ≥ 0 and the lag a whole number ≥ 0.
 */
export function computeSpaceTimeGiStar(
  cube: SpaceTimeCube,
  { bandMeters, timeLag }: SpaceTimeNeighbourhood,
): Float64Array {
  if (!(bandMeters >= 0)) throw new RangeError('bandMeters must not be negative');
  if (!(Number.isSafeInteger(timeLag) && timeLag >= 0)) throw new RangeError('timeLag must be a whole number');
  const { counts, stepCount } = cube;
  const n = counts.length;
  const mean = counts.reduce((sum, count) => sum + count, 0) / n;
  const deviation = Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / n);
  const { sums, neighbourCounts } = sumNeighbours(cube, bandMeters);
  const z = new Float64Array(n);
  for (let bin = 0; bin < n; bin++) {
    const step = bin % stepCount;
    const steps = Math.min(step, timeLag) + 1;
    let sum = 0;
    for (let back = 0; back < steps; back++) sum += sums[bin - back]!;
    const weight = neighbourCounts[Math.floor(bin / stepCount)]! * steps;
    const spread = deviation * Math.sqrt((weight * (n - weight)) / (n - 1));
    if (spread > 0) z[bin] = (sum - mean * weight) / spread;
  }
  return z;
}

/**
 * −3 to 3 for each z: cold or hot at a false discovery rate of 10 % (1), 5 % (2) or 1 % (3) over all of them
 * (Benjamini & Hochberg 1995, two-sided); 0 for the rest.
 */
export function binByFalseDiscoveryRate(z: Float64Array): Int8Array {
  const q = adjustBenjaminiHochberg(z.map(normalTwoSided));
  return Int8Array.from(z, (value, i) => {
    const strength = q[i]! <= 0.01 ? 3 : q[i]! <= 0.05 ? 2 : q[i]! <= 0.1 ? 1 : 0;
    return value < 0 ? -strength : strength;
  });
}

/** Per bin the sum over the locations in the band at the same step, per location the number of them. */
function sumNeighbours(
  { grid, cells, stepCount, counts }: SpaceTimeCube,
  bandMeters: number,
): { sums: Float64Array; neighbourCounts: Float64Array } {
  const numbers = numberCells(grid, cells);
  const halfWidths = listHalfWidths(bandMeters / grid.cellMeters, grid.rows);
  const { columns, rows } = grid;
  // Sums along rows up to each column: a row of the band costs one subtraction. Exact, since counts are whole.
  const sumsBefore = new Float64Array((columns + 1) * rows);
  const sumBand = (valueOf: (location: number) => number, put: (location: number, sum: number) => void): void => {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const location = numbers[row * columns + column]!;
        const at = row * (columns + 1) + column;
        sumsBefore[at + 1] = sumsBefore[at]! + (location < 0 ? 0 : valueOf(location));
      }
    }
    for (let location = 0; location < cells.length; location++) {
      const row = Math.floor(cells[location]! / columns);
      const column = cells[location]! % columns;
      let sum = 0;
      for (
        let near = Math.max(0, row - halfWidths.length + 1);
        near < Math.min(rows, row + halfWidths.length);
        near++
      ) {
        const halfWidth = halfWidths[Math.abs(near - row)]!;
        const start = near * (columns + 1);
        sum +=
          sumsBefore[start + Math.min(columns, column + halfWidth + 1)]! -
          sumsBefore[start + Math.max(0, column - halfWidth)]!;
      }
      put(location, sum);
    }
  };

  const neighbourCounts = new Float64Array(cells.length);
  sumBand(
    () => 1,
    (location, sum) => (neighbourCounts[location] = sum),
  );
  const sums = new Float64Array(counts.length);
  for (let step = 0; step < stepCount; step++) {
    sumBand(
      (location) => counts[location * stepCount + step]!,
      (location, sum) => (sums[location * stepCount + step] = sum),
    );
  }
  return { sums, neighbourCounts };
}

/** How many cells the band reaches to either side, in the row of its centre, the next one and so on. */
function listHalfWidths(bandCells: number, rows: number): number[] {
  const reachSquared = bandCells * bandCells * (1 + RIM_TOLERANCE);
  const halfWidths: number[] = [];
  for (let row = 0; row < rows && row * row <= reachSquared; row++)
    halfWidths.push(Math.floor(Math.sqrt(reachSquared - row * row)));
  return halfWidths;
}
