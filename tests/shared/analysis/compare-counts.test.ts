import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCounts } from '@liaowang/shared/analysis/compare-counts';

describe('comparing two counts', () => {
  // scipy 1.17.1: binomtest(…).proportion_ci(method = 'exact') and twice the smaller tail of binom.
  it.each([
    { now: { count: 15, days: 7 }, before: { count: 6, days: 7 }, low: 0.9166226291179241, high: 7.864509209645104, p: 0.0783538818359375, verdict: 'chance explains it' },
    { now: { count: 3, days: 7 }, before: { count: 40, days: 28 }, low: 0.059370308245363344, high: 0.9419764514569753, p: 0.03552760587133931, verdict: 'fewer' },
    { now: { count: 12, days: 30 }, before: { count: 60, days: 90 }, low: 0.2937946444101127, high: 1.126770419603661, p: 0.12558822392221608, verdict: 'chance explains it' },
    { now: { count: 0, days: 7 }, before: { count: 5, days: 7 }, low: 0, high: 1.091279105182546, p: 0.0625, verdict: 'chance explains it' },
    { now: { count: 4, days: 7 }, before: { count: 0, days: 7 }, low: 0.6601240193600627, high: null, p: 0.125, verdict: 'chance explains it' },
    { now: { count: 120, days: 30 }, before: { count: 90, days: 30 }, low: 1.006041668626098, high: 1.7724302502029519, p: 0.045114087864840696, verdict: 'more' },
    { now: { count: 1_000_500, days: 365 }, before: { count: 1_000_000, days: 366 }, low: 1.0004635013090935, high: 1.0060264024059264, p: 0.022156521350979053, verdict: 'more' },
  ])('$now.count in $now.days days after $before.count in $before.days: $verdict', ({ now, before, low, high, p, verdict }) => {
    const comparison = compareCounts(now, before);
    expect(comparison.verdict).toBe(verdict);
    expect(comparison.p / p).toBeCloseTo(1, 8);
    expect(comparison.low).toBeCloseTo(low, 9);
    if (high === null) expect(comparison).toMatchObject({ high: null, rateRatio: null });
    else expect(comparison.high).toBeCloseTo(high, 9);
  });

  it('of nothing with nothing says nothing', () => {
    expect(compareCounts({ count: 0, days: 7 }, { count: 0, days: 28 })).toEqual({ rateRatio: null, low: null, high: null, p: 1, verdict: 'chance explains it' });
  });

  it('refuses what is no count and no time', () => {
    const fine = { count: 1, days: 1 };
    for (const count of [-1, 0.5, Number.NaN]) expect(() => compareCounts({ count, days: 1 }, fine)).toThrow('counts');
    for (const days of [0, Infinity, Number.NaN]) expect(() => compareCounts(fine, { count: 1, days })).toThrow('days');
  });

  const window = fc.record({ count: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 100_000 })), days: fc.integer({ min: 1, max: 400 }) });

  it('has the ratio in its interval, and a verdict that agrees with it', () => {
    fc.assert(
      fc.property(window, window, (now, before) => {
        const { rateRatio, low, high, p, verdict } = compareCounts(now, before);
        if (rateRatio !== null) {
          expect(low).toBeLessThanOrEqual(rateRatio * (1 + 1e-9));
          expect(high).toBeGreaterThanOrEqual(rateRatio * (1 - 1e-9));
        }
        if (verdict === 'more') expect(low).toBeGreaterThan(1 - 1e-9);
        else if (verdict === 'fewer') expect(high).toBeLessThan(1 + 1e-9);
        else {
          expect(p).toBeGreaterThan(0.05);
          expect((low ?? 0) < 1 + 1e-9 && (high ?? Infinity) > 1 - 1e-9).toBe(true);
        }
      }),
    );
  });

  it('turns round with the windows', () => {
    fc.assert(
      fc.property(window, window, (now, before) => {
        const there = compareCounts(now, before);
        const back = compareCounts(before, now);
        expect(back.p).toBeCloseTo(there.p, 9);
        if (there.low !== null && there.low > 0) expect(back.high! * there.low).toBeCloseTo(1, 9);
        if (there.high !== null && there.high > 0) expect(back.low! * there.high).toBeCloseTo(1, 9);
      }),
    );
  });
});
