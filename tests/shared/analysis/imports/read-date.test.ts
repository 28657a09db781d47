import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readDate, readTimeOfDay, type DateOrder } from '../../../../shared/src/analysis/imports/read-date.ts';

/** What a date reads as, on its own clock, with its offset in minutes after a bar; or what is wrong with it. */
function read(text: string, order: DateOrder = 'auto'): string {
  const date = readDate(text, order);
  if (!date.ok) return date.problem;
  return new Date(date.localMs).toISOString().replace('.000Z', '').replace('Z', '') + (date.offsetMinutes === null ? '' : ` | ${date.offsetMinutes}`);
}

describe('a date', () => {
  it.each([
    ['2010-01-01T06:00:00Z', '2010-01-01T06:00:00 | 0'],
    ['2014-01-01 01:15', '2014-01-01T01:15:00'],
    ['2014-01-01T01:15:30.250+08:00', '2014-01-01T01:15:30.250 | 480'],
    ['2014-01-01 01:15 -0530', '2014-01-01T01:15:00 | -330'],
    ['2014-01-01 01:15 UTC', '2014-01-01T01:15:00 | 0'],
    ['2014/1/1', '2014-01-01T00:00:00'],
    ['2014.1.1 9:05', '2014-01-01T09:05:00'],
    ['2014年1月1日 13时05分', '2014-01-01T13:05:00'],
    ['2014年1月1日13时5分20秒', '2014-01-01T13:05:20'],
    ['2014年1月1日 下午1:05', '2014-01-01T13:05:00'],
    ['2014年1月1日 中午12点', '2014-01-01T12:00:00'],
    ['２０１４年１月１日', '2014-01-01T00:00:00'],
    ['20140131', '2014-01-31T00:00:00'],
    ['20140131T0930', '2014-01-31T09:30:00'],
    ['20140131093015', '2014-01-31T09:30:15'],
    ['2014-01-01 12:00 am', '2014-01-01T00:00:00'],
    ['2014-01-01 12:00 PM', '2014-01-01T12:00:00'],
    ['1/31/2014 1:05:09 p.m.', '2014-01-31T13:05:09'],
    ['Jan 5, 2014 10:00 PM', '2014-01-05T22:00:00'],
    ['5 September 2014', '2014-09-05T00:00:00'],
    ['05-Jan-14', '2014-01-05T00:00:00'],
    ['2014-12-31 24:00', '2015-01-01T00:00:00'],
    ['1388534400', '2014-01-01T00:00:00 | 0'],
    ['1388534400123', '2014-01-01T00:00:00.123 | 0'],
  ])('%s is %s', (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ['2015-02-29', 'date-impossible'],
    ['1900-02-29', 'date-impossible'],
    ['2014-13-01', 'date-impossible'],
    ['2014-04-31 10:00', 'date-impossible'],
    ['2014-01-01 25:00', 'date-impossible'],
    ['2014-01-01 24:01', 'date-impossible'],
    ['2014-01-01 10:60', 'date-impossible'],
    ['2014-01-01 13:00 am', 'date-impossible'],
    ['0001-01-01', 'date-impossible'],
    ['', 'no-date'],
    ['   ', 'no-date'],
    ['yesterday', 'date-not-understood'],
    ['2014', 'date-not-understood'],
    ['1/2', 'date-not-understood'],
    ['32 Foo 2014', 'date-not-understood'],
  ])('%s is refused as %s', (text, problem) => expect(read(text)).toBe(problem));

  it('of 29 February exists in leap years only', () => {
    expect(read('2016-02-29')).toBe('2016-02-29T00:00:00');
    expect(read('2000-02-29')).toBe('2000-02-29T00:00:00');
    expect(read('29/02/2015', 'day-first')).toBe('date-impossible');
  });

  it('with the year last is read by the order, and by itself only where one number can be no month', () => {
    expect(read('1/2/2014', 'day-first')).toBe('2014-02-01T00:00:00');
    expect(read('1/2/2014', 'month-first')).toBe('2014-01-02T00:00:00');
    expect(read('1/2/2014')).toBe('date-ambiguous');
    expect(read('13/2/2014')).toBe('2014-02-13T00:00:00');
    expect(read('2/13/2014')).toBe('2014-02-13T00:00:00');
    expect(read('2/2/2014')).toBe('2014-02-02T00:00:00');
    expect(read('13/2/2014', 'month-first')).toBe('date-impossible');
  });

  it('that a spreadsheet numbers counts a 29 February 1900 that never was', () => {
    expect(read('1')).toBe('1900-01-01T00:00:00');
    expect(read('59')).toBe('1900-02-28T00:00:00');
    expect(read('60')).toBe('date-impossible');
    expect(read('61')).toBe('1900-03-01T00:00:00');
    expect(read('41640')).toBe('2014-01-01T00:00:00');
    // 1:15 is 0.05208333… of a day.
    expect(read('41640.052083333336')).toBe('2014-01-01T01:15:00');
  });

  it('is read back as it was written, whatever day and time it is', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1900-03-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true }), (at) => {
      const iso = at.toISOString();
      expect(read(iso)).toBe(`${iso.replace('.000Z', '').replace('Z', '')} | 0`);
      const days = Math.floor(at.getTime() / 86_400_000);
      expect(read(String(days + 25_569)).slice(0, 10)).toBe(days + 25_569 < 100_000 && !(days + 25_569 >= 1_900 && days + 25_569 <= 2_199) ? iso.slice(0, 10) : 'date-not-u');
    }));
  });

  it('is never a reason to throw', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0129/-.:年月日时分午上下TZ+ apmé\u{1F600}') }), fc.constantFrom<DateOrder>('auto', 'day-first', 'month-first'), (text, order) => {
      readDate(text, order);
      readTimeOfDay(text);
    }));
  });
});

describe('a time beside its date', () => {
  it.each([
    ['13:05', 13 * 60 + 5], ['1:05 pm', 13 * 60 + 5], ['1305', 13 * 60 + 5], ['905', 9 * 60 + 5], ['0.5', 720], ['0', 0], ['23时', 23 * 60], ['晚上11点', 23 * 60],
    ['1899-12-30 13:05:00', 13 * 60 + 5], ['2014-01-01 13:05', 13 * 60 + 5], ['7', 7 * 60],
  ])('%s is minute %i', (text, minute) => expect(readTimeOfDay(text)).toBe(minute * 60_000));

  it.each(['', 'noon', '2575', '25:00', '2014-01-01'])('%s is none', (text) => expect(readTimeOfDay(text)).toBeNull());
});
