import { computeMeanWithInterval, type MeanWithInterval } from '../statistics/bootstrap-mean.ts';
import { rankByScore } from './cell-ranking.ts';
import { computeAccuracy, computeExpectedAccuracy, type ForecastAccuracy, type HitMeasures } from './forecast-accuracy.ts';

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

export interface BackTestSetup {
  readonly cellCount: number;
  /** All cells are of one size. */
  readonly cellSquareKilometers: number;
  readonly flaggedCount: number;
  readonly folds: readonly BackTestFold[];
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

export interface FoldAccuracy {
  readonly fold: BackTestFold;
  /** With equal scores by number of the cell. */
  readonly accuracy: ForecastAccuracy;
  /** On average over all ways to break ties. */
  readonly expected: HitMeasures;
}

/** Means over the folds that have the measure; null if none has. All but the recapture rate are on average over ties. */
export interface RollingBackTest {
  readonly folds: readonly FoldAccuracy[];
  readonly hitRate: MeanWithInterval | null;
  readonly pai: MeanWithInterval | null;
  readonly pei: MeanWithInterval | null;
  readonly rri: MeanWithInterval | null;
}

/**
 * Forecasts fold by fold with nothing but what was known then, and compares with what happened. The intervals resample
 * folds with `random`, seeded: they take folds for independent, which forecasts from overlapping windows are not quite.
 * Throws RangeError for folds whose times are not in order or scores that are not one a cell.
 */
export function runRollingBackTest(events: CellEvents, setup: BackTestSetup, scoreCells: CellScorer, random: () => number): RollingBackTest {
  const folds = setup.folds.map((fold) => testFold(fold, events, setup, scoreCells));
  const summarise = (measure: (fold: FoldAccuracy) => number | null): MeanWithInterval | null =>
    computeMeanWithInterval(
      folds.map(measure).filter((value) => value !== null),
      random,
    );
  return {
    folds,
    hitRate: summarise(({ expected }) => expected.hitRate),
    pai: summarise(({ expected }) => expected.pai),
    pei: summarise(({ expected }) => expected.pei),
    rri: summarise(({ accuracy }) => accuracy.rri),
  };
}

function testFold(fold: BackTestFold, events: CellEvents, setup: BackTestSetup, scoreCells: CellScorer): FoldAccuracy {
  const { trainFromMs, testFromMs, testToMs } = fold;
  const { cellCount, cellSquareKilometers, flaggedCount } = setup;
  if (!(trainFromMs < testFromMs && testFromMs < testToMs)) throw new RangeError('the times of a fold must be in order');
  const training = countWindow(events, cellCount, trainFromMs, testFromMs);
  const outcome = {
    testCounts: countWindow(events, cellCount, testFromMs, testToMs).counts,
    // A copy: the scorer gets the original.
    trainCounts: training.counts.slice(),
    areaSquareKilometers: cellSquareKilometers,
  };
  const scores = scoreCells(training);
  if (scores.length !== cellCount) throw new RangeError('there must be one score a cell');
  return {
    fold,
    accuracy: computeAccuracy(rankByScore(scores).subarray(0, flaggedCount), outcome),
    expected: computeExpectedAccuracy(scores, flaggedCount, outcome),
  };
}

/** Events from a time up to, not including, another one. */
function countWindow({ cells, timesMs }: CellEvents, cellCount: number, fromMs: number, toMs: number): TrainingWindow {
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
