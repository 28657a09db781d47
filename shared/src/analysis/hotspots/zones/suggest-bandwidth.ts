import { findDistinctPlaces } from './distinct-places.ts';
import type { PlanarPoints } from './occupied-cells.ts';
import { quantile } from '../../statistics/quantile.ts';
import { pickEvenly, roundCoarsely } from './coarse-sample.ts';

export interface BandwidthSuggestion {
  /** Standard deviation of the Gaussian kernel. */
  readonly gaussianMeters: number;
  /** Radius of the quartic kernel that smooths as much. */
  readonly quarticMeters: number;
}

export const BANDWIDTH_DEFAULTS = {
  /** Incidents compared with each other; a twentieth of a second. */
  sampleSize: 1_200,
  /** Each tries half the area of the one before: from the rule of thumb down to a 45th of it. */
  candidates: 12,
  /** Part of the density that is spread evenly: one incident far from all others must not decide for everyone. */
  evenShare: 0.01,
  /** Below, there are no density zones to suggest anything for. */
  minIncidents: 20,
  minMeters: 50,
  maxMeters: 10_000,
};

/** Interquartile range of the normal distribution in standard deviations. */
const NORMAL_QUARTILE_RANGE = 1.349;
/** Silverman 1986, table 4.1: constants of his kernel K2, the quartic one, and of the normal one in the plane. */
const QUARTIC_PER_GAUSSIAN = 2.78;
/** Pairs with less of a kernel do not show beside the even part. */
const NEGLIGIBLE_WEIGHT = 1e-12;

/**
 * Bandwidths for kernel density, to 50 m: likelihood cross-validation (Silverman 1986, § 3.4.4; Loader 1999, § 5.3)
 * among fractions of his rule of thumb n^(−1/6) σ (eq. 4.14), which alone smooths a city of several centres too much.
 * An incident is predicted from those of other addresses only, or else a hundred at one door would ask for no smoothing
 * at all. A sample spread evenly over the order given stands for all; its bandwidth shrinks by (sample/n)^(1/6). Null for
 * fewer than 20 incidents or if they all lie on one line or at one place.
 */
export function suggestBandwidth(points: PlanarPoints, areaSquareMeters: number): BandwidthSuggestion | null {
  const n = points.xs.length;
  const { sampleSize, minIncidents, minMeters, maxMeters } = BANDWIDTH_DEFAULTS;
  if (n < minIncidents) return null;
  const picked = pickEvenly(n, sampleSize);
  const sample = {
    xs: Float64Array.from(picked, (i) => points.xs[i]!),
    ys: Float64Array.from(picked, (i) => points.ys[i]!),
  };
  const widest = computeRuleOfThumb(sample);
  if (widest === null) return null;
  const sigma = findLikeliest(sample, widest, areaSquareMeters) * (picked.length / n) ** (1 / 6);
  const clamp = (meters: number): number => Math.max(minMeters, Math.min(maxMeters, roundCoarsely(meters)));
  return { gaussianMeters: clamp(sigma), quarticMeters: clamp(QUARTIC_PER_GAUSSIAN * sigma) };
}

/** Silverman's rule with the smaller of the standard deviation and the scaled interquartile range on each axis; null without spread. */
function computeRuleOfThumb({ xs, ys }: { xs: Float64Array; ys: Float64Array }): number | null {
  const scales = [measureScale(xs), measureScale(ys)];
  if (scales.some((scale) => !(scale > 0))) return null;
  return Math.hypot(...scales) * Math.SQRT1_2 * xs.length ** (-1 / 6);
}

function measureScale(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  const sorted = Array.from(values);
  const robust = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / NORMAL_QUARTILE_RANGE;
  // More than half of them at one place have no interquartile range.
  return robust > 0 ? Math.min(deviation, robust) : deviation;
}

function findLikeliest(
  sample: { xs: Float64Array; ys: Float64Array },
  widest: number,
  areaSquareMeters: number,
): number {
  const { candidates, evenShare } = BANDWIDTH_DEFAULTS;
  const { placeOf, counts } = findDistinctPlaces(sample);
  const weights = sumWeights(sample, placeOf, widest);
  const n = placeOf.length;
  let likeliest = { sigma: widest, logLikelihood: -Infinity };
  for (let candidate = 0; candidate < candidates; candidate++) {
    const variance = widest ** 2 / 2 ** candidate;
    let logLikelihood = 0;
    for (let i = 0; i < n; i++) {
      const others = n - counts[placeOf[i]!]!;
      const density = weights[i * candidates + candidate]! / (others * 2 * Math.PI * variance);
      logLikelihood += Math.log((1 - evenShare) * density + evenShare / areaSquareMeters);
    }
    if (logLikelihood > likeliest.logLikelihood) likeliest = { sigma: Math.sqrt(variance), logLikelihood };
  }
  return likeliest.sigma;
}

/** For each point and candidate the sum of exp(−d²/2σ²) over the points of other places. */
function sumWeights(
  { xs, ys }: { xs: Float64Array; ys: Float64Array },
  placeOf: Int32Array,
  widest: number,
): Float64Array {
  const { candidates } = BANDWIDTH_DEFAULTS;
  const weights = new Float64Array(xs.length * candidates);
  const exponent = -1 / (2 * widest * widest);
  for (let i = 0; i < xs.length; i++) {
    for (let j = 0; j < i; j++) {
      if (placeOf[i] === placeOf[j]) continue;
      const dx = xs[i]! - xs[j]!;
      const dy = ys[i]! - ys[j]!;
      // Half the variance squares the weight: one exponential a pair is enough.
      let weight = Math.exp(exponent * (dx * dx + dy * dy));
      for (let candidate = 0; candidate < candidates && weight > NEGLIGIBLE_WEIGHT; candidate++) {
        weights[i * candidates + candidate]! += weight;
        weights[j * candidates + candidate]! += weight;
        weight *= weight;
      }
    }
  }
  return weights;
}
