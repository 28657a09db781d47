import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createOffsetLookup,
  findDayStart,
  findLocalDay,
  findLocalHours,
  weekdayOf,
} from '@liaowang/shared/analysis/time/local-hours';

const DAY_MS = 86_400_000;
const ZONES = [
  'Asia/Shanghai',
  'America/Chicago',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'UTC',
];
const zone = fc.constantFrom(...ZONES);
/** 1990 to 2040. */
const instant = fc.integer({ min: 631_152_000, max: 2_208_988_800 }).map((seconds) => seconds * 1_000);
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** What the platform's own calendar shows, word by word. */
function readClock(atMs: number, timeZone: string): { day: number; hour: number } {
  const [date = '', clock = ''] = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
    .format(atMs)
    .split(' ');
  return { day: dayOf(date), hour: Number(clock.slice(0, 2)) };
}

const locate = (atMs: number, timeZone: string) => {
  const { days, hoursOfWeek } = findLocalHours(Float64Array.of(atMs), timeZone);
  return { day: days[0]!, hourOfWeek: hoursOfWeek[0]! };
};

describe('findLocalHours', () => {
  it('counts from Monday midnight of the city', () => {
    // Tuesday 2026-11-24 00:30 in Shanghai, still Monday in UTC.
    expect(locate(Date.parse('2026-11-23T16:30:00Z'), 'Asia/Shanghai')).toEqual({
      day: dayOf('2026-11-24'),
      hourOfWeek: 24,
    });
    expect(locate(Date.parse('2026-11-22T15:59:59.999Z'), 'Asia/Shanghai')).toEqual({
      day: dayOf('2026-11-22'),
      hourOfWeek: 167,
    });
  });

  it('knows days before 1970', () =>
    expect(locate(Date.parse('1969-12-31T12:00:00Z'), 'UTC')).toEqual({ day: -1, hourOfWeek: 2 * 24 + 12 }));

  it('shows an hour twice where clocks go back, and none where they go forward', () => {
    const hours = Float64Array.from({ length: 25 }, (_, hour) => Date.parse('2026-11-01T05:00:00Z') + hour * 3_600_000);
    expect(Array.from(findLocalHours(hours, 'America/Chicago').hoursOfWeek.subarray(0, 4))).toEqual([
      144, 145, 145, 146,
    ]);
    const spring = Float64Array.of(Date.parse('2026-03-08T07:59:59Z'), Date.parse('2026-03-08T08:00:00Z'));
    expect([...findLocalHours(spring, 'America/Chicago').hoursOfWeek]).toEqual([145, 147]);
  });

  it('puts what is no instant at zero', () => expect(locate(Number.NaN, 'UTC')).toEqual({ day: 0, hourOfWeek: 0 }));

  it('agrees with the platform everywhere', () => {
    fc.assert(
      fc.property(instant, zone, (atMs, timeZone) => {
        const { day, hourOfWeek } = locate(atMs, timeZone);
        const clock = readClock(atMs, timeZone);
        expect({ day, hour: hourOfWeek % 24 }).toEqual(clock);
        expect(Math.floor(hourOfWeek / 24)).toBe(weekdayOf(day));
      }),
    );
  });
});

describe('createOffsetLookup', () => {
  it('finds a change to the quarter of an hour', () => {
    const offsetOf = createOffsetLookup('Australia/Lord_Howe');
    const change = Date.parse('2026-04-04T15:00:00Z');
    expect([offsetOf(change - 1), offsetOf(change)].map((ms) => ms / 60_000)).toEqual([660, 630]);
  });
});

describe('findDayStart', () => {
  it('is the first instant of its day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 7_305, max: 25_567 }), zone, (day, timeZone) => {
        const startMs = findDayStart(day, timeZone);
        expect(findLocalDay(startMs - 1, timeZone)).toBeLessThan(day);
        expect(findLocalDay(startMs, timeZone)).toBeGreaterThanOrEqual(day);
      }),
    );
  });

  it('is midnight, or what comes in its place', () => {
    expect(findDayStart(dayOf('2026-11-24'), 'Asia/Shanghai')).toBe(Date.parse('2026-11-23T16:00:00Z'));
    // São Paulo sprang from 00:00 to 01:00.
    expect(findDayStart(dayOf('2018-11-04'), 'America/Sao_Paulo')).toBe(Date.parse('2018-11-04T03:00:00Z'));
    // Samoa had no 30 December 2011.
    expect(findDayStart(dayOf('2011-12-30'), 'Pacific/Apia')).toBe(findDayStart(dayOf('2011-12-31'), 'Pacific/Apia'));
    // Shanghai was ahead by 8:05:43 until 1901.
    expect(findDayStart(dayOf('1900-06-01'), 'Asia/Shanghai')).toBe(Date.parse('1900-05-31T15:54:17Z'));
  });
});
