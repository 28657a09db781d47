import { computeTranspose, type CoverMatrix } from './cover-matrix.ts';

/** A smaller instance with the same optimum, and the way back. */
export interface ReducedCover {
  matrix: CoverMatrix;
  weights: Float64Array;
  /** Candidate of the full instance by candidate of this one. */
  candidates: Int32Array;
  /** Weight that the kept candidates cover already. */
  keptWeight: number;
}

/**
 * Takes out of a covering problem what cannot change its optimum: demand that is covered by kept candidates or by none;
 * all but one of the demands that the same candidates cover, which carries their weight; candidates whose demand
 * another one covers as well (of equal ones the first stays). Exact for a number of sites "at most p" and for the
 * fewest sites (Church & ReVelle 1974; Toregas & ReVelle 1973).
 */
export function reduceCover(matrix: CoverMatrix, weights: ArrayLike<number>, kept: readonly number[]): ReducedCover {
  const merged = mergeDemand(matrix, weights, new Set(kept));
  const byCandidate = groupByCandidate(matrix.candidateCount, merged.groups);
  const stays = findUndominated(byCandidate, merged.groups);
  const newIndex = new Map(stays.map((j, index) => [j, index]));
  const starts = new Int32Array(stays.length + 1);
  const demand: number[] = [];
  for (const [j, index] of newIndex) {
    for (const i of byCandidate[j]!) demand.push(i);
    starts[index + 1] = demand.length;
  }
  return {
    matrix: {
      candidateCount: stays.length,
      demandCount: merged.groups.length,
      starts,
      demand: Int32Array.from(demand),
    },
    weights: Float64Array.from(merged.weights),
    candidates: Int32Array.from(stays),
    keptWeight: merged.keptWeight,
  };
}

function mergeDemand(matrix: CoverMatrix, weights: ArrayLike<number>, kept: ReadonlySet<number>) {
  const { starts, candidates } = computeTranspose(matrix);
  /** The candidates of a demand, as a text of one character each, are the key of its group. */
  const groupOf = new Map<string, number>();
  const groups: Int32Array[] = [];
  const sums: number[] = [];
  let keptWeight = 0;
  for (let i = 0; i < matrix.demandCount; i++) {
    const covering = candidates.subarray(starts[i]!, starts[i + 1]!);
    if (covering.length === 0 || weights[i]! <= 0) continue;
    if (covering.some((j) => kept.has(j))) {
      keptWeight += weights[i]!;
      continue;
    }
    const key = String.fromCharCode(...covering);
    const group = groupOf.get(key);
    if (group === undefined) {
      groupOf.set(key, groups.length);
      groups.push(covering);
      sums.push(weights[i]!);
    } else {
      sums[group]! += weights[i]!;
    }
  }
  return { groups, weights: sums, keptWeight };
}

function groupByCandidate(candidateCount: number, groups: readonly Int32Array[]): number[][] {
  const byCandidate: number[][] = Array.from({ length: candidateCount }, () => []);
  for (const [i, covering] of groups.entries()) for (const j of covering) byCandidate[j]!.push(i);
  return byCandidate;
}

/** Candidates that cover something no single other one covers too. */
function findUndominated(byCandidate: readonly number[][], groups: readonly Int32Array[]): number[] {
  const stays: number[] = [];
  for (const [j, own] of byCandidate.entries()) {
    if (own.length === 0) continue;
    // Whoever covers all of it covers the demand with the fewest candidates too.
    let rarest = groups[own[0]!]!;
    for (const i of own) if (groups[i]!.length < rarest.length) rarest = groups[i]!;
    const isDominated = rarest.some((other) => {
      const others = byCandidate[other]!;
      if (other === j || others.length < own.length || (others.length === own.length && other > j)) return false;
      return isSubset(own, others);
    });
    if (!isDominated) stays.push(j);
  }
  return stays;
}

/** Both ascending. */
function isSubset(part: readonly number[], whole: readonly number[]): boolean {
  let at = 0;
  for (const value of part) {
    while (at < whole.length && whole[at]! < value) at++;
    if (whole[at] !== value) return false;
  }
  return true;
}
