import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalTwoSided, normalUpperTail } from '@liaowang/shared/analysis/statistics/normal-distribution';

describe('normalUpperTail', () => {
  it.each([
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [1.959963984540054, 0.025],
    [3, 0.0013498980316300946],
    [6, 9.865876450376981e-10],
    [10, 7.61985302416052e-24],
    [-1.959963984540054, 0.975],
  ])('at %f is %f to its last digits', (z, expected) => {
    expect(Math.abs(normalUpperTail(z) / expected - 1)).toBeLessThan(1e-13);
  });

  it('is symmetric and falls', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -12, max: 12, noNaN: true }),
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        (z, step) => {
          expect(normalUpperTail(z) + normalUpperTail(-z)).toBeCloseTo(1, 14);
          expect(normalTwoSided(-z)).toBe(normalTwoSided(z));
          expect(normalUpperTail(z + step)).toBeLessThanOrEqual(normalUpperTail(z));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has ends', () => {
    expect([normalUpperTail(50), normalUpperTail(-50), normalTwoSided(0), normalTwoSided(50)]).toEqual([0, 1, 1, 0]);
    expect([normalUpperTail(Number.NaN), normalTwoSided(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
  });
});
