import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRatios } from '@liaowang/shared/analysis/hotspots/change/ratio-of-ratios';

/** Independent events, and no least change. */
const POISSON = { dispersion: { factor: 1, degreesOfFreedom: Infinity }, leastChange: 0 };
const count = fc.integer({ min: 0, max: 2_000 });

describe('a ratio of ratios', () => {
  it('is Woolf’s interval, worked by hand', () => {
    // ln(30·50/(20·40)) = ln 1.875 = .6286; its standard error √(1/30 + 1/20 + 1/40 + 1/50) = .3582.
    const {
      ratio,
      interval: { low, high },
      verdict,
    } = compareRatios({ now: 30, before: 20 }, { now: 40, before: 50 }, POISSON)!;
    expect(ratio).toBeCloseTo(1.875, 12);
    expect([low, high].map((limit) => Number(limit.toFixed(3)))).toEqual([0.929, 3.784]);
    expect(verdict).toBe('no-change-shown');
  });

  it('turns over when the pairs do', () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const one = compareRatios({ now: a, before: b }, { now: c, before: d }, POISSON);
        const other = compareRatios({ now: c, before: d }, { now: a, before: b }, POISSON);
        expect(one === null).toBe(other === null);
        if (!one || !other) return;
        expect(one.ratio * other.ratio).toBeCloseTo(1, 9);
        expect(one.interval.low * other.interval.high).toBeCloseTo(1, 9);
        expect(one.interval.low).toBeLessThan(one.ratio);
        expect(one.interval.high).toBeGreaterThan(one.ratio);
      }),
    );
  });

  it('is none where nothing happened in a pair, and none of half events', () => {
    expect(compareRatios({ now: 0, before: 0 }, { now: 3, before: 4 }, POISSON)).toBeNull();
    expect(() => compareRatios({ now: 0.5, before: 1 }, { now: 3, before: 4 }, POISSON)).toThrow('whole numbers');
  });

  it('has limits where a count is 0', () => {
    const {
      ratio,
      interval: { low, high },
    } = compareRatios({ now: 0, before: 10 }, { now: 10, before: 10 }, POISSON)!;
    expect(ratio).toBeCloseTo(0.5 / 10.5 / 1, 12);
    expect([low > 0, high < 1]).toEqual([true, true]);
  });

  it('is widened by the dispersion of each pair', () => {
    const pairs = [
      { now: 30, before: 20 },
      { now: 40, before: 50 },
    ] as const;
    const { interval } = compareRatios(...pairs, {
      dispersion: { factor: 4, degreesOfFreedom: Infinity },
      otherDispersion: { factor: 2, degreesOfFreedom: Infinity },
      leastChange: 0,
    })!;
    // ln 1.875 ∓ 1.96 √(4 (1/30 + 1/20) + 2 (1/40 + 1/50)).
    const margin = 1.959964 * Math.sqrt(4 * (1 / 30 + 1 / 20) + 2 * (1 / 40 + 1 / 50));
    expect(interval.low).toBeCloseTo(1.875 * Math.exp(-margin), 6);
    expect(interval.high).toBeCloseTo(1.875 * Math.exp(margin), 5);
  });
});
