import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDaily, findEarlierSpan, layOutDays } from '@liaowang/shared/analysis/hotspots/change/daily-series';

const at = (text: string) => Date.parse(text);
const ZONE = 'Asia/Shanghai';
const every = { hours: null, weekdays: null };

describe('counted days', () => {
  it('are the whole window without hours or weekdays', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), (minutes) => {
        expect(
          layOutDays(
            every,
            { fromMs: at('2026-03-01T00:00:00+08:00'), toMs: at('2026-03-01T00:00:00+08:00') + minutes * 60_000 },
            ZONE,
          ).days,
        ).toBeCloseTo(minutes / 1_440, 9);
      }),
    );
  });

  it('count the hours and weekdays of the filter only', () => {
    // 2 March 2026 is a Monday.
    const fortnight = { fromMs: at('2026-03-02T00:00:00+08:00'), toMs: at('2026-03-16T00:00:00+08:00') };
    expect(layOutDays({ hours: null, weekdays: [6, 7] }, fortnight, ZONE).days).toBe(4);
    expect(layOutDays({ hours: { start: 22, end: 4 }, weekdays: null }, fortnight, ZONE).days).toBeCloseTo(
      (14 * 6) / 24,
      12,
    );
    expect(layOutDays({ hours: { start: 8, end: 20 }, weekdays: [1] }, fortnight, ZONE).days).toBe(1);
  });

  it('know the days on which clocks change', () => {
    const spring = { fromMs: at('2026-03-08T00:00:00-06:00'), toMs: at('2026-03-09T00:00:00-05:00') };
    expect(layOutDays(every, spring, 'America/Chicago').days).toBeCloseTo(23 / 24, 12);
    expect(layOutDays({ hours: { start: 2, end: 3 }, weekdays: null }, spring, 'America/Chicago').days).toBe(0);
  });

  it('hold their events by day and weekday', () => {
    const calendar = layOutDays(
      { hours: null, weekdays: [1, 2] },
      { fromMs: at('2026-03-02T06:00:00+08:00'), toMs: at('2026-03-04T12:00:00+08:00') },
      ZONE,
    );
    expect(Array.from(calendar.exposures, (exposure) => Number(exposure.toFixed(9)))).toEqual([0.75, 1, 0]);
    const { counts, weekdays } = countDaily(calendar, [
      calendar.firstDay,
      calendar.firstDay + 1,
      calendar.firstDay + 1,
    ]);
    expect([Array.from(counts), weekdays]).toEqual([
      [1, 2, 0],
      [0, 1, 2],
    ]);
  });
});

describe('the days before short windows', () => {
  const span = (fromDay: number, toDay: number) => ({ fromMs: fromDay * 86_400_000, toMs: toDay * 86_400_000 });

  it('are those that the record holds, two weeks at least', () => {
    expect(findEarlierSpan(span(100, 107), span(107, 114), 0)).toEqual(span(44, 100));
    expect(findEarlierSpan(span(100, 107), span(107, 114), 80 * 86_400_000)).toEqual(span(80, 100));
    expect(findEarlierSpan(span(100, 107), span(107, 114), 90 * 86_400_000)).toBeNull();
  });
});
