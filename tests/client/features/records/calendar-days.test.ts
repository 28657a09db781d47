import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addMonthsToDay,
  countDays,
  findDayByKey,
  findWeeksOf,
  monthOf,
  weekdayOfDay,
} from '../../../../client/src/features/records/calendar-days.ts';

const anyDay = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1970-01-01', days));

describe('days', () => {
  it('cross months, leap days and years', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-11-25', 28)).toBe('2026-12-23');
    expect(countDays('2026-12-31', '2027-01-02')).toBe(2);
    expect(addMonths('2026-11', 2)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(addMonthsToDay('2027-01-31', 1)).toBe('2027-02-28');
    expect(addMonthsToDay('2027-03-31', -1)).toBe('2027-02-28');
    expect(weekdayOfDay('2026-11-23')).toBe(0);
    expect(weekdayOfDay('2026-11-29')).toBe(6);
  });

  it('count as they add', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4_000, max: 4_000 }), (day, days) => {
        expect(countDays(day, addDays(day, days))).toBe(days);
      }),
    );
  });
});

describe('findWeeksOf', () => {
  it('fills the weeks of a month from Monday to Sunday with its neighbours', () => {
    const weeks = findWeeksOf('2026-11');
    expect(weeks.map(([monday]) => monday)).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ]);
    expect(weeks.at(-1)).toEqual([
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-05',
      '2026-12-06',
    ]);
    // Begins on a Monday and has four weeks exactly.
    expect(findWeeksOf('2027-02')).toHaveLength(4);
  });

  it('holds every day of its month once, in whole weeks', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const month = monthOf(day);
        const days = findWeeksOf(month).flat();
        expect(days.length % 7).toBe(0);
        expect(new Set(days).size).toBe(days.length);
        expect(days.filter((each) => monthOf(each) === month)).toHaveLength(
          countDays(`${month}-01`, `${addMonths(month, 1)}-01`),
        );
        expect(weekdayOfDay(days[0]!)).toBe(0);
      }),
    );
  });
});

describe('findDayByKey', () => {
  it('goes by days, weeks, to the ends of a week and by months', () => {
    const from = '2026-11-25';
    expect(
      ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'].map((key) =>
        findDayByKey(from, key),
      ),
    ).toEqual([
      '2026-11-24',
      '2026-11-26',
      '2026-11-18',
      '2026-12-02',
      '2026-11-23',
      '2026-11-29',
      '2026-10-25',
      '2026-12-25',
    ]);
    expect(findDayByKey(from, 'Enter')).toBeNull();
  });
});
