import { binomialUpperTail } from '../../statistics/binomial-distribution.ts';
import { rankByScore } from './cell-ranking.ts';

/**
 * What happened in each cell of the study area; arrays are equally long. The study area must be fixed by geography, not
 * by where events are: accuracy doubles if cells are added where nothing can happen.
 */
export interface Outcome {
  /** Events of the time that was forecast. */
  readonly testCounts: ArrayLike<number>;
  /** Events that the forecast knew. */
  readonly trainCounts: ArrayLike<number>;
  /** Of each cell, or one number if all are equal. */
  readonly areaSquareKilometers: number | ArrayLike<number>;
}

/** Measures that are proportional to the events in flagged cells; null where they would divide by 0. */
export interface HitMeasures {
  /** Forecast events in flagged cells, n. */
  readonly hits: number;
  /** Forecast events in all cells, N. */
  readonly events: number;
  /** Flagged area over all area, a/A. */
  readonly areaShare: number;
  /** n/N. */
  readonly hitRate: number | null;
  /** Predictive accuracy index (n/N)/(a/A) (Chainey, Tompson & Uhlig 2008): 1 is chance. Comparable only at the same area share. */
  readonly pai: number | null;
  /** The most events that as many cells could have held, n*; null for cells of unequal size, where that is a knapsack. */
  readonly bestHits: number | null;
  /** Share of the achievable n/n*, 0–1: the PEI* of White, Hunt & Green (2023), as scored by NIJ in 2017. */
  readonly pei: number | null;
  /** Events in flagged cells a km² of them (Bowers, Johnson & Pease 2004). */
  readonly hitsPerSquareKilometer: number | null;
}

export interface ForecastAccuracy extends HitMeasures {
  /**
   * Recapture rate index (Levine 2008): what flagged cells hold of what they held before, over the same for all cells.
   * 1 if they keep their share; chance alone pushes it below.
   */
  readonly rri: number | null;
}

/** Accuracy of a forecast that flagged these cells, each at most once. */
export function computeAccuracy(flagged: ArrayLike<number>, outcome: Outcome): ForecastAccuracy {
  const { testCounts, trainCounts } = outcome;
  let hits = 0;
  let trainHits = 0;
  let flaggedSquareKilometers = 0;
  for (let i = 0; i < flagged.length; i++) {
    const cell = flagged[i]!;
    hits += testCounts[cell]!;
    trainHits += trainCounts[cell]!;
    flaggedSquareKilometers += getArea(outcome, cell);
  }
  const measures = measureHits(hits, flagged.length, flaggedSquareKilometers, outcome);
  const trainEvents = sum(trainCounts);
  return {
    ...measures,
    rri: trainHits > 0 && measures.events > 0 ? divide(hits * trainEvents, trainHits * measures.events) : null,
  };
}

/**
 * Mean accuracy of flagging the `flaggedCount` highest scores over all ways to break ties between equal scores: a tied
 * cell counts with its chance to be flagged. All cells must be of one size. The recapture rate index is left out, being
 * a quotient of two such means.
 */
export function computeExpectedAccuracy(
  scores: ArrayLike<number>,
  flaggedCount: number,
  outcome: Outcome & { readonly areaSquareKilometers: number },
): HitMeasures {
  const hits = sumExpectedHits(scores, outcome.testCounts)[flaggedCount];
  if (hits === undefined) throw new RangeError('flaggedCount must be a whole number up to the number of cells');
  return measureHits(hits, flaggedCount, flaggedCount * outcome.areaSquareKilometers, outcome);
}

/** Events in the k highest scores, k = 0 … number of cells, on average over all ways to break ties. */
export function sumExpectedHits(scores: ArrayLike<number>, counts: ArrayLike<number>): Float64Array {
  const ranking = rankByScore(scores);
  const expected = new Float64Array(ranking.length + 1);
  const isTied = (a: number, b: number): boolean =>
    scores[a] === scores[b] || (Number.isNaN(scores[a]) && Number.isNaN(scores[b]));
  for (let start = 0, end = 0; start < ranking.length; start = end) {
    let tied = 0;
    while (end < ranking.length && isTied(ranking[end]!, ranking[start]!)) tied += counts[ranking[end++]!]!;
    for (let k = start + 1; k <= end; k++) expected[k] = expected[start]! + (tied * (k - start)) / (end - start);
  }
  return expected;
}

/**
 * The accuracy index over the best one of any area, which is that of the single hottest cell, 0–1: a stricter reading of
 * "maximum possible" (Hunt 2016) than `pei`. For cells of one size; null where it would divide by 0.
 */
export function computePeiOfAnyArea(flaggedCount: number, hits: number, testCounts: ArrayLike<number>): number | null {
  let most = 0;
  for (let cell = 0; cell < testCounts.length; cell++) most = Math.max(most, testCounts[cell]!);
  return divide(hits, flaggedCount * most);
}

/**
 * Chance of at least as many whole hits if events fell anywhere in the study area with equal density, 0–1. Too small
 * where events cluster.
 */
export function computeChanceOfHits({
  hits,
  events,
  areaShare,
}: Pick<HitMeasures, 'hits' | 'events' | 'areaShare'>): number {
  return binomialUpperTail(hits, events, { p: areaShare, q: 1 - areaShare });
}

function measureHits(
  hits: number,
  flaggedCount: number,
  flaggedSquareKilometers: number,
  outcome: Outcome,
): HitMeasures {
  const { testCounts, areaSquareKilometers } = outcome;
  const events = sum(testCounts);
  const allSquareKilometers =
    typeof areaSquareKilometers === 'number' ? testCounts.length * areaSquareKilometers : sum(areaSquareKilometers);
  const bestHits =
    typeof areaSquareKilometers === 'number'
      ? sum(
          Float64Array.from(testCounts)
            .sort()
            .subarray(testCounts.length - flaggedCount),
        )
      : null;
  const hitRate = divide(hits, events);
  return {
    hits,
    events,
    areaShare: divide(flaggedSquareKilometers, allSquareKilometers) ?? 0,
    hitRate,
    pai: hitRate === null ? null : divide(hitRate * allSquareKilometers, flaggedSquareKilometers),
    bestHits,
    pei: bestHits === null ? null : divide(hits, bestHits),
    hitsPerSquareKilometer: divide(hits, flaggedSquareKilometers),
  };
}

function getArea({ areaSquareKilometers }: Outcome, cell: number): number {
  return typeof areaSquareKilometers === 'number' ? areaSquareKilometers : areaSquareKilometers[cell]!;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

function divide(above: number, below: number): number | null {
  return below === 0 ? null : above / below;
}
