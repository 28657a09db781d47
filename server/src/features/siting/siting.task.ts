import type { MultiPolygon } from 'geojson';
import { computeCoverMatrix, sumCoveredWeight } from '@liaowang/shared/analysis/siting/cover-matrix';
import { explainSites } from '@liaowang/shared/analysis/siting/explain-sites';
import { coverGreedily } from '@liaowang/shared/analysis/siting/greedy-cover';
import {
  createPMedianInstance,
  interchangeMedians,
  placeMediansGreedily,
  sumWeightedDistance,
} from '@liaowang/shared/analysis/siting/p-median';
import { solveMaximalCover, solvePMedian, solveSetCover, type ExactSites } from './siting-solvers.ts';
import type { SitingProblem } from '@liaowang/shared/schemas/siting';
import type { TaskLink } from '../../plugins/tasks/guarded-messages.ts';
import type { SolverProgress } from './solve-model.ts';

/** A siting on a plane in metres. */
export interface SitingTask {
  problem: SitingProblem;
  p: number;
  targetShare: number;
  timeLimitSeconds: number;
  candidates: { xs: Float64Array; ys: Float64Array; rangeMeters: Float64Array };
  /** Candidates that stand already. */
  kept: number[];
  /** What each candidate sees on that plane where it is no disk; null = all within its range. */
  grounds: (MultiPolygon | null)[];
  demand: { xs: Float64Array; ys: Float64Array; weights: Float64Array };
}

export interface SitingProgress {
  phase: 'greedy' | 'solving';
  /** In the unit of the problem's objective: share of demand, number of posts, or metres. */
  detail: Record<string, number>;
}

/** As SitingSolution, with candidates by index. */
export interface SolvedSites {
  objective: number;
  coveredShare: number;
  meanDistanceMeters: number | null;
  sites: { candidate: number; aloneShare: number; onlyShare: number; addedShare: number }[];
}

export type SitingAnswer =
  | {
      ok: true;
      keptShare: number;
      coverableShare: number;
      greedy: SolvedSites;
      exact: SolvedSites;
      status: 'optimal' | 'time-limit';
      bound: number;
      gap: number;
      greedyGap: number;
      curve: { p: number; coveredShare: number }[];
      solveMs: number;
    }
  | { ok: false; reason: 'nothing-within-range' };

/** One of the three problems: its quick sites, its exact ones, and what they are worth in its own unit. */
interface Approach {
  greedy: number[];
  valueOf(sites: readonly number[]): number;
  /** Turns a value (or bound) into the objective that is shown. */
  toObjective(value: number): number;
  solve(report: (progress: SolverProgress) => void): Promise<ExactSites>;
}

const relativeGap = (objective: number, bound: number): number => {
  const larger = Math.max(Math.abs(objective), Math.abs(bound));
  return larger === 0 ? 0 : Math.abs(objective - bound) / larger;
};

/** Runs a {@link SitingTask}, telling how far it has come; refuses with `nothing-within-range` when no candidate and no kept post reaches any demand. */
export default async function runSiting(
  task: SitingTask,
  { note }: TaskLink<object, SitingProgress>,
): Promise<SitingAnswer> {
  const startedMs = performance.now();
  const { problem, p, kept, candidates, grounds, demand, timeLimitSeconds } = task;
  const { weights } = demand;
  const matrix = computeCoverMatrix(candidates, demand, candidates.rangeMeters, grounds);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const coveredBy = (sites: readonly number[]) => sumCoveredWeight(matrix, weights, [...kept, ...sites]);
  const coverable = coveredBy(Array.from(candidates.xs, (_, j) => j));
  if (coverable === 0 && problem !== 'p-median') return { ok: false, reason: 'nothing-within-range' };
  const tell = (phase: SitingProgress['phase'], detail: SitingProgress['detail']) => note({ phase, detail });

  const approaches: Record<SitingTask['problem'], () => Approach> = {
    'maximal-cover': () => {
      const { order, bound } = coverGreedily(matrix, weights, { kept, maxSites: p, boundSites: p });
      return {
        greedy: order,
        valueOf: coveredBy,
        toObjective: (value) => value / total,
        solve: (report) =>
          solveMaximalCover(
            matrix,
            weights,
            { p, kept, greedy: order, greedyBound: Math.min(bound, coverable) },
            { timeLimitSeconds, report },
          ),
      };
    },
    'set-cover': () => {
      // Whatever the order of adding, all that can be covered counts as all.
      const targetWeight = task.targetShare * coverable * (1 - 1e-12);
      const { order } = coverGreedily(matrix, weights, { kept, targetWeight });
      return {
        greedy: order,
        valueOf: (sites) => sites.length,
        toObjective: (value) => value,
        solve: (report) =>
          solveSetCover(matrix, weights, { targetWeight, kept, greedy: order }, { timeLimitSeconds, report }),
      };
    },
    'p-median': () => {
      const instance = createPMedianInstance(candidates, demand, weights, kept);
      const sites = interchangeMedians(instance, placeMediansGreedily(instance, p));
      return {
        greedy: sites,
        valueOf: (chosen) => sumWeightedDistance(instance, chosen),
        toObjective: (value) => value / total,
        solve: (report) => solvePMedian(instance, p, sites, { timeLimitSeconds, report }),
      };
    },
  };

  const describe = (sites: readonly number[], value: number, toObjective: Approach['toObjective']): SolvedSites => ({
    objective: toObjective(value),
    coveredShare: coveredBy(sites) / total,
    meanDistanceMeters: findMeanDistance(task, sites, total),
    sites: explainSites(matrix, weights, sites, kept).map(({ site, alone, only, added }) => ({
      candidate: site,
      aloneShare: alone / total,
      onlyShare: only / total,
      addedShare: added / total,
    })),
  });

  const { greedy, valueOf, toObjective, solve } = approaches[problem]();
  const quick = describe(greedy, valueOf(greedy), toObjective);
  tell('greedy', { greedy: quick.objective, coveredShare: quick.coveredShare, sites: greedy.length });
  const found = await solve(({ bound, incumbent }) => {
    const best = incumbent === null ? quick.objective : toObjective(incumbent);
    const proven = bound === null ? null : toObjective(bound);
    tell('solving', {
      greedy: quick.objective,
      incumbent: best,
      ...(proven === null ? {} : { bound: proven, gap: relativeGap(best, proven) }),
    });
  });
  const exact = describe(found.sites, valueOf(found.sites), toObjective);
  const bound = toObjective(found.bound);
  return {
    ok: true,
    keptShare: coveredBy([]) / total,
    coverableShare: coverable / total,
    greedy: quick,
    exact,
    status: found.status,
    bound,
    gap: relativeGap(exact.objective, bound),
    greedyGap: relativeGap(quick.objective, bound),
    curve: traceCurve(coverGreedily(matrix, weights, { kept }), total),
    solveMs: performance.now() - startedMs,
  };
}

function traceCurve(
  { keptWeight, gains }: { keptWeight: number; gains: readonly number[] },
  total: number,
): { p: number; coveredShare: number }[] {
  let covered = keptWeight;
  return [
    { p: 0, coveredShare: covered / total },
    ...gains.map((gain, step) => ({ p: step + 1, coveredShare: Math.min(1, (covered += gain) / total) })),
  ];
}

/** Metres from the demand, by weight, to the nearest post; null when there is none. */
function findMeanDistance(
  { candidates, demand, kept }: SitingTask,
  sites: readonly number[],
  total: number,
): number | null {
  const posts = [...kept, ...sites];
  if (posts.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < demand.xs.length; i++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (const j of posts)
      nearest = Math.min(nearest, (candidates.xs[j]! - demand.xs[i]!) ** 2 + (candidates.ys[j]! - demand.ys[i]!) ** 2);
    sum += demand.weights[i]! * Math.sqrt(nearest);
  }
  return sum / total;
}
