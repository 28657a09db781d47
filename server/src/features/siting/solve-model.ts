import type { Highs } from 'highs';
import type { SparseModel } from '@liaowang/shared/analysis/siting/sparse-model';

export interface SolverProgress {
  /** Proven bound of the objective, and the best solution so far; null before there is one. */
  bound: number | null;
  incumbent: number | null;
}

export interface ModelSolution {
  status: 'optimal' | 'time-limit';
  /** The best solution found, or null. */
  columns: Float64Array | null;
  /** No solution has a better objective. Infinite (in the hopeless direction) when nothing was proved. */
  bound: number;
}

/** What counts as proven: the bound is within this share of the solution. */
const RELATIVE_GAP = 1e-7;
const REPORT_EVERY_MS = 100;

/** Compiled once a process, which takes longer than many a model. */
let loaded: Promise<Highs> | undefined;

/** The solver; not imported above, for processes that never solve need not load it. */
const loadSolver = (): Promise<Highs> => (loaded ??= import('highs').then(({ default: load }) => load()));

const finite = (value: number | undefined): number | null =>
  value !== undefined && Math.abs(value) < 1e20 ? value : null;

/**
 * Solves a mixed-integer model with HiGHS, in this process. `start` is a feasible solution to begin with.
 * @throws Error when the model has no solution
 */
export async function solveModel(
  model: SparseModel,
  {
    timeLimitSeconds,
    start,
    report = () => undefined,
  }: { timeLimitSeconds: number; start?: Float64Array; report?: (progress: SolverProgress) => void },
): Promise<ModelSolution> {
  const highs = await loadSolver();
  const { modelStatus, callbackType, objectiveSense } = highs.constants;
  const columnCount = model.cost.length;
  const solver = highs.createModel({
    numCols: columnCount,
    numRows: model.rowLower.length,
    sense: objectiveSense[model.sense],
    colCost: model.cost,
    colLower: model.lower,
    colUpper: model.upper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: {
      format: 'csr',
      numRows: model.rowLower.length,
      numCols: columnCount,
      starts: model.starts,
      indices: model.columns,
      values: model.values,
    },
    integrality: Int32Array.from({ length: columnCount }, (_, column) => (column < model.binaryCount ? 1 : 0)),
  });
  try {
    solver.options.set({ output_flag: false, time_limit: timeLimitSeconds, mip_rel_gap: RELATIVE_GAP });
    if (start) solver.setSolution({ colValue: start });
    let reportedMs = 0;
    solver.run({
      [callbackType.mipInterrupt]: ({ data }) => {
        const nowMs = performance.now();
        if (nowMs - reportedMs < REPORT_EVERY_MS) return undefined;
        reportedMs = nowMs;
        report({ bound: finite(data.mip_dual_bound), incumbent: finite(data.mip_primal_bound) });
        return undefined;
      },
    });
    const status = solver.getModelStatus();
    if (status !== modelStatus.optimal && status !== modelStatus.timeLimit)
      throw new Error(`HiGHS ended with status ${status}`);
    const hopeless = model.sense === 'maximize' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    return {
      status: status === modelStatus.optimal ? 'optimal' : 'time-limit',
      columns: finite(solver.info.get('mip_gap') as number) === null ? null : solver.getSolution().colValue,
      bound: finite(solver.info.get('mip_dual_bound') as number) ?? hopeless,
    };
  } catch (error) {
    // What broke inside WebAssembly, e.g. for want of memory, must not be used again.
    loaded = undefined;
    throw error;
  } finally {
    solver.dispose();
  }
}
