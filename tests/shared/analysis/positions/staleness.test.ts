import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONTACT_GAP_DEFAULTS,
  NO_CONTACT_GAPS,
  learnContactInterval,
  withContactGap,
} from '@liaowang/shared/analysis/positions/contact-gaps';
import {
  STALENESS_LIMITS,
  computeStalenessLimits,
  computeUnitState,
} from '@liaowang/shared/analysis/positions/staleness';

const learn = (gaps: readonly number[]) => learnContactInterval(gaps.reduce(withContactGap, NO_CONTACT_GAPS));
const times = (count: number, seconds: number) => new Array<number>(count).fill(seconds);

describe('the state of a unit', () => {
  it('goes by the limits of its kind where no interval is known', () => {
    const limits = computeStalenessLimits('foot', null);
    expect(limits).toEqual(STALENESS_LIMITS.foot);
    expect([null, 90_000, 90_001, 600_000, 600_001].map((age) => computeUnitState(limits, age))).toEqual([
      'off',
      'fresh',
      'stale',
      'stale',
      'lost',
    ]);
  });

  it('waits for a device that reports every five minutes, and not longer for a fast one', () => {
    const slow = computeStalenessLimits('foot', 300);
    expect([300_000, 750_000, 750_001, 1_500_001].map((age) => computeUnitState(slow, age))).toEqual([
      'fresh',
      'fresh',
      'stale',
      'lost',
    ]);
    expect(computeStalenessLimits('foot', 10)).toEqual(STALENESS_LIMITS.foot);
  });

  it('is never lost before it is stale, nor earlier than without an interval', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('foot', 'bicycle', 'bus', 'taxi' as const),
        fc.option(fc.integer({ min: 1, max: 3_600 })),
        (kind, interval) => {
          const limits = computeStalenessLimits(kind, interval);
          expect(limits.lostAfterMs).toBeGreaterThan(limits.staleAfterMs);
          expect(limits.staleAfterMs).toBeGreaterThanOrEqual(STALENESS_LIMITS[kind].staleAfterMs);
        },
      ),
    );
  });
});

describe('the interval of a device', () => {
  it('is not known from one or two pauses', () => {
    expect(learn([])).toBeNull();
    expect(learn([300, 300])).toBeNull();
  });

  it('is learned from three', () => {
    expect(learn([300, 301, 299])).toBeCloseTo(300, 0);
    expect(learn(times(100, 5))).toBeCloseTo(5, 6);
  });

  it('is that of standing for a phone that also walks, again and again', () => {
    const watch = [...times(60, 5), ...times(4, 300)];
    expect(learn([...watch, ...watch, ...times(60, 5)])).toBeCloseTo(300, 0);
  });

  it('is not that of an outage or two', () => {
    expect(learn([...times(200, 5), 400, ...times(50, 5), 380, ...times(10, 5)])).toBeCloseTo(5, 6);
  });

  it('follows a device that is set anew within a watch', () => {
    expect(learn([...times(20, 300), ...times(3_000, 5)])).toBeCloseTo(5, 6);
  });

  it('does not count silences that are longer than any interval', () => {
    expect(learn([...times(10, 60), 8 * 3_600, 8 * 3_600, 8 * 3_600])).toBeCloseTo(60, 6);
  });

  it('lies between the shortest and the longest pause, within the bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 5_000, noNaN: true }), { maxLength: 80 }), (gaps) => {
        const interval = learn(gaps);
        const counted = gaps.filter((gap) => gap >= 1 && gap <= CONTACT_GAP_DEFAULTS.longestSeconds);
        if (interval === null) return;
        expect(interval).toBeGreaterThanOrEqual(Math.min(...counted) - 1e-6);
        expect(interval).toBeLessThanOrEqual(Math.max(...counted) + 1e-6);
      }),
    );
  });
});
