import { computeTranspose, type CoverMatrix } from './cover-matrix.ts';
import { createModelBuilder, type ModelBuilder, type SparseModel } from './sparse-model.ts';

/** One binary column a candidate, then one continuous column a demand: how far it counts as covered, at most as many times as it is. */
function addCover(
  builder: ModelBuilder,
  matrix: CoverMatrix,
  siteCost: number,
  demandCost: (i: number) => number,
): void {
  for (let j = 0; j < matrix.candidateCount; j++) builder.addColumn(siteCost, { binary: true });
  const { starts, candidates } = computeTranspose(matrix);
  for (let i = 0; i < matrix.demandCount; i++) {
    const column = builder.addColumn(demandCost(i));
    const covering = [...candidates.subarray(starts[i]!, starts[i + 1]!)];
    builder.addRow(0, Number.POSITIVE_INFINITY, [...covering, column], [...covering.map(() => 1), -1]);
  }
}

/**
 * Maximal covering (Church & ReVelle 1974): the largest weight that at most `p` candidates cover. The columns of demand
 * may stay continuous, for whole sites make them 0 or 1 by themselves.
 */
export function buildMaximalCoverModel(matrix: CoverMatrix, weights: ArrayLike<number>, p: number): SparseModel {
  const builder = createModelBuilder('maximize');
  addCover(builder, matrix, 0, (i) => weights[i]!);
  const sites = Array.from({ length: matrix.candidateCount }, (_, j) => j);
  builder.addRow(
    0,
    p,
    sites,
    sites.map(() => 1),
  );
  return builder.build();
}

/** Set covering (Toregas et al. 1971): the fewest candidates that cover every demand of the matrix, each of which some candidate must cover. */
export function buildSetCoverModel(matrix: CoverMatrix): SparseModel {
  const builder = createModelBuilder('minimize');
  for (let j = 0; j < matrix.candidateCount; j++) builder.addColumn(1, { binary: true });
  const { starts, candidates } = computeTranspose(matrix);
  for (let i = 0; i < matrix.demandCount; i++) {
    const covering = [...candidates.subarray(starts[i]!, starts[i + 1]!)];
    builder.addRow(
      1,
      Number.POSITIVE_INFINITY,
      covering,
      covering.map(() => 1),
    );
  }
  return builder.build();
}

/** Partial set covering: the fewest candidates that cover at least `targetWeight`. */
export function buildPartialCoverModel(
  matrix: CoverMatrix,
  weights: ArrayLike<number>,
  targetWeight: number,
): SparseModel {
  const builder = createModelBuilder('minimize');
  addCover(builder, matrix, 1, () => 0);
  const demand = Array.from({ length: matrix.demandCount }, (_, i) => i);
  builder.addRow(
    targetWeight,
    Number.POSITIVE_INFINITY,
    demand.map((i) => matrix.candidateCount + i),
    demand.map((i) => weights[i]!),
  );
  return builder.build();
}

/** A start for the solver from chosen candidates of the matrix, for the models with columns of demand. */
export function findCoverStart(
  { candidateCount, demandCount, starts, demand }: CoverMatrix,
  sites: readonly number[],
  hasDemandColumns: boolean,
): Float64Array {
  const columns = new Float64Array(candidateCount + (hasDemandColumns ? demandCount : 0));
  for (const j of sites) {
    columns[j] = 1;
    if (!hasDemandColumns) continue;
    for (let k = starts[j]!; k < starts[j + 1]!; k++) columns[candidateCount + demand[k]!] = 1;
  }
  return columns;
}
