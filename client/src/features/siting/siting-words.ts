import type { SitingResult, SitingSolution } from '@liaowang/shared/schemas/siting';
import type { SolutionKind } from './siting.store.ts';

/** Below this a gap is rounding of the solver, not a gap: a ten-thousandth of a percent. */
const NO_GAP = 1e-6;

/** How good a solution is known to be: a key of the catalogue's `siting.verdict`. */
export type Verdict = { key: 'proven' | 'alsoBest' } | { key: 'within' | 'below'; percent: string };

function formatPercent(share: number): string {
  const percent = share * 100;
  // Never "0.0 %" for a gap that is there.
  return percent < 0.1 ? '<0.1' : percent.toFixed(1);
}

/** What is proven of the exact solution (`proven`, `within` of the bound) or of the greedy one (`alsoBest`, `below` the bound). */
export function describeVerdict(
  { gap, greedyGap, status }: Pick<SitingResult, 'gap' | 'greedyGap' | 'status'>,
  kind: SolutionKind,
): Verdict {
  if (kind === 'exact')
    return status === 'optimal' || gap <= NO_GAP ? { key: 'proven' } : { key: 'within', percent: formatPercent(gap) };
  return greedyGap <= NO_GAP ? { key: 'alsoBest' } : { key: 'below', percent: formatPercent(greedyGap) };
}

/** The solution of a kind; the greedy one where no exact one was found in time. */
export function findSolution(
  { exact, greedy }: Pick<SitingResult, 'exact' | 'greedy'>,
  kind: SolutionKind,
): SitingSolution {
  return kind === 'exact' ? (exact ?? greedy) : greedy;
}

/** Sites of `solution` that `other` does not have; the same place to about a metre is the same site. */
export function findOnlyIn(solution: SitingSolution, other: SitingSolution): SitingSolution['sites'] {
  const keyOf = ([lng, lat]: readonly [number, number]): string => `${lng.toFixed(5)},${lat.toFixed(5)}`;
  const others = new Set(other.sites.map(({ position }) => keyOf(position)));
  return solution.sites.filter(({ position }) => !others.has(keyOf(position)));
}
