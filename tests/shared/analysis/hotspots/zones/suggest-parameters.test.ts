import { describe, expect, it } from 'vitest';
import { pickEvenly, roundCoarsely } from '@liaowang/shared/analysis/hotspots/zones/coarse-sample';
import { createZoneFinder } from '@liaowang/shared/analysis/hotspots/zones/find-zones';
import { suggestBandwidth } from '@liaowang/shared/analysis/hotspots/zones/suggest-bandwidth';
import {
  suggestBandMeters,
  suggestCellMeters,
  suggestDbscan,
  suggestStepDays,
} from '@liaowang/shared/analysis/hotspots/zones/suggest-parameters';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { createPlaneStudy, type PlaneIncident } from './plane-study.ts';

const DAY_MS = 86_400_000;
const SQUARE_KILOMETERS_1600 = 1.6e9;

/** Normal heaps, equally many incidents each, one after the other. */
function createHeaps(count: number, sigma: number, centres: readonly (readonly [number, number])[]) {
  const random = createRandom(21);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const points = Array.from({ length: count }, (_, i) =>
    centres[i % centres.length]!.map((at) => at + sigma * normal()),
  );
  return { xs: Float64Array.from(points, ([x]) => x!), ys: Float64Array.from(points, ([, y]) => y!) };
}

describe('the suggested bandwidth', () => {
  it('is near the rule of thumb for one normal heap, which it is made for', () => {
    // 1000 × 1000^(−1/6) = 316 m.
    const { gaussianMeters, quarticMeters } = suggestBandwidth(
      createHeaps(1_000, 1_000, [[0, 0]]),
      SQUARE_KILOMETERS_1600,
    )!;
    expect(gaussianMeters).toBeGreaterThanOrEqual(200);
    expect(gaussianMeters).toBeLessThanOrEqual(350);
    expect(quarticMeters / gaussianMeters).toBeGreaterThan(2.3);
    expect(quarticMeters / gaussianMeters).toBeLessThan(3.3);
  });

  it('follows the heaps and not the distance between them', () => {
    const centres = [
      [-9_000, -8_000],
      [8_000, 9_500],
      [-7_000, 9_000],
      [9_000, -9_000],
    ] as const;
    const { gaussianMeters } = suggestBandwidth(createHeaps(1_000, 300, centres), SQUARE_KILOMETERS_1600)!;
    // The rule of thumb says 2.8 km; one heap of 250 alone would have 120 m.
    expect(gaussianMeters).toBeGreaterThanOrEqual(50);
    expect(gaussianMeters).toBeLessThanOrEqual(250);
    // One incident in the middle of nowhere would ask for the bandwidth that reaches it.
    const { xs, ys } = createHeaps(1_000, 300, centres);
    const withOneAway = { xs: Float64Array.from([...xs, 0]), ys: Float64Array.from([...ys, 0]) };
    expect(suggestBandwidth(withOneAway, SQUARE_KILOMETERS_1600)!.gaussianMeters).toBe(gaussianMeters);
  });

  it('is not drawn to nothing by addresses that recur', () => {
    const { xs, ys } = createHeaps(600, 1_000, [[0, 0]]);
    const alone = suggestBandwidth({ xs, ys }, SQUARE_KILOMETERS_1600)!.gaussianMeters;
    const often = { xs: Float64Array.from([...xs, ...xs]), ys: Float64Array.from([...ys, ...ys]) };
    const { gaussianMeters } = suggestBandwidth(often, SQUARE_KILOMETERS_1600)!;
    expect(gaussianMeters / alone).toBeGreaterThan(0.6);
    expect(gaussianMeters / alone).toBeLessThan(1.5);
  });

  it('shrinks as incidents become more, is coarse and always the same', () => {
    const few = suggestBandwidth(createHeaps(500, 2_000, [[0, 0]]), SQUARE_KILOMETERS_1600)!;
    const many = createHeaps(50_000, 2_000, [[0, 0]]);
    const ofMany = suggestBandwidth(many, SQUARE_KILOMETERS_1600)!;
    expect(ofMany.gaussianMeters).toBeLessThan(few.gaussianMeters);
    expect([ofMany.gaussianMeters % 50, ofMany.quarticMeters % 50]).toEqual([0, 0]);
    expect(suggestBandwidth(many, SQUARE_KILOMETERS_1600)).toEqual(ofMany);
  });

  it('needs twenty incidents with some spread', () => {
    expect(suggestBandwidth(createHeaps(19, 100, [[0, 0]]), SQUARE_KILOMETERS_1600)).toBeNull();
    expect(
      suggestBandwidth(
        { xs: new Float64Array(50), ys: Float64Array.from({ length: 50 }, (_, i) => i) },
        SQUARE_KILOMETERS_1600,
      ),
    ).toBeNull();
  });
});

describe('suggested parameters', () => {
  it('give cells twice the area of an incident, and a band that expects five', () => {
    // √(2 × 1600 km² / 100,000) = 179 m; of 2,000 incidents 1,265 m; of ten more than is of use.
    expect([100_000, 2_000, 10].map((count) => suggestCellMeters(count, SQUARE_KILOMETERS_1600))).toEqual([
      200, 1_250, 2_000,
    ]);
    // π (1.5 × 200)² × density = 5 at 17.7 a km².
    expect(suggestBandMeters(200, 18e-6)).toBe(300);
    expect(suggestBandMeters(200, 17e-6)).toBe(400);
    expect(suggestBandMeters(200, 1e-9)).toBe(600);
    expect(suggestBandMeters(250, 1)).toBe(400);
  });

  it('put eps at the knee: within the clusters, not between them', () => {
    const random = createRandom(3);
    const centres = Array.from({ length: 20 }, () => [20_000 * random(), 20_000 * random()] as const);
    const dense = createHeaps(2_000, 100, centres);
    const sparse = Array.from({ length: 200 }, () => [20_000 * random(), 20_000 * random()] as const);
    const points = {
      xs: Float64Array.from([...dense.xs, ...sparse.map(([x]) => x)]),
      ys: Float64Array.from([...dense.ys, ...sparse.map(([, y]) => y)]),
    };
    const { epsMeters, minPoints } = suggestDbscan(points)!;
    expect(minPoints).toBe(8);
    expect(epsMeters).toBeGreaterThanOrEqual(40);
    expect(epsMeters).toBeLessThanOrEqual(300);
    // On a line the third nearest is two steps away, at its ends three or two.
    const line = (count: number, step: number) => ({
      xs: Array.from({ length: count }, (_, i) => step * i),
      ys: new Float64Array(count),
    });
    expect(suggestDbscan(line(30, 100))).toEqual({ epsMeters: 200, minPoints: 4 });
    expect(suggestDbscan(line(30, 9_000))).toEqual({ epsMeters: 5_000, minPoints: 4 });
    expect(suggestDbscan(line(19, 100))).toBeNull();
  });

  it('make steps of whole weeks, twelve of them', () => {
    expect([12 * 91, 365, 180, 90, 30].map((days) => suggestStepDays(days * DAY_MS))).toEqual([91, 28, 14, 7, 1]);
  });

  it('come for the incidents inside the boundary', () => {
    const plane = createPlaneStudy();
    const finder = createZoneFinder(plane.boxStudy(-2_000, -2_000, 2_000, 2_000));
    const random = createRandom(8);
    const inside = Array.from({ length: 100 }, (): PlaneIncident => [
      3_000 * (random() - 0.5),
      3_000 * (random() - 0.5),
    ]);
    const window = { fromMs: 0, toMs: 180 * DAY_MS };
    const suggested = finder.suggest(plane.incidentsAt(inside), window);
    expect(suggested).toMatchObject({ cellMeters: 550, stepDays: 14 });
    expect(finder.suggest(plane.incidentsAt([...inside, [9_000, 0], [0, 9_000]]), window)).toEqual(suggested);
  });

  it('sample evenly and round coarsely', () => {
    expect([...pickEvenly(10, 4)]).toEqual([0, 2, 5, 7]);
    expect([...pickEvenly(3, 4)]).toEqual([0, 1, 2]);
    expect([0, 44, 94, 101, 324, 326].map(roundCoarsely)).toEqual([10, 40, 90, 100, 300, 350]);
  });
});
