import { describe, expect, it } from 'vitest';
import {
  FORECAST_METHODS,
  createScorers,
  type ForecastMethod,
} from '@liaowang/shared/analysis/hotspots/back-test/forecast-scorers';
import { countWindow } from '@liaowang/shared/analysis/hotspots/back-test/training-window';

const WEEK_MS = 7 * 86_400_000;
/** 5 × 4 cells of 100 m; the north-eastern one is not part of the study. */
const grid = { originX: 0, originY: 0, cellMeters: 100, columns: 5, rows: 4 };
const mask = Uint8Array.from({ length: 20 }, (_, cell) => (cell === 19 ? 0 : 1));
/** Three at one door in cell 6, one in its neighbour 7, a lone one in cell 3, one outside the study. */
const xs = Float64Array.of(150, 150, 152, 210, 350, 450);
const ys = Float64Array.of(150, 150, 150, 150, 50, 350);
const timesMs = Float64Array.of(0, 6 * WEEK_MS, 7 * WEEK_MS, 7 * WEEK_MS, 9 * WEEK_MS, 9 * WEEK_MS);
const study = { grid, mask, xs, ys, timesMs };
const cells = Int32Array.of(6, 6, 6, 7, 3, -1);
const training = () => countWindow({ cells, timesMs }, 19, 0, 10 * WEEK_MS);
const scorers = createScorers(study, { bandwidthMeters: 150, bandMeters: 100, epsMeters: 80, minPoints: 3 });
const scoresOf = (method: ForecastMethod): number[] =>
  Array.from(scorers.find((scorer) => scorer.method === method)!.score(training()));

describe('scorers', () => {
  it('give each cell of the study a finite score, the baseline first', () => {
    expect(scorers.map(({ method }) => method)).toEqual([...FORECAST_METHODS]);
    for (const { score } of scorers) {
      const scores = Array.from(score(training()));
      expect(scores).toHaveLength(19);
      expect(scores.every(Number.isFinite)).toBe(true);
    }
  });

  it('count events', () =>
    expect(
      scoresOf('counts')
        .map((count, cell) => [cell, count])
        .filter(([, count]) => count !== 0),
    ).toEqual([
      [3, 1],
      [6, 3],
      [7, 1],
    ]));

  it('count those in clusters: the neighbour belongs, the lone one does not', () => {
    expect(
      scoresOf('dbscan')
        .map((count, cell) => [cell, count])
        .filter(([, count]) => count !== 0),
    ).toEqual([
      [6, 3],
      [7, 1],
    ]);
  });

  it('count those at places that recur', () => {
    expect(
      scoresOf('repeat')
        .map((count, cell) => [cell, count])
        .filter(([, count]) => count !== 0),
    ).toEqual([[6, 3]]);
  });

  it.each(['density-quartic', 'density-gaussian', 'gi-star'] as const)('find the door by %s', (method) => {
    const scores = scoresOf(method);
    expect(scores.indexOf(Math.max(...scores))).toBe(6);
    expect(scores[1]).toBeGreaterThan(scores[18]!);
  });

  it('weigh what is near and recent: 1/(1 + steps) · 1/(1 + weeks)', () => {
    const scores = scoresOf('recent');
    // Cell 3's centre is (350, 50). The events of week 7 are 3 weeks old: at 221.6 m (4 steps) and 172.0 m (3); that of
    // week 6 is 4 weeks old at 223.6 m (4 steps); the one in the cell itself is 1 week old. Week 0 is forgotten,
    // and what lies outside the study is not known.
    expect(scores[3]).toBeCloseTo(1 / (5 * 4) + 1 / (4 * 4) + 1 / (5 * 5) + 1 / (1 * 2), 12);
  });
});
