import { interchangeMedians, sumWeightedDistance, type PMedianInstance } from './p-median.ts';

/** Per demand, all candidates by distance, the nearest first: candidate of rank r of demand i at `i * candidateCount + r`. */
export function rankCandidates({ candidateCount, weights, distancesMeters }: PMedianInstance): Uint16Array {
  const demandCount = weights.length;
  const ranked = new Uint16Array(candidateCount * demandCount);
  const order = Array.from({ length: candidateCount }, (_, j) => j);
  for (let i = 0; i < demandCount; i++) {
    order.sort((a, b) => distancesMeters[a * demandCount + i]! - distancesMeters[b * demandCount + i]! || a - b);
    ranked.set(order, i * candidateCount);
  }
  return ranked;
}

export interface PMedianBound {
  /** No p sites have a smaller sum of weight × metres. */
  bound: number;
  /** The best sites met on the way, and their sum; at least as good as those given. */
  sites: number[];
  objective: number;
  /** 1 = no better solution holds this candidate; 2 = every better one does; 0 = open. */
  fixed: Uint8Array;
}

/** Defaults of the subgradient steps, after Beasley (1993, Lagrangian heuristics for location problems, EJOR 65). */
const MAX_ITERATIONS = 800;
const FIRST_PACE = 2;
const LAST_PACE = 0.002;
const PATIENCE = 12;
/** How many of the sets met on the way are improved by interchange at the end. */
const TRIED_SETS = 10;
/** A solution better by less than this share counts as equal. */
const EQUAL_SHARE = 1e-9;

/**
 * Lower bound of a p-median by Lagrangian relaxation of "each demand is served once" (Cornuéjols, Fisher & Nemhauser
 * 1977), and the candidates that it proves out of or into every better solution (Christofides & Beasley 1982).
 * `goOn` is asked before each step; bounds found until it refuses hold.
 */
export function boundPMedian(
  instance: PMedianInstance,
  ranked: Uint16Array,
  p: number,
  start: readonly number[],
  goOn: (bound: number) => boolean = () => true,
): PMedianBound {
  const { candidateCount, weights, distancesMeters, kept } = instance;
  const demandCount = weights.length;
  const isKept = new Uint8Array(candidateCount);
  for (const j of kept) isKept[j] = 1;
  const free = Array.from({ length: candidateCount }, (_, j) => j).filter((j) => isKept[j] === 0);
  const result: PMedianBound = {
    bound: 0,
    sites: [...start],
    objective: sumWeightedDistance(instance, start),
    fixed: new Uint8Array(candidateCount),
  };

  const nearestSite = [...kept, ...start];
  const prices = Float64Array.from({ length: demandCount }, (_, i) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (const j of nearestSite) nearest = Math.min(nearest, distancesMeters[j * demandCount + i]!);
    return weights[i]! * nearest;
  });
  /** What opening each candidate changes at these prices: the sum of its demands' profits, never positive. */
  const worth = new Float64Array(candidateCount);
  const served = new Int32Array(demandCount);

  const evaluate = (): number => {
    worth.fill(0);
    let sum = 0;
    for (let i = 0; i < demandCount; i++) {
      const price = prices[i]!;
      const weight = weights[i]!;
      sum += price;
      for (let r = i * candidateCount; r < (i + 1) * candidateCount; r++) {
        const j = ranked[r]!;
        const profit = weight * distancesMeters[j * demandCount + i]! - price;
        if (profit >= 0) break;
        worth[j]! += profit;
      }
    }
    for (const j of kept) sum += worth[j]!;
    free.sort((a, b) => worth[a]! - worth[b]! || a - b);
    for (let k = 0; k < p && k < free.length; k++) sum += worth[free[k]!]!;
    return sum;
  };
  const fix = (bound: number) => {
    const target = result.objective * (1 - EQUAL_SHARE);
    const lastIn = worth[free[p - 1]!] ?? 0;
    const firstOut = worth[free[p]!] ?? Number.POSITIVE_INFINITY;
    for (const [rank, j] of free.entries()) {
      if (rank < p ? bound - worth[j]! + firstOut > target : bound + worth[j]! - lastIn > target)
        result.fixed[j] = rank < p ? 2 : 1;
    }
  };

  let pace = FIRST_PACE;
  let sinceBetter = 0;
  let bestPrices = prices.slice();
  let closest: { sites: number[]; objective: number }[] = [];
  for (let iteration = 0; iteration < MAX_ITERATIONS && pace > LAST_PACE; iteration++) {
    if (!goOn(result.bound)) break;
    let value = evaluate();
    if (value > result.bound) {
      if (value > result.bound * (1 + 1e-4)) sinceBetter = 0;
      result.bound = value;
      bestPrices = prices.slice();
      const chosen = free.slice(0, p);
      const objective = sumWeightedDistance(instance, chosen);
      if (!closest.some((other) => other.objective === objective)) {
        closest = [...closest, { sites: chosen, objective }]
          .toSorted((a, b) => a.objective - b.objective)
          .slice(0, TRIED_SETS);
      }
      fix(value);
    }
    if (result.objective - result.bound <= EQUAL_SHARE * result.objective) break;
    if (++sinceBetter > PATIENCE) {
      pace /= 2;
      sinceBetter = 0;
      prices.set(bestPrices);
      value = evaluate();
    }
    served.fill(0);
    for (const j of [...kept, ...free.slice(0, p)]) {
      for (let i = 0; i < demandCount; i++)
        if (weights[i]! * distancesMeters[j * demandCount + i]! < prices[i]!) served[i]!++;
    }
    let norm = 0;
    for (let i = 0; i < demandCount; i++) norm += (1 - served[i]!) ** 2;
    if (norm === 0) break;
    const step = (pace * (result.objective * 1.001 - value)) / norm;
    for (let i = 0; i < demandCount; i++) prices[i] = Math.max(0, prices[i]! + step * (1 - served[i]!));
  }
  for (const { sites } of closest) {
    const improved = interchangeMedians(instance, sites);
    const objective = sumWeightedDistance(instance, improved);
    if (objective < result.objective) Object.assign(result, { sites: improved, objective });
  }
  result.bound = Math.min(result.bound, result.objective);
  prices.set(bestPrices);
  fix(evaluate());
  return result;
}
