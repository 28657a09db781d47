import { computeMannKendall } from '../../statistics/mann-kendall.ts';
import { findEmergingCategory, type EmergingCategory } from './emerging-category.ts';
import type { SpaceTimeCube } from './space-time-cube.ts';
import { binByFalseDiscoveryRate, computeSpaceTimeGiStar, type SpaceTimeNeighbourhood } from './space-time-gi-star.ts';

/** Bins are in the order of the cube's counts, the rest in that of its locations. */
export interface EmergingHotSpots {
  readonly z: Float64Array;
  /** −3 (cold, 1 % false discoveries) to 3 (hot). */
  readonly bins: Int8Array;
  /** Mann–Kendall z of the location's z over time: positive if it becomes hotter. */
  readonly trendZ: Float64Array;
  readonly trendP: Float64Array;
  readonly categories: readonly EmergingCategory[];
}

/**
 * Emerging hot spots of a cube: Gi* in space and time, false discoveries controlled over all bins, and what each
 * location becomes. Gi* of a step shares events with the steps in its lag, so trends are found a little too easily; and
 * where a neighbourhood expects fewer than a few events, its normal p is too small.
 */
export function computeEmergingHotSpots(cube: SpaceTimeCube, neighbourhood: SpaceTimeNeighbourhood): EmergingHotSpots {
  const z = computeSpaceTimeGiStar(cube, neighbourhood);
  const bins = binByFalseDiscoveryRate(z);
  const { stepCount } = cube;
  const starts = Array.from(cube.cells, (_, location) => location * stepCount);
  const trends = starts.map((start) => computeMannKendall(z.subarray(start, start + stepCount)));
  return {
    z,
    bins,
    trendZ: Float64Array.from(trends, (trend) => trend.z),
    trendP: Float64Array.from(trends, (trend) => trend.p),
    categories: starts.map((start, location) =>
      findEmergingCategory(bins.subarray(start, start + stepCount), trends[location]!),
    ),
  };
}
