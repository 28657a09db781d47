import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMatchedDays } from '@liaowang/shared/analysis/change/matched-days';

const at = (text: string) => Date.parse(text);
const ZONE = 'Asia/Shanghai';
const every = { hours: null, weekdays: null };

describe('matched days', () => {
  it('are the whole window without hours or weekdays', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 5_000 }), (minutes) => {
      expect(countMatchedDays(every, { fromMs: at('2026-03-01T00:00:00+08:00'), toMs: at('2026-03-01T00:00:00+08:00') + minutes * 60_000 }, ZONE)).toBeCloseTo(minutes / 1_440, 9);
    }));
  });

  it('count the hours and weekdays of the filter only', () => {
    // 2 March 2026 is a Monday.
    const fortnight = { fromMs: at('2026-03-02T00:00:00+08:00'), toMs: at('2026-03-16T00:00:00+08:00') };
    expect(countMatchedDays({ hours: null, weekdays: [6, 7] }, fortnight, ZONE)).toBe(4);
    expect(countMatchedDays({ hours: { start: 22, end: 4 }, weekdays: null }, fortnight, ZONE)).toBeCloseTo((14 * 6) / 24, 12);
    expect(countMatchedDays({ hours: { start: 8, end: 20 }, weekdays: [1] }, fortnight, ZONE)).toBe(1);
  });

  it('know the days on which clocks change', () => {
    const spring = { fromMs: at('2026-03-08T00:00:00-06:00'), toMs: at('2026-03-09T00:00:00-05:00') };
    expect(countMatchedDays(every, spring, 'America/Chicago')).toBeCloseTo(23 / 24, 12);
    expect(countMatchedDays({ hours: { start: 2, end: 3 }, weekdays: null }, spring, 'America/Chicago')).toBe(0);
  });
});
