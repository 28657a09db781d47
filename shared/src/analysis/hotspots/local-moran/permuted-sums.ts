/** Sums of values drawn without replacement, for every place as if its own value were not there to be drawn. */
export interface PermutedSums {
  /** Draws that were made: fewer than asked where they would take too much memory. */
  readonly permutations: number;
  /** Of the draws for a place, how many have a sum of at least, and of at most, the sum observed among its neighbours. */
  readonly atLeast: Float64Array;
  readonly atMost: Float64Array;
}

interface PermutedSumsInput {
  readonly values: Float64Array;
  /** Of each place: how many neighbours it has, itself left out, and their sum. Places without any are left out. */
  readonly neighbourCounts: Int32Array;
  readonly neighbourSums: Float64Array;
  readonly permutations: number;
  /** Seeded generator of numbers in [0, 1). */
  readonly random: () => number;
  /** Hears the share of the work that is done, 0–1. */
  readonly onShare?: ((share: number) => void) | undefined;
}

export const PERMUTED_SUMS_DEFAULTS = {
  /** Indexes kept for all draws, 80 MB; each is kept a second time by place. Where they would be more, fewer draws are made. */
  maxKeptIndexes: 20_000_000,
};

/** About as long as the rest takes. */
const DRAWING_SHARE = 0.5;
/** Draws, and places, from one share that is told to the next. */
const TOLD_EVERY = 1_000;

/**
 * Conditional permutation (Anselin 1995): a place keeps its value, its neighbours' are drawn from all other places. As in
 * esda one set of draws serves every place, so that a grid of 100,000 cells costs hardly more than one cell: a draw is an
 * order of a few places; a place that has k neighbours takes the first k of them, or where it is among these itself the
 * first k + 1 without it. Sums of each k are sorted once and looked up; only draws that hold the place are corrected for.
 * Values should be whole numbers, so that equal sums are equal.
 */
export function countPermutedSums(
  { values, neighbourCounts, neighbourSums, permutations: asked, random, onShare }: PermutedSumsInput,
  { maxKeptIndexes } = PERMUTED_SUMS_DEFAULTS,
): PermutedSums {
  const n = values.length;
  const most = neighbourCounts.reduce((largest, count) => Math.max(largest, count), 0);
  const length = most + 1;
  const permutations = Math.max(1, Math.min(asked, Math.floor(maxKeptIndexes / length)));
  const draws = drawPlaces(n, length, permutations, random, (share) => onShare?.(share * DRAWING_SHARE));
  const held = listByPlace(draws, n, length);
  const atLeast = new Float64Array(n);
  const atMost = new Float64Array(n);

  /** Sums of the first k places of each draw, and of the first k + 1. */
  const sums = new Float64Array(permutations);
  let summed = 0;
  let told = 0;
  for (const [k, places] of groupByCount(neighbourCounts)) {
    for (; summed < k; summed++)
      for (let draw = 0; draw < permutations; draw++) sums[draw]! += values[draws[draw * length + summed]!]!;
    const sorted = sums.slice().sort();
    for (const place of places) {
      if (++told % TOLD_EVERY === 0) onShare?.(DRAWING_SHARE + ((1 - DRAWING_SHARE) * told) / n);
      const observed = neighbourSums[place]!;
      let more = permutations - countBelow(sorted, observed, false);
      let less = countBelow(sorted, observed, true);
      for (let at = held.starts[place]!; at < held.starts[place + 1]!; at++) {
        if (held.positions[at]! >= k) continue;
        const draw = held.draws[at]!;
        const withPlace = sums[draw]!;
        const without = withPlace + values[draws[draw * length + k]!]! - values[place]!;
        more += Number(without >= observed) - Number(withPlace >= observed);
        less += Number(without <= observed) - Number(withPlace <= observed);
      }
      atLeast[place] = more;
      atMost[place] = less;
    }
  }
  return { permutations, atLeast, atMost };
}

/** The beginnings of random orders of n places, `length` of them a draw: Fisher–Yates as far as it is looked at, each draw on the order of the one before. */
function drawPlaces(
  n: number,
  length: number,
  permutations: number,
  random: () => number,
  onShare: (share: number) => void,
): Int32Array {
  const draws = new Int32Array(permutations * length);
  const order = Int32Array.from({ length: n }, (_, place) => place);
  for (let draw = 0; draw < permutations; draw++) {
    if (draw % TOLD_EVERY === 0) onShare(draw / permutations);
    for (let position = 0; position < length; position++) {
      const from = position + Math.floor(random() * (n - position));
      const place = order[from]!;
      order[from] = order[position]!;
      order[position] = place;
      draws[draw * length + position] = place;
    }
  }
  return draws;
}

/** Which draws hold a place, and where: those of place i are from starts[i] up to starts[i + 1]. */
function listByPlace(
  drawn: Int32Array,
  n: number,
  length: number,
): { starts: Int32Array; draws: Int32Array; positions: Int32Array } {
  const starts = new Int32Array(n + 1);
  for (const place of drawn) starts[place + 1]!++;
  for (let place = 0; place < n; place++) starts[place + 1]! += starts[place]!;
  const next = starts.slice(0, n);
  const draws = new Int32Array(drawn.length);
  const positions = new Int32Array(drawn.length);
  drawn.forEach((place, at) => {
    const free = next[place]!++;
    draws[free] = Math.floor(at / length);
    positions[free] = at % length;
  });
  return { starts, draws, positions };
}

/** Places by their number of neighbours, ascending; those without neighbours left out. */
function groupByCount(counts: Int32Array): [number, number[]][] {
  const groups = new Map<number, number[]>();
  counts.forEach((count, place) => {
    if (count === 0) return;
    const group = groups.get(count);
    if (group) group.push(place);
    else groups.set(count, [place]);
  });
  return [...groups].sort(([a], [b]) => a - b);
}

/** How many of the ascending values are below a value, or at most that value. */
function countBelow(sorted: Float64Array, value: number, isInclusive: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value || (isInclusive && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
