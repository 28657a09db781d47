import { computeMeanWithInterval, type MeanWithInterval } from '../../statistics/bootstrap-mean.ts';
import { findStudentQuantile } from '../../statistics/student-distribution.ts';
import { countFlagged, rankByScore } from './cell-ranking.ts';
import { computeAccuracy, computeExpectedAccuracy, sumExpectedHits } from './forecast-accuracy.ts';
import { countWindow, type BackTestFold, type CellEvents, type CellScorer } from './training-window.ts';

/** Means over the folds that have the measure; null if none has. All but the recapture rate are on average over ties. */
export interface ShareAccuracy {
  readonly areaShare: number;
  readonly hitRate: MeanWithInterval | null;
  readonly pai: MeanWithInterval | null;
  readonly pei: MeanWithInterval | null;
  readonly rri: MeanWithInterval | null;
  /** Hit rate less that of the baseline in the same fold, with its interval among so many methods (see compareForecasts); null for the baseline itself. */
  readonly gain: MeanWithInterval | null;
}

export interface ForecastResult<Method extends string> {
  readonly method: Method;
  /** One of each of the area shares asked for. */
  readonly shares: readonly ShareAccuracy[];
  /** Hit rate at each of the curve's area shares. */
  readonly curve: ReadonlyArray<MeanWithInterval | null>;
}

export interface ForecastComparison<Method extends string> {
  readonly methods: ReadonlyArray<ForecastResult<Method>>;
  /** Area shares of the curves, 0–1. */
  readonly curveShares: readonly number[];
  /** What no forecast could exceed, at the curve's shares. */
  readonly bestPossible: ReadonlyArray<MeanWithInterval | null>;
  readonly folds: ReadonlyArray<{
    readonly fold: BackTestFold;
    readonly trainEvents: number;
    readonly testEvents: number;
  }>;
}

export interface ForecastSetup {
  readonly cellCount: number;
  readonly cellSquareKilometers: number;
  readonly folds: readonly BackTestFold[];
  /** 0–1. */
  readonly areaShares: readonly number[];
  readonly curveShares: readonly number[];
}

interface FoldHits {
  /** By method, then by share; null in a fold without events. */
  readonly accuracies: ReadonlyArray<
    ReadonlyArray<{ hitRate: number | null; pai: number | null; pei: number | null; rri: number | null }>
  >;
  /** By method, then along the curve. */
  readonly curves: ReadonlyArray<readonly number[] | null>;
  readonly best: readonly number[] | null;
}

/**
 * Forecasts fold by fold with several methods, each knowing only what was known then, and compares what they hit; the
 * first method is the baseline that gains are measured from, fold by fold, so that a good month helps none of them.
 * A gain's interval is that of Student's t over the folds, 95 % for all methods at once (Bonferroni): a bootstrap over a handful of
 * folds is too short, and of several methods one often looks better by chance.
 * A generator: after each forecast it yields the share done, 0–1, so that a worker can report and stop. The other intervals resample
 * folds with `random`, seeded; all take folds for independent. Throws RangeError for
 * folds whose times are not in order or scores that are not one a cell.
 */
export function* compareForecasts<Method extends string>(
  events: CellEvents,
  setup: ForecastSetup,
  scorers: ReadonlyArray<{ method: Method; score: CellScorer }>,
  random: () => number,
): Generator<number, ForecastComparison<Method>> {
  const { cellCount, cellSquareKilometers, areaShares, curveShares } = setup;
  const flaggedCounts = areaShares.map((share) => Math.max(1, countFlagged(share, cellCount)));
  const curveCounts = curveShares.map((share) => countFlagged(share, cellCount));
  const readCurve = (scores: ArrayLike<number>, testCounts: Float64Array): number[] | null => {
    const hits = sumExpectedHits(scores, testCounts);
    const all = hits.at(-1)!;
    return all > 0 ? curveCounts.map((count) => hits[count]! / all) : null;
  };
  const folds: Array<FoldHits & { fold: BackTestFold; trainEvents: number; testEvents: number }> = [];
  for (const [f, fold] of setup.folds.entries()) {
    if (!(fold.trainFromMs < fold.testFromMs && fold.testFromMs < fold.testToMs))
      throw new RangeError('the times of a fold must be in order');
    const training = countWindow(events, cellCount, fold.trainFromMs, fold.testFromMs);
    const test = countWindow(events, cellCount, fold.testFromMs, fold.testToMs);
    // A copy: the scorers get the original.
    const outcome = {
      testCounts: test.counts,
      trainCounts: training.counts.slice(),
      areaSquareKilometers: cellSquareKilometers,
    };
    const accuracies: FoldHits['accuracies'][number][] = [];
    const curves: FoldHits['curves'][number][] = [];
    for (const [m, { score }] of scorers.entries()) {
      const scores = score(training);
      if (scores.length !== cellCount) throw new RangeError('there must be one score a cell');
      const ranking = rankByScore(scores);
      accuracies.push(
        flaggedCounts.map((count) => {
          const { hitRate, pai, pei } = computeExpectedAccuracy(scores, count, outcome);
          return { hitRate, pai, pei, rri: computeAccuracy(ranking.subarray(0, count), outcome).rri };
        }),
      );
      curves.push(readCurve(scores, test.counts));
      yield (f * scorers.length + m + 1) / (setup.folds.length * scorers.length);
    }
    folds.push({
      fold,
      trainEvents: training.eventNumbers.length,
      testEvents: test.eventNumbers.length,
      accuracies,
      curves,
      best: readCurve(test.counts, test.counts),
    });
  }
  const mean = (values: ReadonlyArray<number | null | undefined>): MeanWithInterval | null =>
    computeMeanWithInterval(
      values.filter((value) => value !== null && value !== undefined),
      random,
    );
  const summarise = (m: number, s: number): ShareAccuracy => {
    const of = (measure: 'hitRate' | 'pai' | 'pei' | 'rri') =>
      mean(folds.map(({ accuracies }) => accuracies[m]![s]![measure]));
    const gains = folds.map(({ accuracies }) => {
      const [own, baseline] = [accuracies[m]![s]!.hitRate, accuracies[0]![s]!.hitRate];
      return own === null || baseline === null ? null : own - baseline;
    });
    return {
      areaShare: flaggedCounts[s]! / cellCount,
      hitRate: of('hitRate'),
      pai: of('pai'),
      pei: of('pei'),
      rri: of('rri'),
      gain:
        m === 0
          ? null
          : measureGain(
              gains.filter((gain) => gain !== null),
              scorers.length - 1,
            ),
    };
  };
  return {
    methods: scorers.map(({ method }, m) => ({
      method,
      shares: areaShares.map((_, s) => summarise(m, s)),
      curve: curveShares.map((_, k) => mean(folds.map(({ curves }) => curves[m]?.[k]))),
    })),
    curveShares: curveCounts.map((count) => count / cellCount),
    bestPossible: curveShares.map((_, k) => mean(folds.map(({ best }) => best?.[k]))),
    folds: folds.map(({ fold, trainEvents, testEvents }) => ({ fold, trainEvents, testEvents })),
  };
}

const ALPHA = 0.05;

/** Mean of the gains of folds with the interval of Student's t, one of `methods` that are 95 % together; null without folds. */
function measureGain(gains: readonly number[], methods: number): MeanWithInterval | null {
  const count = gains.length;
  if (count === 0) return null;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / count;
  if (count === 1) return { mean, low: null, high: null, count };
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (count - 1);
  const margin = findStudentQuantile(ALPHA / (2 * methods), count - 1) * Math.sqrt(variance / count);
  return { mean, low: mean - margin, high: mean + margin, count };
}

/** Fewer folds than this, or events in all test windows, are too few to prefer a method for. */
export const MIN_FOLDS = 6;
export const MIN_TEST_EVENTS = 50;

export type ForecastAdvice<Method extends string> =
  | { readonly kind: 'too-little'; readonly folds: number; readonly testEvents: number }
  /** No method is shown to beat the baseline: the simplest does. `best` had the highest mean. */
  | { readonly kind: 'baseline'; readonly method: Method; readonly best: Method; readonly result: ShareAccuracy }
  /** The method with the largest gain among those whose gain's interval lies above 0. */
  | { readonly kind: 'better'; readonly method: Method; readonly result: ShareAccuracy };

/** Which method to use at one of the area shares, by number. How often one passes for better by chance: docs/hotspots.md. */
export function adviseForecast<Method extends string>(
  { methods, folds }: ForecastComparison<Method>,
  share: number,
): ForecastAdvice<Method> {
  const tested = folds.filter(({ testEvents }) => testEvents > 0);
  const testEvents = tested.reduce((sum, fold) => sum + fold.testEvents, 0);
  if (tested.length < MIN_FOLDS || testEvents < MIN_TEST_EVENTS)
    return { kind: 'too-little', folds: tested.length, testEvents };
  const ranked = methods
    .map(({ method, shares }) => ({ method, result: shares[share]! }))
    .sort((a, b) => (b.result.hitRate?.mean ?? 0) - (a.result.hitRate?.mean ?? 0));
  const better = ranked.find(({ result }) => (result.gain?.low ?? 0) > 0);
  if (better) return { kind: 'better', ...better };
  const baseline = methods[0]!;
  return { kind: 'baseline', method: baseline.method, best: ranked[0]!.method, result: baseline.shares[share]! };
}
