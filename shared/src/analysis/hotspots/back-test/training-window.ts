/** One forecast: what happened from trainFromMs up to testFromMs is known, what happened then up to testToMs is forecast. */
export interface BackTestFold {
  readonly trainFromMs: number;
  readonly testFromMs: number;
  readonly testToMs: number;
}

/** Events by cell of the study area; arrays are equally long. */
export interface CellEvents {
  /** Cell of each event, 0 … cellCount − 1; -1 for events elsewhere, which count nothing. */
  readonly cells: Int32Array;
  readonly timesMs: Float64Array;
}

/** All that a forecast may know. */
export interface TrainingWindow {
  readonly fromMs: number;
  readonly toMs: number;
  /** Events a cell. */
  readonly counts: Float64Array;
  /** Places of the events in the list of all events. */
  readonly eventNumbers: Int32Array;
}

/** Gives each cell a score: the higher, the more is expected there. */
export type CellScorer = (training: TrainingWindow) => ArrayLike<number>;

/** Events from a time up to, not including, another one. */
export function countWindow(
  { cells, timesMs }: CellEvents,
  cellCount: number,
  fromMs: number,
  toMs: number,
): TrainingWindow {
  const counts = new Float64Array(cellCount);
  const eventNumbers: number[] = [];
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    if (!(cell >= 0 && timesMs[i]! >= fromMs && timesMs[i]! < toMs)) continue;
    counts[cell]!++;
    eventNumbers.push(i);
  }
  return { fromMs, toMs, counts, eventNumbers: Int32Array.from(eventNumbers) };
}
