import { rankByScore } from './cell-ranking.ts';
import { sumExpectedHits } from './forecast-accuracy.ts';

/** Hit rate against area share as cells are flagged one by one, both from 0 to 1. */
export interface HitRateCurve {
  readonly areaShares: Float64Array;
  readonly hitRates: Float64Array;
}

/** The curve of flagging cells in this order; `areas` is left out if all are equal. Null without events. */
export function computeHitRateCurve(
  ranking: Uint32Array,
  testCounts: ArrayLike<number>,
  areas?: ArrayLike<number>,
): HitRateCurve | null {
  const hits = new Float64Array(ranking.length + 1);
  const flaggedAreas = new Float64Array(ranking.length + 1);
  for (const [i, cell] of ranking.entries()) {
    hits[i + 1] = hits[i]! + testCounts[cell]!;
    flaggedAreas[i + 1] = flaggedAreas[i]! + (areas === undefined ? 1 : areas[cell]!);
  }
  return scaleCurve(flaggedAreas, hits);
}

/** The mean of the curves over all ways to break ties between equal scores, for cells of one size. Null without events. */
export function computeExpectedHitRateCurve(
  scores: ArrayLike<number>,
  testCounts: ArrayLike<number>,
): HitRateCurve | null {
  const hits = sumExpectedHits(scores, testCounts);
  return scaleCurve(
    hits.map((_, k) => k),
    hits,
  );
}

/** The curve that no forecast can exceed: cells by how many events they came to hold for their area. Null without events. */
export function computeBestHitRateCurve(testCounts: ArrayLike<number>, areas?: ArrayLike<number>): HitRateCurve | null {
  const densities = areas === undefined ? testCounts : Float64Array.from(testCounts, (count, i) => count / areas[i]!);
  return computeHitRateCurve(rankByScore(densities), testCounts, areas);
}

/** Area under a hit-rate curve by the trapezoid rule, 0–1; .5 is chance. */
export function computeAreaUnderCurve({ areaShares, hitRates }: HitRateCurve): number {
  let area = 0;
  for (let i = 1; i < areaShares.length; i++)
    area += ((areaShares[i]! - areaShares[i - 1]!) * (hitRates[i]! + hitRates[i - 1]!)) / 2;
  return area;
}

function scaleCurve(flaggedAreas: Float64Array, hits: Float64Array): HitRateCurve | null {
  const events = hits.at(-1)!;
  const area = flaggedAreas.at(-1)!;
  if (!(events > 0 && area > 0)) return null;
  return { areaShares: flaggedAreas.map((flagged) => flagged / area), hitRates: hits.map((hit) => hit / events) };
}
