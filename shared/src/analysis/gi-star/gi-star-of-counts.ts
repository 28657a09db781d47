import { createExactTails, type ExactTails } from './exact-tail.ts';
import { assessScores, computeGiStarScores, type GiStar, type NeighbourSums } from './gi-star.ts';
import { normalTwoSided } from '../statistics/normal-distribution.ts';

/** Where the p of a place comes from. */
export const P_BASIS = {
  /** From z: the neighbourhood is large enough for its sum to be normal, or the exact p would take too long. */
  normal: 0,
  /** From the exact distribution of the neighbourhood's sum when the other places' values are shuffled. */
  exact: 1,
  /** p is 1: not even the most uneven spread of so few events could be told from chance. */
  tooFewEvents: 2,
  /** p is 1: so little is expected that the normal p is wrong, and the exact one takes too long or values are no counts. */
  unresolved: 3,
} as const;

/** Gi* of counts. */
export interface GiStarOfCounts extends GiStar {
  /** A P_BASIS a place. */
  readonly basis: Uint8Array;
}

export const GI_STAR_DEFAULTS = {
  /** Sum expected in a neighbourhood (neighbours × mean) below which the normal p is never used: the usual rule of five for counts (Cochran 1954). */
  minExpectedForNormal: 5,
  /**
   * Neighbours / skewness² of the values below which the exact p is preferred. It is the expected count of the Poisson
   * variable as skewed as the neighbourhood's sum: the expected sum itself if events are independent, far less if they
   * come in heaps. At 50 the normal p is half of what it should be at z = 3 and a tenth at z = 4.7 (first term of Cramér's series).
   */
  minEquivalentForNormal: 50,
  /** Events in all, below which nothing is called hot or cold: our own choice, as so few are better looked at one by one. */
  minEvents: 10,
};

/** The largest q that gives a bin. */
const LARGEST_CALLED_Q = 0.1;

/**
 * Gi* of event counts with a p that holds where they are few or come in heaps (see P_BASIS and GI_STAR_DEFAULTS). The
 * exact p is twice the tail on the side of z, at most 1, so that a bin's sign is that of z; as a place keeps its own
 * value, a heap is no cluster by itself. A place has too few events if the study has fewer than minEvents, or if the
 * most uneven spread of the other places' values would give it a p above .10 × neighbours / places: what
 * Benjamini–Hochberg asks of a cluster that a whole neighbourhood of places sees. Such places stay in the family with
 * p 1, which makes q larger rather than smaller. Throws like computeGiStarOfSums.
 */
export function computeGiStarOfCounts(
  values: Float64Array,
  neighbourhoods: NeighbourSums,
  { minExpectedForNormal, minEquivalentForNormal, minEvents } = GI_STAR_DEFAULTS,
): GiStarOfCounts {
  const { counts } = neighbourhoods;
  const n = values.length;
  const z = computeGiStarScores(values, neighbourhoods);
  const p = new Float64Array(n).fill(1);
  const basis = new Uint8Array(n).fill(P_BASIS.tooFewEvents);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (!(total >= minEvents)) return { ...assessScores(z, p), basis };

  const skewnessSquared = measureSkewness(values) ** 2;
  const expectsLittle = (i: number): boolean => (counts[i]! * total) / n < minExpectedForNormal;
  const isSkewed = (i: number): boolean => counts[i]! < minEquivalentForNormal * skewnessSquared;
  const places = Int32Array.from({ length: n }, (_, i) => i);
  const needingExact = places.filter(expectsLittle);
  const preferringExact = places.filter((i) => !expectsLittle(i) && isSkewed(i));
  const study = { values, neighbourhoods, z, p, basis };

  const tails = needingExact.length + preferringExact.length > 0 ? createExactTails(values) : null;
  for (const i of needingExact) if (!assessExactly(study, i, tails)) basis[i] = P_BASIS.unresolved;
  // All or none of them: where the time ran out must not show on the map.
  const preferenceMet = preferringExact.every((i) => assessExactly(study, i, tails));
  for (const i of places) {
    if (expectsLittle(i) || (preferenceMet && isSkewed(i))) continue;
    p[i] = normalTwoSided(z[i]!);
    basis[i] = P_BASIS.normal;
  }
  return { ...assessScores(z, p), basis };
}

interface Study {
  readonly values: Float64Array;
  readonly neighbourhoods: NeighbourSums;
  readonly z: Float64Array;
  readonly p: Float64Array;
  readonly basis: Uint8Array;
}

/** Sets the exact p of a place unless it has too few events; false if there is none to be had. */
function assessExactly({ values, neighbourhoods: { counts, sums }, z, p, basis }: Study, i: number, tails: ExactTails | null): boolean {
  if (tails === null) return false;
  const place = { neighbourCount: counts[i]!, ownValue: values[i]!, neighbourSum: sums[i]! };
  if (2 * tails.findSmallestTail(place) > (LARGEST_CALLED_Q * place.neighbourCount) / values.length) return true;
  const found = tails.findTails(place);
  if (found === null) return false;
  p[i] = Math.min(1, 2 * (z[i]! > 0 ? found.greater : found.less));
  basis[i] = P_BASIS.exact;
  return true;
}

/** Third standardised moment, 0 if all values are alike. */
function measureSkewness(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [squares, cubes] = [0, 0];
  for (const value of values) {
    squares += (value - mean) ** 2;
    cubes += (value - mean) ** 3;
  }
  return squares > 0 ? (cubes / values.length) / (squares / values.length) ** 1.5 : 0;
}
