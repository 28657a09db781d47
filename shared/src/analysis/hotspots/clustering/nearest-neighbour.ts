import type { PlanarPoints } from '../zones/occupied-cells.ts';
import { normalTwoSided } from '../../statistics/normal-distribution.ts';

/** How near events lie to each other, beside what is expected of as many anywhere. */
export interface NearestNeighbour {
  readonly observedMeters: number;
  readonly expectedMeters: number;
  /** Observed / expected: below 1 = closer together than at random, above 1 = further apart. */
  readonly index: number;
  readonly z: number;
  /** Two-sided, of the normal distribution. */
  readonly p: number;
  /** The same with Donnelly's correction for events near the border, whose nearest neighbour may lie beyond it. */
  readonly edgeCorrected: {
    readonly expectedMeters: number;
    readonly index: number;
    readonly z: number;
    readonly p: number;
  };
}

/**
 * The nearest-neighbour index (Clark & Evans 1954, Ecology 35, 445–453) without edge correction, as ArcGIS, CrimeStat and
 * spatstat's clarkevans(correction = "none") give it: expected 0.5 / √density, standard error √((4 − π) A / 4π) / n.
 * Beside it with the edge correction of Donnelly (1978, in Hodder, Simulation studies in archaeology, 91–95), made for
 * grounds with a smooth border: expected 0.5 √(A/n) + (0.0514 + 0.041/√n) P/n, variance 0.0703 A/n² + 0.037 P √(A/n⁵), P the
 * perimeter. Events at the same place are 0 m apart. Throws RangeError for fewer than two events or no area.
 */
export function computeNearestNeighbour(
  points: PlanarPoints,
  { areaSquareMeters, perimeterMeters }: { areaSquareMeters: number; perimeterMeters: number },
): NearestNeighbour {
  const count = points.xs.length;
  if (count < 2 || !(areaSquareMeters > 0)) throw new RangeError('a nearest neighbour needs two events and an area');
  const observedMeters = sumNearestDistances(points) / count;
  const expectedMeters = 0.5 / Math.sqrt(count / areaSquareMeters);
  const standardError = Math.sqrt(((4 - Math.PI) * areaSquareMeters) / (4 * Math.PI)) / count;
  const compare = (expected: number, deviation: number) => {
    const z = (observedMeters - expected) / deviation;
    return { expectedMeters: expected, index: observedMeters / expected, z, p: normalTwoSided(z) };
  };
  const edgeCorrected = compare(
    expectedMeters + ((0.0514 + 0.041 / Math.sqrt(count)) * perimeterMeters) / count,
    Math.sqrt(
      (0.0703 * areaSquareMeters) / count ** 2 + 0.037 * perimeterMeters * Math.sqrt(areaSquareMeters / count ** 5),
    ),
  );
  return { observedMeters, ...compare(expectedMeters, standardError), edgeCorrected };
}

/** From each point to the west and to the east, until what follows is further away in that direction alone than the nearest so far. */
function sumNearestDistances({ xs, ys }: PlanarPoints): number {
  const order = Int32Array.from(xs, (_, i) => i).sort((a, b) => xs[a]! - xs[b]!);
  const sortedXs = Float64Array.from(order, (i) => xs[i]!);
  const sortedYs = Float64Array.from(order, (i) => ys[i]!);
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    const [x, y] = [sortedXs[i]!, sortedYs[i]!];
    let nearest = Infinity;
    for (let j = i - 1; j >= 0 && (x - sortedXs[j]!) ** 2 < nearest; j--)
      nearest = Math.min(nearest, (x - sortedXs[j]!) ** 2 + (y - sortedYs[j]!) ** 2);
    for (let j = i + 1; j < order.length && (sortedXs[j]! - x) ** 2 < nearest; j++)
      nearest = Math.min(nearest, (sortedXs[j]! - x) ** 2 + (sortedYs[j]! - y) ** 2);
    sum += Math.sqrt(nearest);
  }
  return sum;
}
