import { describe, expect, it } from 'vitest';
import { createFileName } from '../../../client/src/lib/download.ts';
import { formatIsoLocal } from '../../../client/src/lib/iso-time.ts';

const NOON = Date.parse('2026-11-24T04:03:59.900Z');

describe('createFileName', () => {
  it("names city, what and the moment on the city's clocks", () => {
    expect(createFileName(['新沂', '覆盖', '区域'], NOON, 'Asia/Shanghai', 'xlsx')).toBe(
      '新沂-覆盖-区域-20261124-1203.xlsx',
    );
  });

  it('leaves out what no file system takes', () => {
    expect(createFileName(['a/b\\c:*?"<>|', '', ' d\u0000\n e '], NOON, 'UTC', 'csv')).toBe(
      'a b c-d e-20261124-0403.csv',
    );
  });
});

describe('formatIsoLocal', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-24T12:03:59+08:00'],
    ['UTC', '2026-11-24T04:03:59+00:00'],
    ['America/St_Johns', '2026-11-24T00:33:59-03:30'],
  ])('says the time in %s with its offset', (timeZone, expected) => {
    expect(formatIsoLocal(NOON, timeZone)).toBe(expected);
    expect(Date.parse(formatIsoLocal(NOON, timeZone))).toBe(Math.floor(NOON / 1000) * 1000);
  });
});
