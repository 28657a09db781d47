import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findServerClockError } from '@liaowang/shared/analysis/positions/server-clock-verdict';

const HOUR_MS = 3_600_000;

describe('the server’s clock', () => {
  it('is wrong when most devices, five at least, are ahead of it by about the same', () => {
    expect(findServerClockError([2, 2, 2, 2, 2, 0].map((hours) => hours * HOUR_MS))).toBe(2 * HOUR_MS);
    expect(findServerClockError([-3, -3, -3, -3, -3].map((hours) => hours * HOUR_MS))).toBe(-3 * HOUR_MS);
  });

  it('is not wrong by the word of a few, in however small a city', () => {
    for (const count of [1, 2, 3, 4]) expect(findServerClockError(new Array(count).fill(8 * HOUR_MS))).toBeNull();
  });

  it('is not wrong by the word of a minority, or of devices that may just be late', () => {
    expect(findServerClockError([...new Array(5).fill(8 * HOUR_MS), ...new Array(5).fill(0)])).toBeNull();
    expect(findServerClockError([...new Array(5).fill(8 * HOUR_MS), ...new Array(5).fill(null)])).toBeNull();
  });

  it('is not wrong by devices that disagree with each other as well', () => {
    expect(findServerClockError([1, 2, 3, 4, 5, 6, 7].map((hours) => hours * HOUR_MS))).toBeNull();
    expect(findServerClockError([8, 8, 8, -8, -8, -8].map((hours) => hours * HOUR_MS))).toBeNull();
  });

  it('is found wrong by any error that all devices agree on, and right without one', () => {
    const jitter = fc.array(fc.integer({ min: -60_000, max: 60_000 }), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: -24 * HOUR_MS, max: 24 * HOUR_MS }), jitter, (errorMs, jitters) => {
        const found = findServerClockError(jitters.map((each) => errorMs + each));
        const offMs = Math.abs((found ?? Infinity) - errorMs);
        expect(Math.abs(errorMs) > 180_000 ? offMs : 0).toBeLessThanOrEqual(60_000);
        expect(Math.abs(errorMs) <= 60_000 ? found : null).toBeNull();
      }),
    );
  });
});
