import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { OBSERVER_GROUPS, RevisitWindow } from '@liaowang/shared/schemas/revisit';
import { formatWindowLink, parseWindowLink } from '../../../../client/src/features/revisit/window-link.ts';

const MINUTE_MS = 60_000;
const YEAR_MINUTES = 366 * 1440;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const hours = fc
  .tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 24 }))
  .filter(([start, end]) => start !== end);
const anyWindow = fc
  .record({
    fromMinute: fc.integer({ min: 0, max: 60_000_000 }),
    minutes: fc.integer({ min: 1, max: YEAR_MINUTES }),
    group: fc.constantFrom(...OBSERVER_GROUPS),
    weekdays: fc.option(fc.subarray(WEEKDAYS, { minLength: 1, maxLength: 6 })),
    hours,
  })
  .map(({ fromMinute, minutes, group, weekdays, hours: [startHour, endHour] }): RevisitWindow => ({
    from: new Date(fromMinute * MINUTE_MS).toISOString(),
    to: new Date((fromMinute + minutes) * MINUTE_MS).toISOString(),
    group,
    weekdays,
    startHour,
    endHour,
  }));

const evenings: RevisitWindow = {
  from: '2026-09-28T08:30:00.000Z',
  to: '2026-11-23T08:30:00.000Z',
  group: 'patrols',
  weekdays: [1, 5],
  startHour: 18,
  endHour: 2,
};
const text = formatWindowLink(evenings);

describe('a window in a link', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyWindow, (window) => {
        expect(parseWindowLink(formatWindowLink(window))).toEqual(window);
      }),
    );
  });

  it('is short, and of letters, digits and dots', () => {
    expect(text).toBe('hrn26.htda6.patrols.15.18.2');
    fc.assert(
      fc.property(anyWindow, (window) => {
        expect(formatWindowLink(window)).toMatch(/^[\da-z.]{1,35}$/);
      }),
    );
  });

  it('drops seconds, but never the whole window', () => {
    const askedAt = (from: string, to: string) => parseWindowLink(formatWindowLink({ ...evenings, from, to }));
    expect(askedAt('2026-11-23T08:00:42.123Z', '2026-11-23T08:30:42.123Z')).toMatchObject({
      from: '2026-11-23T08:00:00.000Z',
      to: '2026-11-23T08:30:00.000Z',
    });
    expect(askedAt('2026-11-23T08:00:10.000Z', '2026-11-23T08:00:50.000Z')).toMatchObject({
      from: '2026-11-23T08:00:00.000Z',
      to: '2026-11-23T08:01:00.000Z',
    });
  });

  it('takes all seven weekdays for every day, in any order', () => {
    expect(parseWindowLink(formatWindowLink({ ...evenings, weekdays: [7, 1, 2, 3, 4, 5, 6] }))?.weekdays).toBeNull();
    expect(parseWindowLink(formatWindowLink({ ...evenings, weekdays: [5, 1] }))).toEqual(evenings);
  });

  it.each([
    ['nothing', ''],
    ['another order of times', 'htda6.hrn26.patrols.15.18.2'],
    ['no time between', 'htda6.htda6.patrols.15.18.2'],
    ['more than a year', 'hrn26.jrn26.patrols.15.18.2'],
    ['an unknown group', 'hrn26.htda6.everybody.15.18.2'],
    ['a weekday twice', 'hrn26.htda6.patrols.11.18.2'],
    ['an eighth weekday', 'hrn26.htda6.patrols.18.18.2'],
    ['hour 25', 'hrn26.htda6.patrols.15.18.25'],
    ['hours that end when they begin', 'hrn26.htda6.patrols.15.18.18'],
    ['a part too many', `${text}.1`],
    ['a part too few', text.slice(0, text.lastIndexOf('.'))],
    ['a time before 1970', `-${text}`],
  ])('is nothing for %s', (_, garbage) => expect(parseWindowLink(garbage)).toBeNull());

  it('never throws, and makes of garbage null or what the server takes', () => {
    const nearly = fc
      .tuple(fc.nat(text.length - 1), fc.stringMatching(/^[\w.~-]$/))
      .map(([at, put]) => text.slice(0, at) + put + text.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w.:~-]{1,60}$/), nearly), (garbage) => {
        const window = parseWindowLink(garbage);
        expect(window === null ? [] : [...Value.Errors(RevisitWindow, window)]).toEqual([]);
      }),
    );
  });
});
