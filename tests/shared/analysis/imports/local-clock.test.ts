import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createLocalClock } from '../../../../shared/src/analysis/imports/local-clock.ts';

const read = (zone: string, local: string) => {
  const { atMs, kind } = createLocalClock(zone)(Date.parse(`${local}Z`));
  return `${new Date(atMs).toISOString().slice(0, 16)} ${kind}`;
};

describe("a time on a city's clock", () => {
  it('is plain nearly always', () => {
    expect(read('Asia/Shanghai', '2024-03-10T02:30')).toBe('2024-03-09T18:30 plain');
    expect(read('America/Chicago', '2010-01-01T00:00')).toBe('2010-01-01T06:00 plain');
    expect(read('America/New_York', '2014-07-01T00:00')).toBe('2014-07-01T04:00 plain');
    // The hours beside a change are plain too.
    expect(read('America/Chicago', '2010-03-14T01:59')).toBe('2010-03-14T07:59 plain');
    expect(read('America/Chicago', '2010-03-14T03:00')).toBe('2010-03-14T08:00 plain');
    expect(read('America/Chicago', '2010-11-07T02:00')).toBe('2010-11-07T08:00 plain');
  });

  it('that was skipped in spring is read by the offset before', () => {
    expect(read('America/Chicago', '2010-03-14T02:30')).toBe('2010-03-14T08:30 skipped');
    expect(read('Europe/Berlin', '2024-03-31T02:00')).toBe('2024-03-31T01:00 skipped');
  });

  it('that came twice in autumn is the first of the two', () => {
    expect(read('America/Chicago', '2010-11-07T01:30')).toBe('2010-11-07T06:30 repeated');
    // China put its clocks back, too, on 15 September 1991.
    expect(read('Asia/Shanghai', '1991-09-15T01:30')).toBe('1991-09-14T16:30 repeated');
  });

  it('is the time that the clock shows at the instant, unless it was skipped', () => {
    for (const zone of [
      'America/Chicago',
      'Asia/Shanghai',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'America/St_Johns',
    ]) {
      const clock = createLocalClock(zone);
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(1985, 0), max: Date.UTC(2030, 0) }), (ms) => {
          const local = Math.floor(ms / 1_000) * 1_000;
          const { atMs, kind } = clock(local);
          const isShown = shown.format(atMs) === new Date(local).toISOString().slice(0, 19).replace('T', ' ');
          expect(isShown).toBe(kind !== 'skipped');
        }),
      );
    }
  });

  it('of an unknown zone is refused', () => expect(() => createLocalClock('Mars/Olympus')).toThrow(RangeError));
});
