/**
 * A mixed-integer linear model for a solver: optimise cost · x with rowLower ≤ A x ≤ rowUpper and lower ≤ x ≤ upper.
 * A is sparse by row. The first `binaryCount` columns are 0 or 1, the others continuous.
 */
export interface SparseModel {
  sense: 'maximize' | 'minimize';
  binaryCount: number;
  cost: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  starts: Int32Array;
  columns: Int32Array;
  values: Float64Array;
}

/** Gathers a {@link SparseModel} column by column and row by row. */
export interface ModelBuilder {
  /** Adds a column and returns its index; binary ones must come first. */
  addColumn(cost: number, bounds?: { lower?: number; upper?: number; binary?: boolean }): number;
  /** Adds a row: pairs of column and value. */
  addRow(lower: number, upper: number, columns: readonly number[], values: readonly number[]): void;
  build(): SparseModel;
}

export function createModelBuilder(sense: SparseModel['sense']): ModelBuilder {
  const cost: number[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  const starts = [0];
  const columns: number[] = [];
  const values: number[] = [];
  let binaryCount = 0;
  return {
    addColumn(columnCost, { lower: least = 0, upper: most = 1, binary = false } = {}) {
      if (binary) binaryCount++;
      cost.push(columnCost);
      lower.push(least);
      upper.push(most);
      return cost.length - 1;
    },
    addRow(least, most, rowColumns, rowValues) {
      for (const column of rowColumns) columns.push(column);
      for (const value of rowValues) values.push(value);
      rowLower.push(least);
      rowUpper.push(most);
      starts.push(columns.length);
    },
    build: () => ({
      sense,
      binaryCount,
      cost: Float64Array.from(cost),
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
      rowLower: Float64Array.from(rowLower),
      rowUpper: Float64Array.from(rowUpper),
      starts: Int32Array.from(starts),
      columns: Int32Array.from(columns),
      values: Float64Array.from(values),
    }),
  };
}
