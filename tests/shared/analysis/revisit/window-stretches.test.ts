import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findStretches, isWholeHour, sliceByHours } from '@liaowang/shared/analysis/revisit/window-stretches';

const HOUR_MS = 3_600_000;
/** Monday, 2026-06-15 00:00 in Shanghai. */
const MONDAY_MS = Date.UTC(2026, 5, 14, 16);
const atLocal = (day: number, hour: number, minute = 0): number =>
  MONDAY_MS + day * 24 * HOUR_MS + hour * HOUR_MS + minute * 60_000;
const ask = (window: Partial<Parameters<typeof findStretches>[0]>) =>
  findStretches({
    fromMs: atLocal(0, 0),
    toMs: atLocal(7, 0),
    weekdays: null,
    startHour: 0,
    endHour: 24,
    timeZone: 'Asia/Shanghai',
    ...window,
  });
const stretch = (from: number, to: number) => ({ fromMs: from, toMs: to });

describe('the stretches of a window', () => {
  it('are one for all hours of all days', () => {
    expect(ask({ fromMs: atLocal(0, 10, 30), toMs: atLocal(2, 9, 15) })).toEqual([
      stretch(atLocal(0, 10, 30), atLocal(2, 9, 15)),
    ]);
  });

  it('are the evenings of some weekdays', () => {
    expect(ask({ weekdays: [1, 5], startHour: 18, endHour: 21 })).toEqual([
      stretch(atLocal(0, 18), atLocal(0, 21)),
      stretch(atLocal(4, 18), atLocal(4, 21)),
    ]);
  });

  it('run past midnight into the day after', () => {
    expect(ask({ weekdays: [5], startHour: 22, endHour: 4 })).toEqual([stretch(atLocal(4, 22), atLocal(5, 4))]);
    expect(ask({ weekdays: [7], startHour: 22, endHour: 4 })).toEqual([
      stretch(atLocal(0, 0), atLocal(0, 4)),
      stretch(atLocal(6, 22), atLocal(7, 0)),
    ]);
  });

  it('are cut at the ends of the window', () => {
    expect(ask({ fromMs: atLocal(0, 8, 20), toMs: atLocal(1, 8, 40), startHour: 8, endHour: 9 })).toEqual([
      stretch(atLocal(0, 8, 20), atLocal(0, 9)),
      stretch(atLocal(1, 8), atLocal(1, 8, 40)),
    ]);
  });

  it('are none when the hours never come', () => {
    expect(ask({ startHour: 8, endHour: 8 })).toEqual([]);
    expect(ask({ toMs: atLocal(1, 0), weekdays: [3] })).toEqual([]);
  });

  it('follow a clock that is half an hour off', () => {
    const found = findStretches({
      fromMs: Date.UTC(2026, 5, 15),
      toMs: Date.UTC(2026, 5, 16),
      weekdays: null,
      startHour: 9,
      endHour: 10,
      timeZone: 'Asia/Kolkata',
    });
    expect(found).toEqual([stretch(Date.UTC(2026, 5, 15, 3, 30), Date.UTC(2026, 5, 15, 4, 30))]);
  });

  it('cut into hours cover themselves, to the second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 * HOUR_MS }),
        fc.integer({ min: 1, max: 30 * HOUR_MS }),
        (offsetMs, lengthMs) => {
          const [fromMs, toMs] = [MONDAY_MS + offsetMs, MONDAY_MS + offsetMs + lengthMs];
          const slices = sliceByHours({ fromMs, toMs });
          const seconds = slices.reduce((sum, { fromSecond, toSecond }) => sum + toSecond - fromSecond, 0);
          expect(seconds).toBe(Math.floor(toMs / 1_000) - Math.floor(fromMs / 1_000));
          expect(slices.slice(1, -1).every(isWholeHour)).toBe(true);
          for (const [i, slice] of slices.slice(1).entries()) expect(slice.hourMs).toBe(slices[i]!.hourMs + HOUR_MS);
        },
      ),
    );
  });
});
