import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clipToRecord,
  doOverlap,
  findEarlierDays,
  formatEarlier,
  parseEarlier,
  type EarlierWindow,
} from '../../../../client/src/features/change/earlier-window.ts';

const day = fc.integer({ min: -25_000, max: 80_000 });
const span = fc
  .tuple(day, fc.integer({ min: 1, max: 800 }))
  .map(([fromDay, days]) => ({ fromDay, endDay: fromDay + days }));
const anyWindow: fc.Arbitrary<EarlierWindow> = fc.oneof(
  fc.constant<EarlierWindow>({ kind: 'before' }),
  fc.constant<EarlierWindow>({ kind: 'year' }),
  span.map((days): EarlierWindow => ({ kind: 'days', ...days })),
);

describe('the earlier window', () => {
  it('comes back from the link that it was written into', () => {
    fc.assert(
      fc.property(anyWindow, (window) => {
        expect(parseEarlier(formatEarlier(window))).toEqual(window);
        expect(formatEarlier(window) ?? 'x').toMatch(/^[\w.:,~-]{1,400}$/);
      }),
    );
  });

  it('is the default for a link that makes no sense', () => {
    for (const text of [
      '',
      'soon',
      'd2026-02-30.2026-03-04',
      'd2026-03-04.2026-03-04',
      'd2026-03-05.2026-03-04',
      'd2026-03-05',
    ])
      expect(parseEarlier(text)).toEqual({ kind: 'before' });
  });

  it('is as long as the window now, right before it or on the same weekdays a year earlier', () => {
    fc.assert(
      fc.property(span, (now) => {
        const before = findEarlierDays({ kind: 'before' }, now);
        expect(before.endDay).toBe(now.fromDay);
        const year = findEarlierDays({ kind: 'year' }, now);
        expect((now.fromDay - year.fromDay) % 7).toBe(0);
        for (const days of [before, year]) expect(days.endDay - days.fromDay).toBe(now.endDay - now.fromDay);
      }),
    );
  });

  it('is clipped to the record, and is none where that leaves hardly anything', () => {
    const DAY = 86_400_000;
    expect(clipToRecord({ fromMs: 10 * DAY, toMs: 40 * DAY }, 5 * DAY)).toEqual({ fromMs: 10 * DAY, toMs: 40 * DAY });
    expect(clipToRecord({ fromMs: 10 * DAY, toMs: 40 * DAY }, 20 * DAY)).toEqual({ fromMs: 20 * DAY, toMs: 40 * DAY });
    expect(clipToRecord({ fromMs: 10 * DAY, toMs: 40 * DAY }, 34 * DAY)).toBeNull();
    // A short window that was asked for is one's own choice.
    expect(clipToRecord({ fromMs: 10 * DAY, toMs: 12 * DAY }, 10 * DAY)).toEqual({ fromMs: 10 * DAY, toMs: 12 * DAY });
  });

  it('may touch the window now but not overlap it', () => {
    expect(doOverlap({ fromMs: 10, toMs: 20 }, { fromMs: 0, toMs: 10 })).toBe(false);
    expect(doOverlap({ fromMs: 10, toMs: 20 }, { fromMs: 0, toMs: 11 })).toBe(true);
    expect(doOverlap({ fromMs: 10, toMs: 20 }, { fromMs: 12, toMs: 13 })).toBe(true);
  });
});
