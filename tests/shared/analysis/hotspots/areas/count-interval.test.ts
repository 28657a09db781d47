import { describe, expect, it } from 'vitest';
import { findCountInterval } from '@liaowang/shared/analysis/hotspots/areas/count-interval';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { createCountGenerator } from '../../../../support/random-counts.ts';

describe('the interval of a count', () => {
  it('comes near the exact one of Poisson events', () => {
    // scipy: chi2.ppf(.025, 2n) / 2 and chi2.ppf(.975, 2n + 2) / 2.
    for (const [count, low, high] of [
      [5, 1.6235, 11.6683],
      [20, 12.2165, 30.8884],
      [100, 81.3639, 121.627],
    ] as const) {
      const found = findCountInterval(count, null);
      expect(Math.abs(found.low / low - 1)).toBeLessThan(0.02);
      expect(Math.abs(found.high / high - 1)).toBeLessThan(0.02);
    }
    expect(findCountInterval(0, null).low).toBe(0);
    expect(findCountInterval(0, null).high).toBeCloseTo(3.69, 0);
  });

  it('holds the mean of uneven counts nineteen times in twenty', () => {
    const { negativeBinomial } = createCountGenerator(createRandom(3));
    const [RUNS, MEAN, FACTOR] = [2_000, 60, 4];
    let held = 0;
    for (let run = 0; run < RUNS; run++) {
      const { low, high } = findCountInterval(negativeBinomial(MEAN, MEAN / (FACTOR - 1)), {
        factor: FACTOR,
        degreesOfFreedom: 40,
      });
      if (low <= MEAN && MEAN <= high) held++;
    }
    expect(held / RUNS).toBeGreaterThan(0.94);
  });
});
