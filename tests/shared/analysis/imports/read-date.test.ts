import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readTimeOfDate, readTimeOfDay, type ClockStyle } from '../../../../shared/src/analysis/imports/read-clock.ts';
import { readDate } from '../../../../shared/src/analysis/imports/read-date.ts';
import type { DateOrder } from '../../../../shared/src/analysis/imports/written-date.ts';

/** What a date reads as, on its own clock, with its offset in minutes after a bar; or what is wrong with it. */
function read(text: string, order: DateOrder = 'auto'): string {
  const date = readDate(text, { order, hasSixDigitMonths: false });
  if (!date.ok) return date.problem;
  if (date.precision === 'month') return new Date(date.localMs).toISOString().slice(0, 7);
  return (
    new Date(date.localMs).toISOString().replace('.000Z', '').replace('Z', '') +
    (date.offsetMinutes === null ? '' : ` | ${date.offsetMinutes}`)
  );
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
    ['25年6月3日', '2025-06-03T00:00:00'],
    ['25年6月3日 8时5分', '2025-06-03T08:05:00'],
    ['20140131 09:30', '2014-01-31T09:30:00'],
    ['20140131 0930', '2014-01-31T09:30:00'],
    ['20140131-0930', '2014-01-31T09:30:00'],
    ['2014-01-31 0930 hrs', '2014-01-31T09:30:00'],
    ['31012014', '2014-01-31T00:00:00'],
    ['2014-01-31 星期五 09:30', '2014-01-31T09:30:00'],
    ['2014-01-31(周五)', '2014-01-31T00:00:00'],
    ['Fri Jan 31 2014 09:30:00 GMT+0800 (CST)', '2014-01-31T09:30:00 | 480'],
    ['Fri Jan 31 09:30:00 2014', '2014-01-31T09:30:00'],
    ['Fri Jan 31 09:30:00 CST 2014', '2014-01-31T09:30:00'],
    ['Fri Jan 31 09:30:00 UTC 2014', '2014-01-31T09:30:00 | 0'],
    ['2014-01-31T09:30:00+08:00[Asia/Shanghai]', '2014-01-31T09:30:00 | 480'],
    ['2014-01-31 09:30:00 CST', '2014-01-31T09:30:00'],
    ['2014-01-31 8点半', '2014-01-31T08:30:00'],
    ['2014年1月31日 下午3点半', '2014-01-31T15:30:00'],
    ['2014-01-31 02:30:00 下午', '2014-01-31T14:30:00'],
    ['2014年1月31日8时许', '2014-01-31T08:00:00'],
    ['2014-01-31 08:30左右', '2014-01-31T08:30:00'],
    ['2014.1.31 8.30', '2014-01-31T08:30:00'],
    ['31.01.2014 08.30.15', '2014-01-31T08:30:15'],
    ['2014-01-31_08:30', '2014-01-31T08:30:00'],
    ["'2014-01-31 08:30", '2014-01-31T08:30:00'],
    ['20140131083015250', '2014-01-31T08:30:15'],
    ['31JAN2014:09:30:00', '2014-01-31T09:30:00'],
    ['25/6/1', '2025-06-01T00:00:00'],
    ['13-31-14', 'date-impossible'],
    ['05-05-05', '2005-05-05T00:00:00'],
    ['Tue 03/06/25', '2025-06-03T00:00:00'],
    ['25-06-03 周二 10:00', '2025-06-03T10:00:00'],
    ['2023-05', '2023-05'],
    ['2023/5', '2023-05'],
    ['2023年5月', '2023-05'],
    ['2023年05月份', '2023-05'],
    ['23年5月', '2023-05'],
    ['202305', '2023-05'],
    ['2023.05', '2023-05'],
    ['05/2023', '2023-05'],
    ['May 2023', '2023-05'],
    ['May-23', '2023-05'],
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
    ['2023-13', 'date-impossible'],
    ['2023.1', 'date-not-understood'],
    ['May 23', 'date-not-understood'],
    ['25-06-03', 'date-ambiguous'],
    ['25/06/03 10:00', 'date-ambiguous'],
    ['250603', 'date-ambiguous'],
    ['201105', 'date-ambiguous'],
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
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-03-01T00:00:00Z'), max: new Date('2173-10-13T00:00:00Z'), noInvalidDate: true }),
        (at) => {
          const iso = at.toISOString();
          expect(read(iso)).toBe(`${iso.replace('.000Z', '').replace('Z', '')} | 0`);
          const days = Math.floor(at.getTime() / 86_400_000);
          expect(read(String(days + 25_569)).slice(0, 10)).toBe(
            !(days + 25_569 >= 1_900 && days + 25_569 < 2_200) ? iso.slice(0, 10) : 'date-not-u',
          );
        },
      ),
    );
  });

  it('is never a reason to throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0129/-.:年月日时分午上下TZ+ apmé\u{1F600}') }),
        fc.constantFrom<DateOrder>('auto', 'year-first', 'day-first', 'month-first'),
        fc.constantFrom<ClockStyle>('hours', 'hhmm', 'hhmmss', 'unknown'),
        (text, order, style) => {
          readDate(text, { order, hasSixDigitMonths: true });
          readTimeOfDay(text, style);
        },
      ),
    );
  });
});

describe('a time beside its date', () => {
  const time = (text: string, style: ClockStyle = 'hours'): number | string => {
    const found = readTimeOfDay(text, style);
    return found.ok ? found.ms / 60_000 : found.problem;
  };
  it.each([
    ['13:05', 13 * 60 + 5],
    ['1:05 pm', 13 * 60 + 5],
    ['1305', 13 * 60 + 5],
    ['905', 9 * 60 + 5],
    ['0.5', 720],
    ['0', 0],
    ['23时', 23 * 60],
    ['晚上11点', 23 * 60],
    ['1899-12-30 13:05:00', 13 * 60 + 5],
    ['7', 7 * 60],
    ['7.0', 7 * 60],
    ['0930 hrs', 570],
    ['9:30', 570],
    ['930hrs', 570],
    ['9h30', 570],
    ['093000', 570],
    ['0.395833333333333', 570],
    ['24', 1_440],
  ])('%s is minute %i', (text, minute) => expect(time(text)).toBe(minute));

  it.each(['', 'noon', '2575', '25:00', '2014-01-01', '45', '9.5'])('%s is none', (text) =>
    expect(time(text)).toBe('date-not-understood'),
  );

  it('in digits is read as the whole column is written', () => {
    expect(['5', '45', '130', '1830', '0005'].map((text) => time(text, 'hhmm'))).toEqual([5, 45, 90, 18 * 60 + 30, 5]);
    expect(['500', '13000', '183000', '0', '0130'].map((text) => time(text, 'hhmmss'))).toEqual([
      5,
      90,
      18 * 60 + 30,
      0,
      90,
    ]);
    expect(['5', '130', '0130', '183000', '9:05', '0'].map((text) => time(text, 'unknown'))).toEqual([
      'time-ambiguous',
      'time-ambiguous',
      90,
      18 * 60 + 30,
      9 * 60 + 5,
      0,
    ]);
  });

  it('of a full date counts only on its own day', () => {
    const full = readDate('2014-01-01 13:05', { order: 'auto', hasSixDigitMonths: false });
    expect(readTimeOfDate(full, Date.UTC(2014, 0, 1))).toBe((13 * 60 + 5) * 60_000);
    expect(readTimeOfDate(full, Date.UTC(2014, 0, 2))).toBeNull();
  });
});
