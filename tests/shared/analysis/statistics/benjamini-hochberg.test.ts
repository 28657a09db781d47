import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adjustBenjaminiHochberg,
  adjustRepeatedPValues,
} from '@liaowang/shared/analysis/statistics/benjamini-hochberg';

describe('adjustBenjaminiHochberg', () => {
  it('is the least level at which a p would be called', () => {
    const pArbitrary = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.01, 0.05, 1));
    fc.assert(
      fc.property(fc.array(pArbitrary, { maxLength: 40 }), (ps) => {
        const adjusted = adjustBenjaminiHochberg(ps);
        for (const [i, p] of ps.entries()) {
          const levels = ps
            .filter((other) => other >= p)
            .map((other) => (other * ps.length) / ps.filter((each) => each <= other).length);
          expect(adjusted[i]).toBeCloseTo(Math.min(1, ...levels), 12);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same where equal p are told once with how many they are, none among them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 4 })), {
          maxLength: 20,
        }),
        (told) => {
          const adjusted = adjustRepeatedPValues(
            told.map(([p]) => p),
            told.map(([, times]) => times),
          );
          const each = adjustBenjaminiHochberg(told.flatMap(([p, times]) => Array.from({ length: times }, () => p)));
          expect(told.flatMap(([, times], i) => Array.from({ length: times }, () => adjusted[i]))).toEqual([...each]);
        },
      ),
    );
  });

  it("gives what R's p.adjust gives, and takes NaN for 1", () => {
    expect([...adjustBenjaminiHochberg([0.01, 0.04, 0.03, 0.005])]).toEqual([0.02, 0.04, 0.04, 0.02]);
    expect([...adjustBenjaminiHochberg([Number.NaN, 0.02])]).toEqual([1, 0.04]);
    expect(adjustBenjaminiHochberg([])).toHaveLength(0);
  });
});
