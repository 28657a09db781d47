import { GI_STAR_DEFAULTS } from '../gi-star/gi-star-of-counts.ts';
import type { PlanarPoints } from './occupied-cells.ts';
import { pickEvenly, roundCoarsely } from './coarse-sample.ts';
import { suggestBandwidth, type BandwidthSuggestion } from './suggest-bandwidth.ts';

export interface SuggestedParameters {
  readonly bandwidth: BandwidthSuggestion | null;
  /** For squares and hexagons of all methods that count by cell. */
  readonly cellMeters: number;
  /** For Gi* and emerging hot spots on cells of that size. */
  readonly bandMeters: number;
  /** Null below twenty incidents: so few distances have no knee. */
  readonly dbscan: { readonly epsMeters: number; readonly minPoints: number } | null;
  /** For emerging hot spots. */
  readonly stepDays: number;
}

interface SuggestionScope {
  readonly areaSquareMeters: number;
  readonly windowMs: number;
}

/** Starting points for each method, coarsely rounded: to be looked at and changed. The same incidents give the same ones. */
export function suggestParameters(
  points: PlanarPoints,
  { areaSquareMeters, windowMs }: SuggestionScope,
): SuggestedParameters {
  const incidentCount = points.xs.length;
  const cellMeters = suggestCellMeters(incidentCount, areaSquareMeters);
  return {
    bandwidth: suggestBandwidth(points, areaSquareMeters),
    cellMeters,
    bandMeters: suggestBandMeters(cellMeters, incidentCount / areaSquareMeters),
    dbscan: suggestDbscan(points),
    stepDays: suggestStepDays(windowMs),
  };
}

/** Smaller cells split a street crossing, larger ones hide it. */
const CELL_RANGE_METERS = [100, 2_000] as const;

/**
 * Side of a cell: twice the area that an incident has on average, the usual size of quadrats (Griffith & Amrhein 1991;
 * Wong & Lee 2005), within 100 m to 2 km.
 */
export function suggestCellMeters(incidentCount: number, areaSquareMeters: number): number {
  const [least, most] = CELL_RANGE_METERS;
  return Math.max(least, Math.min(most, roundCoarsely(Math.sqrt((2 * areaSquareMeters) / Math.max(1, incidentCount)))));
}

/** In cells: the eight around a square or the six around a hexagon, and the rings beyond. */
const BANDS_IN_CELLS = [1.5, 2, 2.5, 3] as const;
/** Rounded up, so that no neighbour is lost. */
const BAND_STEP_METERS = 50;

/**
 * Band of Gi*: the shortest of 1.5 to 3 cells whose disk expects five incidents, as the normal distribution needs
 * (Cochran 1954), else 3 cells. 1.5 cells give each place the eight neighbours that Ord & Getis (1995) ask for.
 */
export function suggestBandMeters(cellMeters: number, incidentsPerSquareMeter: number): number {
  const bands = BANDS_IN_CELLS.map((cells) => BAND_STEP_METERS * Math.ceil((cells * cellMeters) / BAND_STEP_METERS));
  return (
    bands.find((band) => Math.PI * band * band * incidentsPerSquareMeter >= GI_STAR_DEFAULTS.minExpectedForNormal) ??
    bands.at(-1)!
  );
}

/** Points whose distances make the curve; a knee needs no more. */
const KNEE_SAMPLE_SIZE = 500;
const LEAST_INCIDENTS = 20;
const LEAST_MIN_POINTS = 4;
/** What a cluster is looked for with at most. */
const MOST_EPS_METERS = 5_000;

/**
 * DBSCAN: minPoints is ln n (Birant & Kut 2007), at least the four of Ester et al. 1996; eps is at the knee of the sorted
 * distances to as many points, found as the place furthest below the chord (Satopää et al. 2011, "Kneedle").
 */
export function suggestDbscan(points: PlanarPoints): SuggestedParameters['dbscan'] {
  if (points.xs.length < LEAST_INCIDENTS) return null;
  const minPoints = Math.max(LEAST_MIN_POINTS, Math.round(Math.log(points.xs.length)));
  // The point itself is one of minPoints.
  const distances = measureNthDistances(points, minPoints - 1, pickEvenly(points.xs.length, KNEE_SAMPLE_SIZE)).sort();
  return { epsMeters: Math.min(MOST_EPS_METERS, roundCoarsely(distances[findKnee(distances)]!)), minPoints };
}

/** Place of a rising curve that is furthest below the chord between its ends; the last of a straight one. */
function findKnee(rising: Float64Array): number {
  const last = rising.length - 1;
  let [knee, furthest] = [last, 0];
  for (let k = 0; k < last; k++) {
    const below = rising[0]! + ((rising[last]! - rising[0]!) * k) / last - rising[k]!;
    if (below > furthest) [knee, furthest] = [k, below];
  }
  return knee;
}

/** Distance of some points to the nth nearest other. */
function measureNthDistances({ xs, ys }: PlanarPoints, nth: number, picked: Int32Array): Float64Array {
  const order = Int32Array.from(xs, (_, i) => i).sort((a, b) => xs[a]! - xs[b]!);
  const rankOf = new Int32Array(order.length);
  order.forEach((i, rank) => (rankOf[i] = rank));
  return Float64Array.from(picked, (i) => {
    /** Squares of the shortest distances so far, ascending. */
    const nearest = new Float64Array(nth).fill(Infinity);
    const isTooFar = (j: number | undefined): boolean => j === undefined || (xs[j]! - xs[i]!) ** 2 > nearest[nth - 1]!;
    const consider = (j: number): void => {
      const squared = (xs[j]! - xs[i]!) ** 2 + (ys[j]! - ys[i]!) ** 2;
      let at = nth - 1;
      if (squared >= nearest[at]!) return;
      for (; at > 0 && nearest[at - 1]! > squared; at--) nearest[at] = nearest[at - 1]!;
      nearest[at] = squared;
    };
    // From the point to the west and to the east at once, so that the search soon becomes narrow.
    let [west, east] = [rankOf[i]! - 1, rankOf[i]! + 1];
    while (!isTooFar(order[west]) || !isTooFar(order[east])) {
      if (!isTooFar(order[west])) consider(order[west--]!);
      if (!isTooFar(order[east])) consider(order[east++]!);
    }
    return Math.sqrt(nearest[nth - 1]!);
  });
}

const DAY_MS = 86_400_000;
/** Days, whole weeks from the second on, so that each step has the same weekdays. */
const STEP_DAYS = [91, 28, 14, 7] as const;
/** A trend test with a little more than the ten steps that emerging hot spots need. */
const WANTED_STEPS = 12;

/** Step of emerging hot spots: the longest of 13, 4, 2 and 1 weeks that gives twelve steps, else a day. */
export function suggestStepDays(windowMs: number): number {
  return STEP_DAYS.find((days) => windowMs >= WANTED_STEPS * days * DAY_MS) ?? 1;
}
