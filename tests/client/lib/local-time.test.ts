import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMidnight, findWeekday, formatLocal, parseLocal } from '../../../client/src/lib/local-time.ts';

const SHANGHAI = 'Asia/Shanghai';
const BERLIN = 'Europe/Berlin';
const at = (iso: string): number => Date.parse(iso);

describe('parseLocal', () => {
  it('reads the city’s clock, not the viewer’s', () => {
    expect(parseLocal('2026-11-23 16:00', SHANGHAI)).toBe(at('2026-11-23T08:00:00Z'));
    expect(parseLocal('2026-11-23T9：05', SHANGHAI)).toBe(at('2026-11-23T01:05:00Z'));
    expect(parseLocal('2026-07-01 16:00', BERLIN)).toBe(at('2026-07-01T14:00:00Z'));
  });
  it('knows on which side of a change of the clock it is', () => {
    expect(parseLocal('2026-03-29 01:30', BERLIN)).toBe(at('2026-03-29T00:30:00Z'));
    expect(parseLocal('2026-03-29 03:30', BERLIN)).toBe(at('2026-03-29T01:30:00Z'));
  });
  it('takes nothing else for a time', () => {
    for (const text of ['', '2026-11-23', '2026-11-23 16', 'soon', '2026-13-40 99:99'])
      expect(parseLocal(text, SHANGHAI)).toBeNaN();
  });
  it('is what formatLocal wrote, to the minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2020-01-01T00:00:00Z') / 60_000, max: at('2030-01-01T00:00:00Z') / 60_000 }),
        (minutes) => parseLocal(formatLocal(minutes * 60_000, SHANGHAI), SHANGHAI) === minutes * 60_000,
      ),
    );
  });
});

describe('findMidnight', () => {
  it('is the city’s', () => {
    expect(findMidnight(at('2026-11-23T15:59:00Z'), SHANGHAI)).toBe(at('2026-11-22T16:00:00Z'));
    expect(findMidnight(at('2026-11-23T16:00:00Z'), SHANGHAI)).toBe(at('2026-11-23T16:00:00Z'));
  });
});

describe('findWeekday', () => {
  it('begins with Monday, by the city’s date', () => {
    expect(findWeekday(at('2026-11-23T08:00:00Z'), SHANGHAI)).toBe(1);
    expect(findWeekday(at('2026-11-22T08:00:00Z'), SHANGHAI)).toBe(7);
    // Still Sunday in UTC.
    expect(findWeekday(at('2026-11-22T17:00:00Z'), SHANGHAI)).toBe(1);
  });
});
