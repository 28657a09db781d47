import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdayOf } from '@liaowang/shared/analysis/time/local-hours';
import { monthOf, parseDay } from '../../../../client/src/lib/calendar-day.ts';
import {
  CALENDAR_WEEKS,
  dayAtPlace,
  drawYear,
  findYears,
  levelOf,
  placeOfDay,
} from '../../../../client/src/features/filter/calendar-layout.ts';
import { chooseFromList, chooseRectangle, stepHour } from '../../../../client/src/features/filter/hour-brush.ts';

const PLAIN = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false };

describe('chooseRectangle', () => {
  it('is the same from either corner', () => {
    const rectangle = { hours: { start: 18, end: 22 }, weekdays: [2, 3, 4] };
    expect(chooseRectangle(24 + 18, 3 * 24 + 21)).toEqual(rectangle);
    expect(chooseRectangle(3 * 24 + 18, 24 + 21)).toEqual(rectangle);
  });
});

describe('chooseFromList', () => {
  it('toggles', () => {
    expect(chooseFromList(null, 'a', PLAIN)).toEqual(['a']);
    expect(chooseFromList(['a'], 'b', PLAIN)).toEqual(['a', 'b']);
    expect(chooseFromList(['a', 'b'], 'a', PLAIN)).toEqual(['b']);
    expect(chooseFromList(['a'], 'a', PLAIN)).toBeNull();
  });

  it('adds with shift, and stands alone with alt', () => {
    expect(chooseFromList(['a', 'b'], 'a', { ...PLAIN, shiftKey: true })).toEqual(['b', 'a']);
    expect(chooseFromList(['a', 'b'], 'a', { ...PLAIN, altKey: true })).toEqual(['a']);
  });
});

it('steps over the week by arrow keys and stays in it', () => {
  expect([
    stepHour(0, 'ArrowLeft'),
    stepHour(0, 'ArrowUp'),
    stepHour(0, 'ArrowDown'),
    stepHour(23, 'ArrowRight'),
    stepHour(167, 'ArrowDown'),
    stepHour(30, 'a'),
  ]).toEqual([0, 0, 24, 23, 167, null]);
});

describe('the calendar', () => {
  const anyDay = fc.integer({ min: 10_000, max: 30_000 });

  it('finds each day where it draws it', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { year, week, weekday } = placeOfDay(day);
        expect(dayAtPlace(year, week, weekday)).toBe(day);
        expect(weekday).toBe(weekdayOf(day));
        expect(week).toBeLessThan(CALENDAR_WEEKS);
      }),
    );
  });

  it('takes the nearest day of the year where a corner has none', () =>
    expect([dayAtPlace(2026, 0, 0), dayAtPlace(2026, 53, 6)]).toEqual([
      parseDay('2026-01-01'),
      parseDay('2026-12-31'),
    ]));

  it('shows the newest year first', () =>
    expect(findYears({ fromDay: parseDay('2024-05-01')!, endDay: parseDay('2026-01-01')! })).toEqual([2025, 2024]));

  it('draws every day once, by level and inside or outside the window', () => {
    const firstDay = parseDay('2026-01-01')!;
    const { inside, outside } = drawYear(
      2026,
      { days: Uint32Array.of(0, 1, 5, 10), firstDay },
      { fromDay: firstDay + 1, endDay: firstDay + 3 },
      10,
      { fromDay: firstDay, endDay: firstDay + 4 },
    );
    const drawn = (paths: string[]) => paths.map((path) => path.split('M').length - 1);
    expect([drawn(inside), drawn(outside)]).toEqual([
      [0, 1, 0, 1, 0, 0],
      [1, 0, 0, 0, 0, 1],
    ]);
    expect(monthOf(firstDay)).toEqual({ year: 2026, month: 0 });
  });

  it('keeps no incident apart from some', () =>
    expect([0, 1, 200, 201, 1_000].map((count) => levelOf(count, 1_000))).toEqual([0, 1, 1, 2, 5]));
});
