import type { SitingProblem } from '@liaowang/shared/schemas/siting';

/** A siting on a plane in metres. */
export interface SitingTask {
  kind: 'siting';
  problem: SitingProblem;
  p: number;
  targetShare: number;
  timeLimitSeconds: number;
  candidates: { xs: Float64Array; ys: Float64Array; rangeMeters: Float64Array };
  /** Candidates that stand already. */
  kept: number[];
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
