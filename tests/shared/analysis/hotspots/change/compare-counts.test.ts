import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCounts } from '@liaowang/shared/analysis/hotspots/change/compare-counts';

/** Independent events, and no least change. */
const POISSON = { dispersion: { factor: 1, degreesOfFreedom: Infinity }, leastChange: 0 };

describe('comparing two counts', () => {
  // scipy 1.17.1: binomtest(…).proportion_ci(method = 'exact') and twice the smaller tail of binom.
  it.each([
    {
      now: { count: 15, days: 7 },
      before: { count: 6, days: 7 },
      low: 0.9166226291179241,
      high: 7.864509209645104,
      p: 0.0783538818359375,
      verdict: 'no-change-shown',
    },
    {
      now: { count: 3, days: 7 },
      before: { count: 40, days: 28 },
      low: 0.059370308245363344,
      high: 0.9419764514569753,
      p: 0.03552760587133931,
      verdict: 'fewer',
    },
    {
      now: { count: 12, days: 30 },
      before: { count: 60, days: 90 },
      low: 0.2937946444101127,
      high: 1.126770419603661,
      p: 0.12558822392221608,
      verdict: 'no-change-shown',
    },
    {
      now: { count: 0, days: 7 },
      before: { count: 5, days: 7 },
      low: 0,
      high: 1.091279105182546,
      p: 0.0625,
      verdict: 'too-few',
    },
    {
      now: { count: 4, days: 7 },
      before: { count: 0, days: 7 },
      low: 0.6601240193600627,
      high: null,
      p: 0.125,
      verdict: 'too-few',
    },
    {
      now: { count: 120, days: 30 },
      before: { count: 90, days: 30 },
      low: 1.006041668626098,
      high: 1.7724302502029519,
      p: 0.045114087864840696,
      verdict: 'more',
    },
    {
      now: { count: 1_000_500, days: 365 },
      before: { count: 1_000_000, days: 366 },
      low: 1.0004635013090935,
      high: 1.0060264024059264,
      p: 0.022156521350979053,
      verdict: 'more',
    },
  ])(
    '$now.count in $now.days days after $before.count in $before.days: $verdict',
    ({ now, before, low, high, p, verdict }) => {
      const comparison = compareCounts(now, before, POISSON);
      expect(comparison.verdict).toBe(verdict);
      expect(comparison.p / p).toBeCloseTo(1, 8);
      const interval = comparison.interval!;
      expect(interval.low).toBeCloseTo(low, 9);
      expect(interval.high ?? 0).toBeCloseTo(high ?? 0, 9);
      expect([interval.high === null, comparison.rateRatio === null]).toEqual([high === null, high === null]);
    },
  );

  it('of nothing with nothing says nothing', () => {
    expect(compareCounts({ count: 0, days: 7 }, { count: 0, days: 28 }, POISSON)).toEqual({
      rateRatio: null,
      interval: null,
      p: 1,
      dispersion: 1,
      verdict: 'too-few',
    });
  });

  it('refuses what is no count and no time', () => {
    const fine = { count: 1, days: 1 };
    for (const count of [-1, 0.5, Number.NaN])
      expect(() => compareCounts({ count, days: 1 }, fine, POISSON)).toThrow('counts');
    for (const days of [0, Infinity, Number.NaN])
      expect(() => compareCounts(fine, { count: 1, days }, POISSON)).toThrow('days');
  });

  const window = fc.record({
    count: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 100_000 })),
    days: fc.integer({ min: 1, max: 400 }),
  });

  it('has the ratio in its interval, and a verdict that agrees with it', () => {
    fc.assert(
      fc.property(window, window, (now, before) => {
        const { rateRatio, interval, p, verdict } = compareCounts(now, before, POISSON);
        const low = interval?.low ?? 0;
        const high = interval?.high ?? Infinity;
        expect(low).toBeLessThanOrEqual((rateRatio ?? Infinity) * (1 + 1e-9));
        expect(high).toBeGreaterThanOrEqual((rateRatio ?? 0) * (1 - 1e-9));
        const isShown = verdict === 'more' || verdict === 'fewer';
        expect(isShown || p > 0.05).toBe(true);
        // Where one is in the interval, to rounding, nothing is shown.
        expect(verdict === 'more' ? low : 1).toBeGreaterThan(1 - 1e-9);
        expect(verdict === 'fewer' ? high : 1).toBeLessThan(1 + 1e-9);
        expect(isShown || (low < 1 + 1e-9 && high > 1 - 1e-9)).toBe(true);
      }),
    );
  });

  it('turns round with the windows', () => {
    fc.assert(
      fc.property(window, window, (now, before) => {
        const there = compareCounts(now, before, POISSON);
        const back = compareCounts(before, now, POISSON);
        expect(back.p).toBeCloseTo(there.p, 9);
        const [one, other] = [there.interval, back.interval];
        if (one === null || other === null) return;
        // Nothing turns round to no end, and no end to nothing.
        expect(one.low > 0 ? other.high! * one.low : other.high === null ? 1 : NaN).toBeCloseTo(1, 9);
        expect(one.high === null ? 1 + other.low : one.high > 0 ? other.low * one.high : 1).toBeCloseTo(1, 9);
      }),
    );
  });

  it('is as sure of n events that vary φ-fold as of n/φ independent ones', () => {
    const four = { dispersion: { factor: 4, degreesOfFreedom: Infinity }, leastChange: 0 };
    fc.assert(
      fc.property(window, window, (now, before) => {
        const one = compareCounts(now, before, POISSON);
        const widened = compareCounts({ ...now, count: 4 * now.count }, { ...before, count: 4 * before.count }, four);
        expect(widened.p).toBeCloseTo(one.p, 9);
        expect([widened.interval === null, widened.rateRatio, widened.dispersion]).toEqual([
          one.interval === null,
          one.rateRatio,
          4,
        ]);
        expect(widened.interval?.low ?? 0).toBeCloseTo(one.interval?.low ?? 0, 9);
      }),
    );
  });

  it('is less sure the fewer days the dispersion was measured on', () => {
    const [now, before] = [
      { count: 150, days: 28 },
      { count: 100, days: 28 },
    ];
    const [sure, doubtful] = [Infinity, 6].map((degreesOfFreedom) =>
      compareCounts(now, before, { dispersion: { factor: 2, degreesOfFreedom } }),
    );
    expect(doubtful!.p).toBeGreaterThan(sure!.p);
    expect(doubtful!.interval!.low).toBeLessThan(sure!.interval!.low);
    // The verdict agrees with the interval, whatever the doubt.
    for (const { p, interval } of [sure!, doubtful!]) expect(p <= 0.05).toBe(interval!.low > 1);
  });

  it('gives no verdict for a change that nobody would act on, and none where nothing could be shown', () => {
    const large = [
      { count: 102_000, days: 90 },
      { count: 104_000, days: 90 },
    ] as const;
    expect(compareCounts(...large, POISSON).verdict).toBe('fewer');
    expect(compareCounts(...large, { ...POISSON, leastChange: 0.1 })).toMatchObject({ verdict: 'no-change-shown' });
    expect(compareCounts({ count: 3, days: 7 }, { count: 1, days: 7 }, POISSON).verdict).toBe('too-few');
    expect(compareCounts({ count: 3, days: 7 }, { count: 30, days: 7 }, { dispersion: null }).dispersion).toBeNull();
  });

  it('takes a change of just the least size as one, down as well as up', () => {
    const verdictOf = (now: number) =>
      compareCounts({ count: now, days: 30 }, { count: 100_000, days: 30 }, { ...POISSON, leastChange: 0.1 }).verdict;
    expect([110_000, 109_999, 90_001, 90_000].map(verdictOf)).toEqual([
      'more',
      'no-change-shown',
      'no-change-shown',
      'fewer',
    ]);
  });
});
