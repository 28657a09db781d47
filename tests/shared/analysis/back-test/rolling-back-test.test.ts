import { describe, expect, it } from 'vitest';
import { computeAccuracy, computeExpectedAccuracy } from '@liaowang/shared/analysis/back-test/forecast-accuracy';
import { runRollingBackTest, type BackTestFold, type CellScorer } from '@liaowang/shared/analysis/back-test/rolling-back-test';
import { createRandom } from '../../../support/random.ts';

const scoreByCount: CellScorer = ({ counts }) => counts;

/** Cell 0 has four events a day, cell 1 has two, cell 2 one every other day, cell 3 none. */
const days = Array.from({ length: 30 }, (_, day) => [0, 0, 0, 0, 1, 1, ...(day % 2 === 0 ? [2] : []), -1].map((cell) => ({ cell, timeMs: 1_000 * day })));
const events = { cells: Int32Array.from(days.flat(), ({ cell }) => cell), timesMs: Float64Array.from(days.flat(), ({ timeMs }) => timeMs) };
const folds: BackTestFold[] = [10, 15, 20, 25].map((day) => ({ trainFromMs: 1_000 * (day - 10), testFromMs: 1_000 * day, testToMs: 1_000 * (day + 5) }));
const setup = { cellCount: 4, cellSquareKilometers: 0.25, flaggedCount: 1, folds };

describe('a rolling back-test', () => {
  it('measures every fold by what happened in it', () => {
    const result = runRollingBackTest(events, setup, scoreByCount, createRandom(1));
    expect(result.folds.map(({ fold }) => fold)).toEqual(folds);
    const outcome = (odd: number) => ({ testCounts: [20, 10, odd, 0], trainCounts: [40, 20, 5, 0], areaSquareKilometers: 0.25 });
    for (const [i, { accuracy, expected }] of result.folds.entries()) {
      expect(accuracy).toEqual(computeAccuracy([0], outcome(i % 2 === 0 ? 3 : 2)));
      expect(expected).toEqual(computeExpectedAccuracy([40, 20, 5, 0], 1, outcome(i % 2 === 0 ? 3 : 2)));
    }
    const hitRates = [20 / 33, 20 / 32, 20 / 33, 20 / 32];
    expect(result.hitRate!.mean).toBeCloseTo(hitRates.reduce((sum, rate) => sum + rate, 0) / 4, 12);
    expect(result.hitRate).toMatchObject({ count: 4, low: 20 / 33, high: 20 / 32 });
    expect(result.pei).toEqual({ mean: 1, low: 1, high: 1, count: 4 });
  });

  it('shows a forecast nothing of the time that it forecasts', () => {
    const seen: number[] = [];
    runRollingBackTest(
      events,
      setup,
      ({ fromMs, toMs, counts, eventNumbers }) => {
        seen.push(eventNumbers.length);
        for (const i of eventNumbers) expect(events.timesMs[i]! >= fromMs && events.timesMs[i]! < toMs).toBe(true);
        // What the forecast does to its copy changes no measure.
        return counts.fill(0).map((_, cell) => -cell);
      },
      createRandom(1),
    ).folds.forEach(({ accuracy }) => expect(accuracy.rri).not.toBeNull());
    expect(seen).toEqual([65, 65, 65, 65]);
  });

  it('gives the same again with the same seed', () => {
    const run = (seed: number) => runRollingBackTest(events, setup, scoreByCount, createRandom(seed));
    expect(run(7)).toEqual(run(7));
  });

  it('has no mean of what no fold has, and none of no folds', () => {
    const none = runRollingBackTest({ cells: new Int32Array(0), timesMs: new Float64Array(0) }, setup, scoreByCount, createRandom(1));
    expect([none.hitRate, none.pai, none.pei, none.rri]).toEqual([null, null, null, null]);
    expect(runRollingBackTest(events, { ...setup, folds: [] }, scoreByCount, createRandom(1)).pai).toBeNull();
    expect(runRollingBackTest(events, { ...setup, folds: folds.slice(0, 1) }, scoreByCount, createRandom(1)).pai).toMatchObject({ count: 1, low: null, high: null });
  });

  it('refuses folds out of order and scores that are not one a cell', () => {
    const run = (fold: BackTestFold, scorer: CellScorer) => () => runRollingBackTest(events, { ...setup, folds: [fold] }, scorer, createRandom(1));
    expect(run({ trainFromMs: 5, testFromMs: 5, testToMs: 9 }, scoreByCount)).toThrow('in order');
    expect(run({ trainFromMs: 0, testFromMs: 9, testToMs: Number.NaN }, scoreByCount)).toThrow('in order');
    expect(run(folds[0]!, () => [1])).toThrow('one score a cell');
  });
});
