import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';

const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe'];
const zoneBefore = process.env['TZ'];
afterEach(() => {
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

const two = (part: number): string => String(Math.abs(part)).padStart(2, '0');

describe('parseInstant', () => {
  it('reads the same instant on every machine, whatever zone the text names', () => {
    const years = { min: Date.UTC(1970, 0, 2), max: Date.UTC(2199, 11, 30) };
    fc.assert(
      fc.property(
        fc.integer(years),
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        fc.constantFrom(...ZONES),
        (timeMs, offsetMinutes, zone) => {
          process.env['TZ'] = zone;
          const local = new Date(timeMs + offsetMinutes * 60_000).toISOString().slice(0, -1);
          expect(
            parseInstant(
              `${local}${offsetMinutes < 0 ? '-' : '+'}${two(Math.trunc(offsetMinutes / 60))}:${two(offsetMinutes % 60)}`,
            ),
          ).toBe(timeMs);
          expect(parseInstant(new Date(timeMs).toISOString())).toBe(timeMs);
        },
      ),
    );
  });

  it.each([
    '2026-11-29T20:17:00',
    '2026-11-29 20:17',
    '2026-11-29',
    '',
    'now',
    '29 Nov 2026 20:17 UTC',
    '2026-11-29T20:17:00 +0800',
    '2026-11-29T20:17:00Zz',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-29T24:00:00Z',
    '2026-11-29T20:60:00Z',
  ])('refuses %j', (text) => expect(parseInstant(text)).toBeNaN());

  it.each([
    ['2026-11-29T20:17Z', Date.UTC(2026, 10, 29, 20, 17)],
    ['2026-11-29t20:17:00.25z', Date.UTC(2026, 10, 29, 20, 17, 0, 250)],
    ['2024-02-29T23:59:59.123456+08:00', Date.UTC(2024, 1, 29, 15, 59, 59, 123)],
  ])('reads %j', (text, timeMs) => expect(parseInstant(text)).toBe(timeMs));
});
