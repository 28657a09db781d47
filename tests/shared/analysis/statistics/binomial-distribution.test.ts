import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialLowerTail, binomialUpperTail } from '@liaowang/shared/analysis/statistics/binomial-distribution';

describe('binomial tails', () => {
  // Summed with 40 digits in mpmath 1.x, for the double p and 1 − p.
  it.each([
    [5, 10, 0.3, 0.15026833259999997],
    [17, 40, 0.35, 0.202239553805304],
    [10, 100, 0.5, 1],
    [1, 1e6, 1e-7, 0.0951625864882278],
    [499_000, 1e6, 0.5, 0.9773038320453279],
    [500_500, 1e6, 0.5, 0.15889734568165276],
    [501_000, 1e6, 0.5, 0.02280414993269104],
    [505_000, 1e6, 0.5, 7.690777521953676e-24],
    [600_000, 1e6, 0.59, 2.012020723099713e-92],
    [999_990, 1e6, 0.9999, 1.1330837813078217e-30],
  ])('are exact: %d or more of %d at %d', (k, n, p, expected) => {
    expect(Math.abs(binomialUpperTail(k, n, { p, q: 1 - p }) / expected - 1)).toBeLessThan(1e-10);
  });

  it('are sums of the probabilities', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: -1, max: 61 }),
        fc.integer({ min: 0, max: 64 }),
        (n, k, sixtyFourths) => {
          const chance = { p: sixtyFourths / 64, q: 1 - sixtyFourths / 64 };
          let sum = 0;
          let ways = 1;
          for (let i = 0; i <= n; i++) {
            if (i >= k) sum += ways * chance.p ** i * chance.q ** (n - i);
            ways = (ways * (n - i)) / (i + 1);
          }
          const tail = binomialUpperTail(k, n, chance);
          expect(Math.abs(tail - sum)).toBeLessThan(1e-12 * (sum + 1e-3));
          expect(binomialLowerTail(k - 1, n, chance)).toBeCloseTo(1 - sum, 11);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('rise with the chance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (n, share, p) => {
          const k = Math.ceil(share * n);
          expect(binomialUpperTail(k, n, { p: p * 0.99, q: 1 - p * 0.99 })).toBeLessThanOrEqual(
            binomialUpperTail(k, n, { p, q: 1 - p }) + 1e-12,
          );
        },
      ),
    );
  });

  it('have an end', () => {
    const certain = { p: 1, q: 0 };
    const impossible = { p: 0, q: 1 };
    expect([
      binomialUpperTail(0, 0, certain),
      binomialUpperTail(1, 0, certain),
      binomialUpperTail(9, 9, certain),
      binomialUpperTail(1, 9, impossible),
      binomialLowerTail(0, 9, impossible),
    ]).toEqual([1, 0, 1, 0, 1]);
    expect(binomialUpperTail(7, 7, { p: 0.5, q: 0.5 })).toBeCloseTo(1 / 128, 15);
  });
});
