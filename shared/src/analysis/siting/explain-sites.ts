import { countCovers, type CoverMatrix } from './cover-matrix.ts';

export interface SiteShares {
  site: number;
  /** Weight it covers beyond the kept sites when no other chosen one stands. */
  alone: number;
  /** Weight that only it covers. */
  only: number;
  /** Weight it adds when the chosen sites are taken best first; these sum to all that the chosen ones cover beyond the kept. */
  added: number;
}

/** What each chosen site contributes, best first (ties to the lowest index); kept sites stand throughout. */
export function explainSites(
  matrix: CoverMatrix,
  weights: ArrayLike<number>,
  chosen: readonly number[],
  kept: readonly number[] = [],
): SiteShares[] {
  const { starts, demand } = matrix;
  const sumOf = (j: number, counts: (i: number) => boolean): number => {
    let sum = 0;
    for (let k = starts[j]!; k < starts[j + 1]!; k++) if (counts(demand[k]!)) sum += weights[demand[k]!]!;
    return sum;
  };
  const byKept = countCovers(matrix, kept);
  const byAll = countCovers(matrix, [...kept, ...chosen]);
  const taken = byKept.slice();
  const left = [...chosen].sort((a, b) => a - b);
  const shares: SiteShares[] = [];
  while (left.length > 0) {
    let best = 0;
    let added = -1;
    for (const [position, j] of left.entries()) {
      const gain = sumOf(j, (i) => taken[i] === 0);
      if (gain > added) {
        best = position;
        added = gain;
      }
    }
    const [site] = left.splice(best, 1) as [number];
    for (let k = starts[site]!; k < starts[site + 1]!; k++) taken[demand[k]!]!++;
    shares.push({ site, added, alone: sumOf(site, (i) => byKept[i] === 0), only: sumOf(site, (i) => byAll[i] === 1) });
  }
  return shares;
}
