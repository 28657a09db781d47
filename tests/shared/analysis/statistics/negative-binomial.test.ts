import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitNegativeBinomial, tabulateSumTails } from '@liaowang/shared/analysis/statistics/negative-binomial';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { createCountGenerator } from '../../../support/random-counts.ts';

/** From SciPy 1.17. */
const SCIPY = {
  poissonFar: 3.238550762507088e-15,
  uneven: 4.84345409704231e-23,
  heavy: 0.010268384061330382,
  large: 0.0010344360393934376,
};

describe('fitNegativeBinomial', () => {
  it('finds the dispersion that counts were drawn with', () => {
    const counts = createCountGenerator(createRandom(8));
    for (const [mean, dispersion] of [
      [0.4, 0.3],
      [3, 1],
      [12, 5],
      [0.05, 0.02],
    ] as const) {
      const fit = fitNegativeBinomial(Array.from({ length: 60_000 }, () => counts.negativeBinomial(mean, dispersion)));
      expect(fit.mean / mean).toBeCloseTo(1, 0);
      expect(Math.abs(Math.log(fit.dispersion / dispersion))).toBeLessThan(0.15);
    }
  });

  it('is Poisson where counts vary no more, where there are none, and for zeros', () => {
    expect(fitNegativeBinomial([2, 2, 2, 3])).toEqual({ mean: 2.25, dispersion: Infinity });
    expect(fitNegativeBinomial([0, 0])).toEqual({ mean: 0, dispersion: Infinity });
    expect(fitNegativeBinomial([])).toEqual({ mean: 0, dispersion: Infinity });
    expect(() => fitNegativeBinomial([1, 0.5])).toThrow(RangeError);
    expect(() => fitNegativeBinomial([-1])).toThrow(RangeError);
  });
});

describe('tabulateSumTails', () => {
  it('convolves: the sum of m cells is that of m − 1 and one more', () => {
    const arbitrary = fc.record({
      mean: fc.double({ min: 0.01, max: 8, noNaN: true }),
      dispersion: fc.oneof(fc.double({ min: 0.05, max: 50, noNaN: true }), fc.constant(Infinity)),
      terms: fc.integer({ min: 2, max: 9 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ mean, dispersion, terms }) => {
        const most = 40;
        const [one, fewer, all] = [1, terms - 1, terms].map((count) =>
          tabulateSumTails({ mean, dispersion }, count, most),
        );
        const chanceOf = (tails: typeof one, value: number): number =>
          tails!.less(value) - (value === 0 ? 0 : tails!.less(value - 1));
        for (const sum of [0, 1, 5, 17, most]) {
          let less = 0;
          for (let value = 0; value <= sum; value++) less += chanceOf(one, value) * fewer!.less(sum - value);
          expect(all!.less(sum)).toBeCloseTo(less, 9);
          expect(all!.greater(sum) + (sum === 0 ? 0 : all!.less(sum - 1))).toBeCloseTo(1, 10);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps its digits far out, for large sums and for heavy tails', () => {
    // SciPy 1.17: nbinom.sf(s - 1, terms * k, k / (k + mean)), poisson.sf(s - 1, terms * mean).
    expect(tabulateSumTails({ mean: 0.4, dispersion: Infinity }, 21, 40).greater(40) / SCIPY.poissonFar).toBeCloseTo(
      1,
      9,
    );
    expect(tabulateSumTails({ mean: 0.4, dispersion: 0.3 }, 21, 120).greater(120) / SCIPY.uneven).toBeCloseTo(1, 9);
    expect(
      tabulateSumTails({ mean: 2_500, dispersion: 1.3e-4 }, 21, 250_000).greater(250_000) / SCIPY.heavy,
    ).toBeCloseTo(1, 8);
    expect(
      tabulateSumTails({ mean: 5_000, dispersion: Infinity }, 21, 106_000).greater(106_000) / SCIPY.large,
    ).toBeCloseTo(1, 9);
    expect(tabulateSumTails({ mean: 0, dispersion: Infinity }, 5, 0).greater(0)).toBe(1);
    expect(() => tabulateSumTails({ mean: 1, dispersion: 1 }, 5, 10).greater(11)).toThrow(RangeError);
  });
});
