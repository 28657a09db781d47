import { computeHypergeometric, NEGLIGIBLE_PROBABILITY } from './hypergeometric.ts';

/** Probabilities of what was observed or more, and of what was observed or less; they share what was observed. */
export interface TailProbabilities {
  readonly greater: number;
  readonly less: number;
}

/** A place among the others of its study. */
export interface ObservedNeighbourhood {
  /** Neighbours, the place itself included. */
  readonly neighbourCount: number;
  /** Held fixed while the others are shuffled; null = all values are shuffled, the place's own too. */
  readonly ownValue: number | null;
  /** Sum of the neighbours' values, the place's own included. */
  readonly neighbourSum: number;
}

export interface ExactTails {
  /** Tails of a neighbourhood; null where they would cost too much. Throws RangeError if the place cannot be of the study. */
  findTails(place: ObservedNeighbourhood): TailProbabilities | null;
  /** The smaller of the probabilities of the largest and of the smallest sum that the values allow; throws likewise. */
  findSmallestTail(place: Pick<ObservedNeighbourhood, 'neighbourCount' | 'ownValue'>): number;
}

export const EXACT_TAIL_DEFAULTS = {
  /** Additions spent on all tails together, one to two seconds; what comes after is refused. */
  maxOperations: 200_000_000,
  /** Numbers held for one neighbourhood, 32 MB. */
  maxStates: 4_000_000,
};

/** Sums tabulated at first; doubled as long as an observed sum is not in the table and could still matter. */
const SMALLEST_TABLE = 16;

/** Larger sums than one with this probability need no table: they are given its probability, which is above theirs. */
const LEAST_TAIL = 1e-15;

/**
 * Prepares exact tails of permutation: conditional (Anselin 1995), where a place keeps its value and the others' values are
 * shuffled over the other places, or of all values over all places. Exact up to rounding, by a dynamic programme over how many of each value are drawn,
 * so without the error of random shuffles; what is less likely than 1e-15 may be given as up to that. Tables are kept
 * by neighbour count and own value, of which even large grids have few. Null unless all values are counts (whole and
 * not negative).
 */
export function createExactTails(
  values: Float64Array,
  { maxOperations, maxStates } = EXACT_TAIL_DEFAULTS,
): ExactTails | null {
  const frequencies = new Map<number, number>();
  for (const value of values) {
    if (!(Number.isSafeInteger(value) && value >= 0)) return null;
    frequencies.set(value, (frequencies.get(value) ?? 0) + 1);
  }
  /** Largest first: they are rare, so that the programme stays sparse until its last steps. */
  const distinct = [...frequencies.keys()].sort((a, b) => b - a);
  const rankOf = new Map(distinct.map((value, rank) => [value, rank]));
  const tables = new Map<number, SumTable>();
  const smallest = new Map<number, number>();
  let operationsLeft = maxOperations;

  function keyOf(neighbourCount: number, ownValue: number | null): number {
    const rank = ownValue === null ? distinct.length : rankOf.get(ownValue);
    if (rank === undefined || !(neighbourCount >= 1 && neighbourCount <= values.length))
      throw new RangeError('the place is not of this study');
    return neighbourCount * (distinct.length + 1) + rank;
  }

  const drawsOf = (neighbourCount: number, ownValue: number | null): number =>
    ownValue === null ? neighbourCount : neighbourCount - 1;

  function countOthers(ownValue: number | null): ValueCount[] {
    return distinct.map((value) => ({ value, count: frequencies.get(value)! - (value === ownValue ? 1 : 0) }));
  }

  return {
    findTails({ neighbourCount, ownValue, neighbourSum }) {
      const draws = drawsOf(neighbourCount, ownValue);
      const sum = neighbourSum - (ownValue ?? 0);
      const key = keyOf(neighbourCount, ownValue);
      let table = tables.get(key);
      while (table === undefined || (table.size <= sum && table.greater.at(-1)! > LEAST_TAIL)) {
        const size = table === undefined ? SMALLEST_TABLE : 2 * table.size;
        if (size * Math.min(draws + 1, size) > maxStates || operationsLeft <= 0) return null;
        const tabulation = tabulateSums(countOthers(ownValue), draws, size, operationsLeft);
        operationsLeft -= tabulation.operations;
        if (tabulation.table === null) return null;
        table = tabulation.table;
        tables.set(key, table);
      }
      const entry = Math.min(sum, table.size - 1);
      return { greater: Math.min(1, table.greater[entry]!), less: Math.min(1, table.less[entry]!) };
    },

    findSmallestTail({ neighbourCount, ownValue }) {
      const key = keyOf(neighbourCount, ownValue);
      let tail = smallest.get(key);
      if (tail === undefined) {
        const others = countOthers(ownValue);
        const draws = drawsOf(neighbourCount, ownValue);
        tail = Math.min(computeExtreme(others, draws), computeExtreme(others.toReversed(), draws));
        smallest.set(key, tail);
      }
      return tail;
    },
  };
}

/** How the costs of a table compare with an addition: clearing memory, and drawing up a row of a hypergeometric. */
const ZEROS_PER_OPERATION = 4;
const OPERATIONS_PER_DRAW = 8;

interface ValueCount {
  readonly value: number;
  readonly count: number;
}

interface SumTable {
  /** Sums 0 to size − 1 are tabulated. */
  readonly size: number;
  readonly greater: Float64Array;
  readonly less: Float64Array;
}

/** Distribution of the sum of values drawn without replacement; no table if it takes more operations than allowed. */
function tabulateSums(
  others: readonly ValueCount[],
  draws: number,
  size: number,
  maxOperations: number,
): { table: SumTable | null; operations: number } {
  const most = Math.min(draws, size - 1);
  // chances[m × size + s]: m values other than 0 were drawn so far and their sum is s. As each is at least 1, m ≤ s.
  const chances = new Float64Array((most + 1) * size);
  chances[0] = 1;
  /** Sums of m values are below ends[m] so far; of more than `top` values there are none. */
  const ends = new Int32Array(most + 1);
  ends[0] = 1;
  let top = 0;
  let beyond = 0;
  let operations = chances.length / ZEROS_PER_OPERATION;
  let population = others.reduce((total, { count }) => total + count, 0);
  for (const { value, count } of others) {
    if (value === 0 || count === 0) continue;
    // Downwards, as m only grows: what a step adds is not taken up again by the same step.
    for (let m = top; m >= 0; m--) {
      if (ends[m] === 0) continue;
      const row = computeHypergeometric({ population, marked: count, draws: draws - m });
      const orMore = sumFromEnd(row);
      const sumsEnd = ends[m]!;
      operations += OPERATIONS_PER_DRAW * row.length + sumsEnd - m;
      for (let s = m; s < sumsEnd; s++) {
        const chance = chances[m * size + s]!;
        if (chance < NEGLIGIBLE_PROBABILITY) continue;
        const end = Math.min(row.length, Math.ceil((size - s) / value));
        for (let j = 1; j < end; j++) {
          chances[(m + j) * size + s + j * value]! += chance * row[j]!;
          ends[m + j] = Math.max(ends[m + j]!, s + j * value + 1);
        }
        // Sums off the table never come back, so that how they came about need not be remembered.
        beyond += chance * orMore[end]!;
        chances[m * size + s] = chance * row[0]!;
        top = Math.max(top, m + end - 1);
        operations += end;
      }
      if (operations > maxOperations) return { table: null, operations };
    }
    population -= count;
  }
  const probabilities = new Float64Array(size);
  for (let m = 0; m <= top; m++) for (let s = m; s < ends[m]!; s++) probabilities[s]! += chances[m * size + s]!;
  const greater = sumFromEnd(probabilities).subarray(0, size);
  for (let s = 0; s < size; s++) greater[s]! += beyond;
  const less = probabilities;
  for (let s = 1; s < size; s++) less[s]! += less[s - 1]!;
  return { table: { size, greater, less }, operations };
}

/** Entry k is the sum of the entries from k on; one more entry, 0. */
function sumFromEnd(terms: Float64Array): Float64Array {
  const sums = new Float64Array(terms.length + 1);
  for (let k = terms.length - 1; k >= 0; k--) sums[k] = sums[k + 1]! + terms[k]!;
  return sums;
}

/** Probability of drawing the values that come first: all of the first kinds and as many of the next as are left to draw. */
function computeExtreme(others: readonly ValueCount[], draws: number): number {
  const population = others.reduce((total, { count }) => total + count, 0);
  let kind = 0;
  let left = draws;
  while (others[kind]!.count < left) left -= others[kind++]!.count;
  // C(count, left) / C(population, draws), term by term so that neither overflows.
  let logarithm = 0;
  for (let k = 0; k < left; k++) logarithm += Math.log((others[kind]!.count - k) / (left - k));
  for (let k = 0; k < draws; k++) logarithm -= Math.log((population - k) / (draws - k));
  return Math.min(1, Math.exp(logarithm));
}
