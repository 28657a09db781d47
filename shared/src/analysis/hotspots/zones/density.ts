/** A regular grid of square cells in a plane; row 0 is the southernmost, cell k is column k mod columns. */
export interface GridSpec {
  /** South-west corner of the south-west cell, metres. */
  readonly originX: number;
  readonly originY: number;
  readonly cellMeters: number;
  readonly columns: number;
  readonly rows: number;
}

/** Events in the plane of the grid, metres; arrays are equally long. */
export interface PlanarEvents {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** 1 each if left out. */
  readonly weights?: Float64Array;
}

export interface KernelOptions {
  readonly kernel: 'quartic' | 'gaussian';
  /** Quartic: the radius at which the kernel reaches 0. Gaussian: the standard deviation in x and in y. */
  readonly bandwidthMeters: number;
}

const SQUARE_METERS_PER_SQUARE_KILOMETER = 1e6;

/** The Gaussian is cut off after this many standard deviations, which loses e^-24.5, 2e-11, of an event. */
const GAUSSIAN_REACH = 7;

/**
 * Kernel density in events per km² at the centres of the grid's cells, row by row (index = row × columns + column).
 * Every event is spread over the cells in reach of its kernel, without binning, so the values are those of the direct
 * sum: quartic 3/(πh²)·(1 − d²/h²)² (Silverman 1986, eq. 4.5) or Gaussian exp(−d²/2σ²)/(2πσ²). No edge correction: what
 * falls outside the grid is lost. Events off the plane (not finite) count nothing; throws RangeError unless the
 * bandwidth is positive and finite.
 */
export function computeKernelDensity(
  events: PlanarEvents,
  grid: GridSpec,
  { kernel, bandwidthMeters }: KernelOptions,
): Float64Array {
  if (!(bandwidthMeters > 0 && bandwidthMeters < Infinity))
    throw new RangeError('bandwidthMeters must be positive and finite');
  const density = new Float64Array(grid.columns * grid.rows);
  const spread =
    kernel === 'quartic'
      ? createQuarticSpread(density, grid, bandwidthMeters)
      : createGaussianSpread(density, grid, bandwidthMeters);
  for (let i = 0; i < events.xs.length; i++) {
    const x = events.xs[i]!;
    const y = events.ys[i]!;
    const weight = events.weights === undefined ? 1 : events.weights[i]!;
    if (Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(weight)) spread(x, y, weight);
  }
  return density;
}

type Spread = (x: number, y: number, weight: number) => void;

function createQuarticSpread(density: Float64Array, grid: GridSpec, radius: number): Spread {
  const { columns, cellMeters } = grid;
  const radiusSquared = radius * radius;
  const peak = (3 * SQUARE_METERS_PER_SQUARE_KILOMETER) / (Math.PI * radiusSquared);
  return (x, y, weight) => {
    const lastRow = findLastCell(y - grid.originY + radius, cellMeters, grid.rows);
    for (let row = findFirstCell(y - grid.originY - radius, cellMeters); row <= lastRow; row++) {
      const dy = grid.originY + (row + 0.5) * cellMeters - y;
      const halfSquared = radiusSquared - dy * dy;
      if (halfSquared <= 0) continue;
      const half = Math.sqrt(halfSquared);
      const first = findFirstCell(x - grid.originX - half, cellMeters);
      const last = findLastCell(x - grid.originX + half, cellMeters, columns);
      let dx = grid.originX + (first + 0.5) * cellMeters - x;
      for (let k = row * columns + first; k <= row * columns + last; k++) {
        const fall = (halfSquared - dx * dx) / radiusSquared;
        if (fall > 0) density[k]! += weight * peak * fall * fall;
        dx += cellMeters;
      }
    }
  };
}

function createGaussianSpread(density: Float64Array, grid: GridSpec, sigma: number): Spread {
  const { columns, cellMeters } = grid;
  const reach = GAUSSIAN_REACH * sigma;
  const exponent = -1 / (2 * sigma * sigma);
  const peak = SQUARE_METERS_PER_SQUARE_KILOMETER / (2 * Math.PI * sigma * sigma);
  // The kernel is a product: one factor a column and one a row instead of an exponential a cell.
  const columnFactors = new Float64Array(columns);
  return (x, y, weight) => {
    const first = findFirstCell(x - grid.originX - reach, cellMeters);
    const last = findLastCell(x - grid.originX + reach, cellMeters, columns);
    for (let column = first; column <= last; column++) {
      const dx = grid.originX + (column + 0.5) * cellMeters - x;
      columnFactors[column] = Math.exp(exponent * dx * dx);
    }
    const lastRow = findLastCell(y - grid.originY + reach, cellMeters, grid.rows);
    for (let row = findFirstCell(y - grid.originY - reach, cellMeters); row <= lastRow; row++) {
      const dy = grid.originY + (row + 0.5) * cellMeters - y;
      const rowFactor = weight * peak * Math.exp(exponent * dy * dy);
      const rowStart = row * columns;
      for (let column = first; column <= last; column++)
        density[rowStart + column]! += rowFactor * columnFactors[column]!;
    }
  };
}

/** First cell whose centre is at or after an offset from the grid's origin. */
function findFirstCell(offset: number, cellMeters: number): number {
  return Math.max(0, Math.ceil(offset / cellMeters - 0.5));
}

/** Last cell whose centre is at or before an offset; may be -1. */
function findLastCell(offset: number, cellMeters: number, cellCount: number): number {
  return Math.min(cellCount - 1, Math.floor(offset / cellMeters - 0.5));
}
