import type { PlanePoints } from './cover-matrix.ts';

/** Demand that is served by its nearest site. */
export interface PMedianInstance {
  readonly candidateCount: number;
  readonly weights: Float64Array;
  /** Metres from candidate j to demand i, at `j * weights.length + i`. */
  readonly distancesMeters: Float64Array;
  /** Candidates that stand already, beside the p to choose. */
  readonly kept: readonly number[];
}

/** Straight distances between all pairs. The caller bounds their number: 8 bytes each. */
export function createPMedianInstance(
  candidates: PlanePoints,
  demand: PlanePoints,
  weights: ArrayLike<number>,
  kept: readonly number[] = [],
): PMedianInstance {
  const demandCount = demand.xs.length;
  const candidateCount = candidates.xs.length;
  const distancesMeters = new Float64Array(candidateCount * demandCount);
  for (let j = 0; j < candidateCount; j++) {
    for (let i = 0; i < demandCount; i++)
      distancesMeters[j * demandCount + i] = Math.hypot(
        candidates.xs[j]! - demand.xs[i]!,
        candidates.ys[j]! - demand.ys[i]!,
      );
  }
  return { candidateCount, weights: Float64Array.from(weights), distancesMeters, kept };
}

/** Sum over the demand of weight × metres to the nearest of `sites` and the kept ones; infinite when there are none. */
export function sumWeightedDistance(
  { weights, distancesMeters, kept }: PMedianInstance,
  sites: readonly number[],
): number {
  const demandCount = weights.length;
  const all = [...kept, ...sites];
  let sum = 0;
  for (let i = 0; i < demandCount; i++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (const j of all) nearest = Math.min(nearest, distancesMeters[j * demandCount + i]!);
    sum += weights[i]! * nearest;
  }
  return sum;
}

/** Each time the candidate that shortens the weighted distance most, ties to the lowest index; fewer than p when no candidate is left. */
export function placeMediansGreedily(instance: PMedianInstance, p: number): number[] {
  const { candidateCount, weights, distancesMeters, kept } = instance;
  const demandCount = weights.length;
  const nearest = new Float64Array(demandCount).fill(Number.POSITIVE_INFINITY);
  const isOpen = new Uint8Array(candidateCount);
  const open = (j: number) => {
    isOpen[j] = 1;
    for (let i = 0; i < demandCount; i++) nearest[i] = Math.min(nearest[i]!, distancesMeters[j * demandCount + i]!);
  };
  for (const j of kept) open(j);
  const order: number[] = [];
  while (order.length < p) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < candidateCount; j++) {
      if (isOpen[j] === 1) continue;
      let sum = 0;
      for (let i = 0; i < demandCount; i++)
        sum += weights[i]! * Math.min(nearest[i]!, distancesMeters[j * demandCount + i]!);
      if (best < 0 || sum < least) {
        best = j;
        least = sum;
      }
    }
    if (best < 0) break;
    order.push(best);
    open(best);
  }
  return order;
}

/**
 * Vertex interchange (Teitz & Bart 1968): swaps a site for a candidate while that shortens the weighted distance; the
 * best site to give up for a candidate is found in one pass over the demand (Whitaker 1983). Kept sites stay.
 * Stops after `maxPasses` over the candidates, though it seldom takes more than a few.
 */
export function interchangeMedians(instance: PMedianInstance, start: readonly number[], maxPasses = 20): number[] {
  const { candidateCount, weights, distancesMeters, kept } = instance;
  const demandCount = weights.length;
  const sites = [...start];
  const isOpen = new Uint8Array(candidateCount);
  for (const j of [...kept, ...sites]) isOpen[j] = 1;
  /** Position in `sites` of each demand's nearest (−1: a kept one), and how far it and the second nearest are. */
  const nearestSite = new Int32Array(demandCount);
  const nearest = new Float64Array(demandCount);
  const second = new Float64Array(demandCount);
  const assign = () => {
    nearest.fill(Number.POSITIVE_INFINITY);
    second.fill(Number.POSITIVE_INFINITY);
    const add = (j: number, position: number) => {
      for (let i = 0; i < demandCount; i++) {
        const distance = distancesMeters[j * demandCount + i]!;
        if (distance < nearest[i]!) {
          second[i] = nearest[i]!;
          nearest[i] = distance;
          nearestSite[i] = position;
        } else if (distance < second[i]!) second[i] = distance;
      }
    };
    for (const j of kept) add(j, -1);
    for (const [position, j] of sites.entries()) add(j, position);
  };
  assign();
  const loss = new Float64Array(sites.length);
  for (let pass = 0; pass < maxPasses; pass++) {
    let swapped = false;
    for (let j = 0; j < candidateCount; j++) {
      if (isOpen[j] === 1) continue;
      let gain = 0;
      loss.fill(0);
      for (let i = 0; i < demandCount; i++) {
        const distance = distancesMeters[j * demandCount + i]!;
        if (distance < nearest[i]!) gain += weights[i]! * (nearest[i]! - distance);
        else if (nearestSite[i]! >= 0)
          loss[nearestSite[i]!]! += weights[i]! * (Math.min(distance, second[i]!) - nearest[i]!);
      }
      // A demand nearer to the newcomer loses nothing, whichever site goes.
      let leaving = -1;
      for (let k = 0; k < sites.length; k++) if (leaving < 0 || loss[k]! < loss[leaving]!) leaving = k;
      if (leaving < 0 || gain - loss[leaving]! <= 1e-9 * (1 + gain)) continue;
      isOpen[sites[leaving]!] = 0;
      isOpen[j] = 1;
      sites[leaving] = j;
      assign();
      swapped = true;
    }
    if (!swapped) break;
  }
  return sites;
}
