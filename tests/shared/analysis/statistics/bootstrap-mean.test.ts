import { expect, it } from 'vitest';
import { computeMeanWithInterval } from '@liaowang/shared/analysis/statistics/bootstrap-mean';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

it('is none of no values, and has no interval of one', () => {
  expect(computeMeanWithInterval([], createRandom(1))).toBeNull();
  expect(computeMeanWithInterval([3], createRandom(1))).toEqual({ mean: 3, low: null, high: null, count: 1 });
  expect(computeMeanWithInterval([3, 3, 3], createRandom(1))).toEqual({ mean: 3, low: 3, high: 3, count: 3 });
});

it('covers the true mean about as often as it says', () => {
  const random = createRandom(42);
  const samples = 200;
  let covered = 0;
  for (let i = 0; i < samples; i++) {
    const interval = computeMeanWithInterval(Array.from({ length: 40 }, random), random)!;
    if (interval.low! <= 0.5 && interval.high! >= 0.5) covered++;
  }
  expect(covered / samples).toBeGreaterThan(0.9);
  expect(covered / samples).toBeLessThan(0.99);
});
