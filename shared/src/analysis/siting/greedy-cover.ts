import type { CoverMatrix } from './cover-matrix.ts';

export interface GreedyCover {
  /** Chosen candidates, best first, without the kept ones. */
  order: number[];
  /** Weight each of them added. */
  gains: number[];
  /** Weight that the kept ones cover. */
  keptWeight: number;
  /** A weight that no {@link GreedyCoverOptions.boundSites} sites beside the kept ones can exceed; infinite when not asked for. */
  bound: number;
}

export interface GreedyCoverOptions {
  /** Candidates that stand already. */
  kept?: readonly number[];
  /** Stops after so many choices. Default: when nothing is added any more. */
  maxSites?: number;
  /** Stops when so much weight is covered. */
  targetWeight?: number;
  /** Asks for {@link GreedyCover.bound}. */
  boundSites?: number;
}

/**
 * Greedy maximal covering: each time the candidate that adds the largest uncovered weight, ties to the lowest index;
 * at least 1 − 1/e of the optimum for every number of sites (Nemhauser, Wolsey & Fisher 1978). Gains are brought up to
 * date only for the candidates that could be next (lazy evaluation, Minoux 1978), which chooses the same sites as
 * counting all anew: what a candidate adds only ever shrinks.
 */
export function coverGreedily(
  { candidateCount, demandCount, starts, demand }: CoverMatrix,
  weights: ArrayLike<number>,
  options: GreedyCoverOptions = {},
): GreedyCover {
  const {
    kept = [],
    maxSites = Number.POSITIVE_INFINITY,
    targetWeight = Number.POSITIVE_INFINITY,
    boundSites = 0,
  } = options;
  const isCovered = new Uint8Array(demandCount);
  const gains = new Float64Array(candidateCount);
  const gainOf = (j: number): number => {
    let gain = 0;
    for (let k = starts[j]!; k < starts[j + 1]!; k++) if (isCovered[demand[k]!] === 0) gain += weights[demand[k]!]!;
    return gain;
  };
  const cover = (j: number) => {
    for (let k = starts[j]!; k < starts[j + 1]!; k++) isCovered[demand[k]!] = 1;
  };
  for (const j of kept) cover(j);
  let keptWeight = 0;
  for (let i = 0; i < demandCount; i++) if (isCovered[i] === 1) keptWeight += weights[i]!;

  // A binary heap, the largest (perhaps outdated) gain and then the lowest index on top.
  const keptSet = new Set(kept);
  const heap: number[] = [];
  const comesBefore = (a: number, b: number) => gains[a]! > gains[b]! || (gains[a] === gains[b] && a < b);
  const sink = (from: number) => {
    const moving = heap[from]!;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && comesBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!comesBefore(heap[child]!, moving)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = moving;
  };
  for (let j = 0; j < candidateCount; j++) {
    if (keptSet.has(j)) continue;
    gains[j] = gainOf(j);
    heap.push(j);
  }
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) sink(i);

  const order: number[] = [];
  const added: number[] = [];
  let covered = keptWeight;
  let bound = Number.POSITIVE_INFINITY;
  // Coverage is submodular: no p sites cover more than any set of sites does and the p largest further gains beside it.
  const tightenBound = () => {
    if (order.length > boundSites || boundSites === 0) return;
    const sorted = gains.toSorted();
    let most = covered;
    for (let k = sorted.length - 1; k >= Math.max(0, sorted.length - boundSites); k--) most += sorted[k]!;
    bound = Math.min(bound, most);
  };
  tightenBound();
  while (heap.length > 0 && order.length < maxSites && covered < targetWeight) {
    const best = heap[0]!;
    const fresh = gainOf(best);
    if (fresh < gains[best]!) {
      gains[best] = fresh;
      sink(0);
      continue;
    }
    if (fresh <= 0) break;
    order.push(best);
    added.push(fresh);
    covered += fresh;
    cover(best);
    gains[best] = 0;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      sink(0);
    }
    tightenBound();
  }
  return { order, gains: added, keptWeight, bound };
}
