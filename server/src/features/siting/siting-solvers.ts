import {
  buildMaximalCoverModel,
  buildPartialCoverModel,
  buildSetCoverModel,
  findCoverStart,
} from '@liaowang/shared/analysis/siting/cover-models';
import { sumCoveredWeight, type CoverMatrix } from '@liaowang/shared/analysis/siting/cover-matrix';
import { reduceCover } from '@liaowang/shared/analysis/siting/cover-reduction';
import { coverGreedily } from '@liaowang/shared/analysis/siting/greedy-cover';
import { sumWeightedDistance, type PMedianInstance } from '@liaowang/shared/analysis/siting/p-median';
import { boundPMedian, rankCandidates } from '@liaowang/shared/analysis/siting/p-median-bound';
import { buildPMedianModel, deepenLists, findFirstDepths } from '@liaowang/shared/analysis/siting/p-median-model';
import { solveModel, type ModelSolution, type SolverProgress } from './solve-model.ts';

/** The best sites found, and a bound that no others can pass, in the unit of the problem: weight, sites, or weight × metres. */
export interface ExactSites {
  sites: number[];
  status: 'optimal' | 'time-limit';
  bound: number;
}

interface SolveOptions {
  timeLimitSeconds: number;
  report?: (progress: SolverProgress) => void;
}

/** Sums of weights may differ by this share when added in another order. */
const ROUNDING_SHARE = 1e-9;

function chosenColumns({ columns }: ModelSolution, candidates: ArrayLike<number>): number[] | null {
  return columns && Array.from(candidates).filter((_, column) => columns[column]! > 0.5);
}

/** Maximal covering with at most `p` sites beside the kept ones; begins with the greedy ones. Fewer than p when more would add nothing. */
export async function solveMaximalCover(
  matrix: CoverMatrix,
  weights: Float64Array,
  {
    p,
    kept,
    greedy,
    greedyBound,
  }: { p: number; kept: readonly number[]; greedy: readonly number[]; greedyBound: number },
  { timeLimitSeconds, report }: SolveOptions,
): Promise<ExactSites> {
  const reduced = reduceCover(matrix, weights, kept);
  const valueOf = (sites: readonly number[]) => sumCoveredWeight(matrix, weights, [...kept, ...sites]);
  const greedyValue = valueOf(greedy);
  if (reduced.candidates.length === 0) return { sites: [], status: 'optimal', bound: valueOf([]) };
  const reducedGreedy = coverGreedily(reduced.matrix, reduced.weights, { maxSites: p });
  const solution = await solveModel(buildMaximalCoverModel(reduced.matrix, reduced.weights, p), {
    timeLimitSeconds,
    start: findCoverStart(reduced.matrix, reducedGreedy.order, true),
    report: ({ bound, incumbent }) =>
      report?.({
        bound: Math.min(greedyBound, (bound ?? Number.POSITIVE_INFINITY) + reduced.keptWeight),
        incumbent: Math.max(greedyValue, (incumbent ?? 0) + reduced.keptWeight),
      }),
  });
  const found = chosenColumns(solution, reduced.candidates);
  const sites = found && valueOf(found) >= greedyValue ? found : [...greedy];
  const value = valueOf(sites);
  return {
    sites,
    status: solution.status,
    bound:
      solution.status === 'optimal'
        ? value
        : Math.max(value, Math.min(greedyBound, solution.bound + reduced.keptWeight)),
  };
}

/** The fewest sites beside the kept ones that cover `targetWeight` in all; the target must be within reach. */
export async function solveSetCover(
  matrix: CoverMatrix,
  weights: Float64Array,
  { targetWeight, kept, greedy }: { targetWeight: number; kept: readonly number[]; greedy: readonly number[] },
  { timeLimitSeconds, report }: SolveOptions,
): Promise<ExactSites> {
  const reduced = reduceCover(matrix, weights, kept);
  const coverable = reduced.weights.reduce((sum, weight) => sum + weight, 0);
  const missing = targetWeight - reduced.keptWeight;
  const rounding = ROUNDING_SHARE * (coverable + reduced.keptWeight);
  if (missing <= rounding) return { sites: [], status: 'optimal', bound: 0 };
  const isWhole = missing >= coverable - rounding;
  const options = {
    timeLimitSeconds,
    report: ({ bound, incumbent }: SolverProgress) =>
      report?.({
        bound: bound === null ? null : Math.ceil(bound - 1e-6),
        incumbent: Math.min(greedy.length, incumbent ?? greedy.length),
      }),
  };
  const reducedGreedy = coverGreedily(
    reduced.matrix,
    reduced.weights,
    isWhole ? {} : { targetWeight: missing - rounding },
  ).order;
  const solution = isWhole
    ? await solveModel(buildSetCoverModel(reduced.matrix), {
        ...options,
        start: findCoverStart(reduced.matrix, reducedGreedy, false),
      })
    : await solveModel(buildPartialCoverModel(reduced.matrix, reduced.weights, missing), {
        ...options,
        start: findCoverStart(reduced.matrix, reducedGreedy, true),
      });
  const found = chosenColumns(solution, reduced.candidates);
  const sites = found && found.length <= greedy.length ? found : [...greedy];
  const isOptimal = solution.status === 'optimal';
  return {
    sites,
    status: solution.status,
    bound: isOptimal ? sites.length : Math.max(1, Math.ceil(solution.bound - 1e-6)),
  };
}

/**
 * p-median by Lagrangian bound and, for the candidates that it leaves open, an integer model over the nearest ones,
 * deepened until its optimum is that of the instance.
 */
export async function solvePMedian(
  instance: PMedianInstance,
  p: number,
  start: readonly number[],
  { timeLimitSeconds, report = () => undefined }: SolveOptions,
): Promise<ExactSites> {
  const endMs = performance.now() + timeLimitSeconds * 1_000;
  const ranked = rankCandidates(instance);
  const bounded = boundPMedian(instance, ranked, p, start, (bound) => {
    report({ bound, incumbent: null });
    return performance.now() < endMs;
  });
  const { fixed } = bounded;
  let { sites, objective, bound } = bounded;
  const isProven = () => objective - bound <= ROUNDING_SHARE * objective;
  // Too few candidates are left for any better solution.
  const standing = new Set(instance.kept);
  const left = fixed.filter((state, j) => state !== 1 && !standing.has(j)).length;
  if (left < p || fixed.filter((state) => state === 2).length > p) bound = objective;
  const depths = findFirstDepths(instance, ranked, fixed, sites);
  while (!isProven()) {
    const secondsLeft = (endMs - performance.now()) / 1_000;
    if (secondsLeft <= 0) return { sites, status: 'time-limit', bound };
    const built = buildPMedianModel(instance, ranked, { p, fixed }, depths);
    const solution = await solveModel(built.model, {
      timeLimitSeconds: secondsLeft,
      report: (progress) => report({ bound: Math.max(bound, progress.bound ?? 0), incumbent: objective }),
    });
    // Candidates proven out of every better solution are not in the model: its bound holds for better ones only.
    bound = Math.min(objective, Math.max(bound, solution.bound));
    const found = chosenColumns(solution, built.candidates);
    if (!found) return { sites, status: 'time-limit', bound };
    const value = sumWeightedDistance(instance, found);
    if (value < objective) {
      sites = found;
      objective = value;
    }
    if (solution.status === 'time-limit') return { sites, status: 'time-limit', bound };
    if (deepenLists(instance, ranked, fixed, built, found, depths) === 0) bound = objective;
  }
  return { sites, status: 'optimal', bound: objective };
}
