import type { PlanarPoints } from '../zones/occupied-cells.ts';
import { createBands, findFiniteBands, type Band } from './bands.ts';
import { computeBandGraphs, computeKnoxMoments, type BandGraph } from './knox-moments.ts';
import type { PlaneMetric } from './plane-distance.ts';
import { findSpacePairs, type SpacePairs } from './space-pairs.ts';
import { computeTimeDegrees, findTimeWindows, type TimeWindows } from './time-windows.ts';

export interface DatedPoints extends PlanarPoints {
  /** Days since any moment, whole or not. */
  readonly timesDays: ArrayLike<number>;
}

/** Breaks between bands of distance and time apart; see createBands. */
export interface NearRepeatBreaks {
  readonly spaceBreaksMeters: readonly number[];
  readonly timeBreaksDays: readonly number[];
}

export interface KnoxOptions extends NearRepeatBreaks {
  readonly metric: PlaneMetric;
  /** 999 for p-values down to .001. */
  readonly permutations: number;
  /** Seeded generator of numbers in [0, 1). */
  readonly random: () => number;
  /** Permutations between two yields; 10 if left out. */
  readonly permutationsPerStep?: number;
}

/** Columns of cells, row by row: spatial band s and temporal band t are at s × timeBands.length + t. */
export interface KnoxTable {
  readonly spaceBands: readonly Band[];
  readonly timeBands: readonly Band[];
  readonly eventCount: number;
  readonly permutations: number;
  /** Pairs of events. */
  readonly observed: Float64Array;
  /** Exact mean and standard deviation of the pairs over all permutations. */
  readonly expected: Float64Array;
  readonly expectedSd: Float64Array;
  /** The same over the permutations made. */
  readonly permutedMean: Float64Array;
  readonly permutedSd: Float64Array;
  /** Knox ratio, observed / permutedMean; NaN where both are 0. */
  readonly ratio: Float64Array;
  /** One-sided, for more pairs than by chance: (permutations with at least the observed pairs + 1) / (permutations + 1). */
  readonly p: Float64Array;
}

const DEFAULT_PERMUTATIONS_PER_STEP = 10;

/**
 * The Knox test for near repeats (Knox 1964; Johnson & Bowers 2004; Ratcliffe's Near Repeat Calculator): do more pairs of
 * events fall into a spatial and a temporal band than if time had nothing to do with place? Chance is made by permuting
 * the event times over the places, not the pairs, which are not exchangeable. Bands are half-open [from, before), of
 * metres on the plane and of days. Events whose place or time is not finite are left out.
 *
 * The generator yields the number of permutations done after every step and returns the table, so that its caller can
 * report progress and stop. Throws RangeError, at the first step, for breaks that are none (see createBands) or no whole
 * number of permutations from 1. A permutation looks at each pair within the largest finite spatial break, some 4 ns each.
 */
export function* computeKnoxInSteps(
  events: DatedPoints,
  options: KnoxOptions,
): Generator<number, KnoxTable, undefined> {
  const { permutations, random, permutationsPerStep = DEFAULT_PERMUTATIONS_PER_STEP } = options;
  for (const count of [permutations, permutationsPerStep]) {
    if (!Number.isInteger(count) || count < 1)
      throw new RangeError('permutations and permutationsPerStep must be whole and at least 1');
  }
  const scene = prepareScene(events, options);
  const { spaceBands, timeBands, spaceGraphs, timeGraphs, ranks } = scene;
  const size = spaceBands.length * timeBands.length;

  const observed = new Float64Array(size);
  countPairs(scene, observed);
  const moments = spaceGraphs.flatMap((space) =>
    timeGraphs.map((time) => computeKnoxMoments(space, time, ranks.length)),
  );
  const expected = Float64Array.from(moments, ({ mean }) => mean);

  const counts = new Float64Array(size);
  const atLeastObserved = new Float64Array(size);
  // Around the mean, for sums of squares of large counts would lose what they differ by.
  const deviations = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let done = 1; done <= permutations; done++) {
    shuffle(ranks, random);
    countPairs(scene, counts);
    for (let k = 0; k < size; k++) {
      const deviation = counts[k]! - expected[k]!;
      deviations[k]! += deviation;
      squares[k]! += deviation * deviation;
      if (counts[k]! >= observed[k]!) atLeastObserved[k]!++;
    }
    if (done % permutationsPerStep === 0 || done === permutations) yield done;
  }

  const permutedMean = expected.map((mean, k) => mean + deviations[k]! / permutations);
  return {
    spaceBands,
    timeBands,
    eventCount: ranks.length,
    permutations,
    observed,
    expected,
    expectedSd: Float64Array.from(moments, ({ standardDeviation }) => standardDeviation),
    permutedMean,
    permutedSd: squares.map((square, k) =>
      Math.sqrt(Math.max(0, square - deviations[k]! ** 2 / permutations) / Math.max(1, permutations - 1)),
    ),
    ratio: observed.map((count, k) => count / permutedMean[k]!),
    p: atLeastObserved.map((count) => (count + 1) / (permutations + 1)),
  };
}

/** The Knox test in one go; see computeKnoxInSteps. */
export function computeKnox(events: DatedPoints, options: KnoxOptions): KnoxTable {
  const steps = computeKnoxInSteps(events, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** What permutations share; only `ranks` change. */
interface KnoxScene {
  readonly spaceBands: readonly Band[];
  readonly timeBands: readonly Band[];
  readonly spaceGraphs: readonly BandGraph[];
  readonly timeGraphs: readonly BandGraph[];
  readonly pairs: SpacePairs;
  /** The rank in time of each event of `pairs`. */
  readonly ranks: Int32Array;
  /** One a finite temporal band. */
  readonly windows: readonly TimeWindows[];
  /** Space for the partners of one event. */
  readonly found: Int32Array;
}

function prepareScene(
  { xs, ys, timesDays }: DatedPoints,
  { spaceBreaksMeters, timeBreaksDays, metric }: KnoxOptions,
): KnoxScene {
  const spaceBands = createBands(spaceBreaksMeters);
  const timeBands = createBands(timeBreaksDays);
  const datedXs = Float64Array.from(xs, (x, i) => (Number.isFinite(timesDays[i]!) ? x : Number.NaN));
  const pairs = findSpacePairs({ xs: datedXs, ys }, findFiniteBands(spaceBands), metric);
  const times = Float64Array.from(pairs.order, (i) => timesDays[i]!);
  const eventCount = times.length;
  const ranks = new Int32Array(eventCount);
  Int32Array.from(times, (_, event) => event)
    .sort((a, b) => times[a]! - times[b]!)
    .forEach((event, rank) => (ranks[event] = rank));
  const windows = findTimeWindows(times.sort(), findFiniteBands(timeBands));
  return {
    spaceBands,
    timeBands,
    spaceGraphs: computeBandGraphs(spaceBands, pairs.degrees, eventCount),
    timeGraphs: computeBandGraphs(timeBands, computeTimeDegrees(windows), eventCount),
    pairs,
    ranks,
    windows,
    found: new Int32Array(eventCount),
  };
}

/** Counts the pairs in each cell of the table; those of open bands are what the finite ones leave of all pairs in a row or column. */
function countPairs(scene: KnoxScene, counts: Float64Array): void {
  const { spaceBands, timeBands, spaceGraphs, timeGraphs, pairs, windows } = scene;
  const columns = timeBands.length;
  counts.fill(0);
  for (let space = 0; space < pairs.partners.length; space++) {
    const row = counts.subarray(space * columns, (space + 1) * columns);
    countPairsOfBand(scene, space, row);
    if (columns > windows.length)
      row[columns - 1] = row.reduce((left, count) => left - count, spaceGraphs[space]!.pairs);
  }
  if (spaceBands.length === pairs.partners.length) return;
  const openRow = (spaceBands.length - 1) * columns;
  for (let time = 0; time < columns; time++) {
    let left = timeGraphs[time]!.pairs;
    for (let k = time; k < openRow; k += columns) left -= counts[k]!;
    counts[openRow + time] = left;
  }
}

/**
 * Partners are narrowed from the widest temporal band to the next. Which of them stay is anyone's guess, so a branch would
 * often be mispredicted: all are written, and the place of the next moves on only after those that stay.
 */
function countPairsOfBand({ pairs, ranks, windows, found }: KnoxScene, space: number, row: Float64Array): void {
  const starts = pairs.starts[space]!;
  const partners = pairs.partners[space]!;
  const widest = windows.length - 1;
  const { firsts, lasts } = windows[widest]!;
  let k = 0;
  for (let a = 0; a < ranks.length; a++) {
    const end = starts[a + 1]!;
    if (k === end) continue;
    const rank = ranks[a]!;
    const first = firsts[rank]!;
    const last = lasts[rank]!;
    let count = 0;
    for (; k < end; k++) {
      const other = ranks[partners[k]!]!;
      found[count] = other;
      count += countIfWithin(other, first, last);
    }
    row[widest]! += count;
    for (let band = widest - 1; band >= 0 && count > 0; band--) {
      const narrowed = narrow(found, count, windows[band]!.firsts[rank]!, windows[band]!.lasts[rank]!);
      row[band]! += narrowed;
      row[band + 1]! -= narrowed;
      count = narrowed;
    }
  }
}

/** Moves those of the first `count` values that are within [first, last] to the front, and returns how many. */
function narrow(values: Int32Array, count: number, first: number, last: number): number {
  let kept = 0;
  for (let k = 0; k < count; k++) {
    const value = values[k]!;
    values[kept] = value;
    kept += countIfWithin(value, first, last);
  }
  return kept;
}

/** 1 if first ≤ value ≤ last, else 0: either difference has its sign bit set if not. */
function countIfWithin(value: number, first: number, last: number): number {
  return 1 + (((value - first) | (last - value)) >> 31);
}

/** Fisher–Yates: every order is equally likely, whatever the one before. */
function shuffle(values: Int32Array, random: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const value = values[i]!;
    values[i] = values[j]!;
    values[j] = value;
  }
}
