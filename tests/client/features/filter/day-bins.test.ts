import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../../../client/src/lib/calendar-day.ts';
import { sumDays } from '../../../../client/src/features/filter/cross-filter.ts';
import { binDays, chooseBinUnit, moveDays, stretchDays } from '../../../../client/src/features/filter/day-bins.ts';

const day = (date: string): number => parseDay(date)!;
const counts = { days: Uint32Array.from({ length: 900 }, (_, i) => i % 7), firstDay: day('2024-06-01') };
const range = fc
  .tuple(fc.integer({ min: 19_000, max: 21_000 }), fc.integer({ min: 1, max: 1_500 }))
  .map(([fromDay, days]) => ({ fromDay, endDay: fromDay + days }));

describe('binDays', () => {
  it('loses no day and counts none twice', () => {
    fc.assert(
      fc.property(range, fc.constantFrom('day' as const, 'week' as const, 'month' as const), (days, unit) => {
        const bins = binDays(counts, days, unit);
        expect([bins[0]!.fromDay, bins.at(-1)!.endDay]).toEqual([days.fromDay, days.endDay]);
        expect(bins.slice(1).map(({ fromDay }) => fromDay)).toEqual(bins.slice(0, -1).map(({ endDay }) => endDay));
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(sumDays(counts, days));
      }),
    );
  });

  it('starts weeks on Monday and says which are cut short', () => {
    const bins = binDays(counts, { fromDay: day('2026-11-21'), endDay: day('2026-11-30') }, 'week');
    expect(bins.map(({ fromDay, isPartial }) => [formatDay(fromDay), isPartial])).toEqual([
      ['2026-11-21', true],
      ['2026-11-23', false],
    ]);
  });

  it('knows leap years', () => {
    const bins = binDays(counts, { fromDay: day('2024-02-01'), endDay: day('2024-04-01') }, 'month');
    expect(bins.map(({ fromDay, endDay }) => endDay - fromDay)).toEqual([29, 31]);
  });
});

it('chooses the finest unit that fits', () => {
  const units = [28, 130, 131, 910, 911, 4_000].map((days) => chooseBinUnit({ fromDay: 0, endDay: days }, 130));
  expect(units).toEqual(['day', 'day', 'week', 'week', 'month', 'month']);
});

describe('a window that is dragged', () => {
  const limits = { fromDay: 100, endDay: 200 };

  it('keeps its length at the edges', () => {
    expect(moveDays({ fromDay: 150, endDay: 160 }, 90, limits)).toEqual({ fromDay: 190, endDay: 200 });
    expect(moveDays({ fromDay: 150, endDay: 160 }, -90, limits)).toEqual({ fromDay: 100, endDay: 110 });
  });

  it('never shrinks to nothing', () => {
    expect(stretchDays({ fromDay: 150, endDay: 160 }, 'from', 170, limits)).toEqual({ fromDay: 159, endDay: 160 });
    expect(stretchDays({ fromDay: 150, endDay: 160 }, 'end', 90, limits)).toEqual({ fromDay: 150, endDay: 151 });
  });
});

describe('parseDay', () => {
  it('reads what formatDay writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 84_005 }), (days) => {
        expect(parseDay(formatDay(days))).toBe(days);
      }),
    );
  });

  it.each(['', '2026-02-29', '2026-13-01', '1899-12-31', '2200-01-01', '2026-1-1'])('refuses %j', (text) =>
    expect(parseDay(text)).toBeNull(),
  );
});
