import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readDeviceTime } from '../../../../server/src/ingest/gateway/device-time.ts';

const homeZone = process.env['TZ'];
afterEach(() => {
  if (homeZone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = homeZone;
});

const pad = (number: number, digits = 2) => String(Math.abs(number)).padStart(digits, '0');

/** The same instant as text with an offset, whose sign is given as it was sent. */
function withOffset(timeMs: number, offsetMinutes: number, plus: string, colon: string): string {
  const local = new Date(timeMs + offsetMinutes * 60_000).toISOString().slice(0, 23);
  return `${local}${offsetMinutes < 0 ? '-' : plus}${pad(Math.trunc(offsetMinutes / 60))}${colon}${pad(offsetMinutes % 60)}`;
}

/** Instants between 2001 and 2100: before, seconds and milliseconds look alike. */
const instants = fc.integer({ min: 1_000_000_000_000, max: 4_102_444_800_000 });

describe('an instant', () => {
  it('is read the same from every form, wherever the server stands', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'UTC', 'Pacific/Apia');
    const offsets = fc.integer({ min: -12 * 4, max: 14 * 4 }).map((quarters) => quarters * 15);
    fc.assert(
      fc.property(instants, zones, offsets, (timeMs, zone, offset) => {
        process.env['TZ'] = zone;
        const iso = new Date(timeMs).toISOString();
        const bare = iso.slice(0, 23);
        const exact: unknown[] = [
          iso,
          bare,
          bare.replace('T', ' '),
          bare.replace('.', ','),
          bare.replaceAll('-', '/').replace('T', ' '),
          bare.replaceAll(/[-:]/g, ''),
          iso.toLowerCase(),
          ` ${bare} UTC `,
          timeMs,
          String(timeMs),
          `${timeMs} `,
          timeMs * 1_000,
          timeMs / 1_000,
          String(timeMs / 1_000).replace('.', ','),
          `${timeMs}000000`,
          withOffset(timeMs, offset, '+', ':'),
          withOffset(timeMs, offset, ' ', ':'),
          withOffset(timeMs, offset, '+', ''),
          withOffset(timeMs, offset, ' ', ''),
        ];
        for (const form of exact) expect([form, readDeviceTime(form)]).toEqual([form, timeMs]);
        const seconds = Math.floor(timeMs / 1_000) * 1_000;
        for (const form of [iso.slice(0, 19), seconds / 1_000, String(seconds / 1_000)])
          expect([form, readDeviceTime(form)]).toEqual([form, seconds]);
      }),
    );
  });
});

it.each([
  ['a leap second', '2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z'],
  ['the end of a day', '2026-11-22 24:00:00', '2026-11-23T00:00:00Z'],
  ['hours of a zone alone', '2026-11-23T08:00:00+08', '2026-11-23T00:00:00Z'],
  ['no seconds', '2026-11-23T08:00', '2026-11-23T08:00:00Z'],
  ['nanoseconds in the fraction', '2026-11-23T08:00:00.123456789Z', '2026-11-23T08:00:00.123Z'],
  ['the epoch itself', 0, '1970-01-01T00:00:00Z'],
])('%s is read', (_name, text, instant) => {
  expect(new Date(readDeviceTime(text)!).toISOString()).toBe(instant.replace(/:00Z$/, ':00.000Z'));
});

it.each([
  'yesterday',
  '2026-11-23',
  '08:00:00',
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-23T25:00:00Z',
  '2026-11-23T08:60:00Z',
  '2026-11-23T08:00:61Z',
  '2026-11-23T24:00:01Z',
  '2026-11-23T08:00:00+15:00',
  '2026-11-23T08:00:00+08:75',
  '23-11-2026 08:00:00',
  '20261123080000',
  '1e999',
  'NaN',
  '0x10',
  '',
  5e10,
  5e13,
  1e19,
  Number.NaN,
  Infinity,
  true,
  null,
  undefined,
  {},
  [],
])('%j is no time', (value) => {
  expect(readDeviceTime(value)).toBeNull();
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.string(), fc.stringMatching(/^[\d:T .,+Z-]{0,40}$/)), (value) => {
      const timeMs = readDeviceTime(value);
      expect(timeMs === null || Number.isInteger(timeMs)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
