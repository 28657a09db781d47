import type { GiStarNull } from '../../../schemas/zone-method.ts';
import { normalTwoSided } from '../../statistics/normal-distribution.ts';
import { createExactTails, type ExactTails } from './exact-tail.ts';
import { assessScores, computeGiStarScores, type GiStar, type NeighbourSums } from './gi-star.ts';
import { assessByNegativeBinomial, type UnevenCounts } from './negative-binomial-null.ts';

/** Where the p of a place comes from. */
export const P_BASIS = {
  /** From z and the normal distribution. */
  normal: 0,
  /** From the exact distribution of the neighbourhood's sum when values are shuffled. */
  exact: 1,
  /** p is 1: too few events for any verdict. */
  tooFewEvents: 2,
  /** p is 1: the exact p takes too long, and the normal one would be wrong; or values are no counts. */
  unresolved: 3,
  /** From the exact distribution of the sum of negative binomial counts. */
  negativeBinomial: 4,
} as const;

/** Gi* of counts. */
export interface GiStarOfCounts extends GiStar {
  /** A P_BASIS a place. */
  readonly basis: Uint8Array;
  /** How uneven these counts are; null unless that is what they were measured by. */
  readonly unevenness: UnevenCounts | null;
}

export const GI_STAR_DEFAULTS = {
  /** Sum expected in a neighbourhood (neighbours × mean) below which the normal p is never used for shuffled neighbours: the usual rule of five for counts (Cochran 1954). */
  minExpectedForNormal: 5,
  /**
   * Neighbours / skewness² of the values below which the exact p of shuffled neighbours is preferred. It is the expected
   * count of the Poisson variable as skewed as the neighbourhood's sum: the expected sum itself if events are independent,
   * far less if they come in heaps. At 50 the normal p is half of what it should be at z = 3 and a tenth at z = 4.7 (first
   * term of Cramér's series).
   */
  minEquivalentForNormal: 50,
  /** Events in all, below which nothing is called hot or cold: our own choice, as so few are better looked at one by one. */
  minEvents: 10,
};

/** The largest q that gives a bin. */
const LARGEST_CALLED_Q = 0.1;

/**
 * Gi* of event counts, with z of Ord & Getis and a p that answers the hypothesis of `null`:
 *
 * - `negative-binomial`: is more (less) in this neighbourhood, the place itself included, than counts as uneven as these
 *   give by chance? Exact, one-sided on the side of z, false discovery rate over all places for each side.
 * - `normal`: two-sided p of z, as ArcGIS gives it. Wrong where counts are few or uneven.
 * - `all-shuffled`: are the values arranged so that this neighbourhood's sum is larger than by shuffling all? A single heap
 *   can never be called: of n places m see it whatever its place.
 * - `neighbours-shuffled`: the place's own value held fixed, so it asks for the neighbours only (Anselin 1995).
 *
 * The exact p of shuffling is twice the tail on the side of z, at most 1. With fewer than minEvents events nothing is
 * called. Throws like computeGiStarOfSums, and RangeError for negative binomial values that are no counts.
 */
export function computeGiStarOfCounts(
  values: Float64Array,
  neighbourhoods: NeighbourSums,
  nullModel: GiStarNull,
  defaults = GI_STAR_DEFAULTS,
): GiStarOfCounts {
  const n = values.length;
  const z = computeGiStarScores(values, neighbourhoods);
  const total = values.reduce((sum, value) => sum + value, 0);
  const p = new Float64Array(n).fill(1);
  const basis = new Uint8Array(n).fill(P_BASIS.tooFewEvents);
  if (!(total >= defaults.minEvents)) return { ...assessScores(z, p), basis, unevenness: null };

  if (nullModel === 'negative-binomial') {
    const { unevenness, ...assessed } = assessByNegativeBinomial(values, neighbourhoods, z);
    return { ...assessed, basis: basis.fill(P_BASIS.negativeBinomial), unevenness };
  }
  const study = { values, neighbourhoods, z, p, basis };
  if (nullModel === 'normal') assessNormally(study, () => true);
  else if (nullModel === 'all-shuffled') assessAllShuffled(study);
  else assessNeighboursShuffled(study, total / n, defaults);
  return { ...assessScores(z, p), basis, unevenness: null };
}

interface Study {
  readonly values: Float64Array;
  readonly neighbourhoods: NeighbourSums;
  readonly z: Float64Array;
  readonly p: Float64Array;
  readonly basis: Uint8Array;
}

function assessNormally({ z, p, basis }: Study, isMeant: (place: number) => boolean): void {
  for (let i = 0; i < z.length; i++) {
    if (!isMeant(i)) continue;
    p[i] = normalTwoSided(z[i]!);
    basis[i] = P_BASIS.normal;
  }
}

function assessAllShuffled(study: Study): void {
  const tails = createExactTails(study.values);
  for (let i = 0; i < study.values.length; i++)
    if (!assessExactly(study, i, tails, null)) study.basis[i] = P_BASIS.unresolved;
}

/**
 * The exact p where little is expected; elsewhere preferred where values are skewed, and the normal one otherwise. A place has
 * too few events if the most uneven spread of the other places' values would give it a p above .10 × neighbours / places:
 * what Benjamini–Hochberg asks of a cluster that a whole neighbourhood of places sees. Such places stay in the family with
 * p 1, which makes q larger rather than smaller.
 */
function assessNeighboursShuffled(
  study: Study,
  mean: number,
  { minExpectedForNormal, minEquivalentForNormal }: typeof GI_STAR_DEFAULTS,
): void {
  const { values, neighbourhoods, basis } = study;
  const { counts } = neighbourhoods;
  const skewnessSquared = measureSkewness(values) ** 2;
  const expectsLittle = (i: number): boolean => counts[i]! * mean < minExpectedForNormal;
  const isSkewed = (i: number): boolean => counts[i]! < minEquivalentForNormal * skewnessSquared;
  const places = Int32Array.from(values, (_, i) => i);
  const needingExact = places.filter(expectsLittle);
  const preferringExact = places.filter((i) => !expectsLittle(i) && isSkewed(i));

  const tails = needingExact.length + preferringExact.length > 0 ? createExactTails(values) : null;
  for (const i of needingExact) if (!assessExactly(study, i, tails, values[i]!)) basis[i] = P_BASIS.unresolved;
  // All or none of them: where the time ran out must not show on the map.
  const preferenceMet = preferringExact.every((i) => assessExactly(study, i, tails, values[i]!));
  assessNormally(study, (i) => !expectsLittle(i) && !(preferenceMet && isSkewed(i)));
}

/** Sets the exact p of a place unless it has too few events; false if there is none to be had. */
function assessExactly(
  { values, neighbourhoods: { counts, sums }, z, p, basis }: Study,
  i: number,
  tails: ExactTails | null,
  ownValue: number | null,
): boolean {
  if (tails === null) return false;
  const place = { neighbourCount: counts[i]!, ownValue, neighbourSum: sums[i]! };
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
  return squares > 0 ? cubes / values.length / (squares / values.length) ** 1.5 : 0;
}
