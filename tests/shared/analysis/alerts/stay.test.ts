import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STAY_DEFAULTS, advanceStay, beginStay, type Stay, type StayFix } from '@liaowang/shared/analysis/alerts/stay';

const HOME = { lng: 118.35, lat: 34.37 };
const METERS_PER_DEGREE = 111_195;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const RADIUS_METERS = 100;

/** A fix so many metres east and north of home. */
function fixAt(atMs: number, east: number, north = 0, rest: Partial<StayFix> = {}): StayFix {
  return {
    lng: HOME.lng + east / (METERS_PER_DEGREE * Math.cos((HOME.lat * Math.PI) / 180)),
    lat: HOME.lat + north / METERS_PER_DEGREE,
    atMs,
    accuracyMeters: 5,
    isRepeated: false,
    ...rest,
  };
}
/** The stays that a row of fixes goes through, one a fix. */
function follow([first, ...rest]: StayFix[], radiusMeters = RADIUS_METERS): Stay[] {
  const stays = [beginStay(first!)];
  for (const fix of rest) stays.push(advanceStay(stays.at(-1)!, fix, radiusMeters));
  return stays;
}
const longestMs = (stays: readonly Stay[]) => Math.max(...stays.map(({ lastAtMs, sinceMs }) => lastAtMs - sinceMs));

describe('a unit that is parked', () => {
  it('stays where it is through jitter of 30 m that claims 5 m, at the least radius', () => {
    const jitter = fc.record({
      angle: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      by: fc.double({ min: 0, max: 30, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(jitter, { minLength: 60, maxLength: 120 }),
        fc.constantFrom(1, 5, 30, 60),
        (jitters, seconds) => {
          // It was there for a while: what is asked is whether jitter makes it leave.
          const settled = Array.from({ length: 20 }, (_, i) => fixAt(i * seconds * SECOND_MS, i % 2 === 0 ? 12 : -12));
          const fixes = jitters.map(({ angle, by }, i) =>
            fixAt((20 + i) * seconds * SECOND_MS, by * Math.cos(angle), by * Math.sin(angle)),
          );
          const last = follow([...settled, ...fixes], 50).at(-1)!;
          expect([last.sinceMs, last.lastAtMs]).toEqual([0, fixes.at(-1)!.atMs]);
        },
      ),
    );
  });

  it('is not moved by single fixes 200 m out that claim 1.7 m', () => {
    const fixes = Array.from({ length: 120 }, (_, i) =>
      i % 4 === 3 ? fixAt(i * 10 * SECOND_MS, 200, 0, { accuracyMeters: 1.7 }) : fixAt(i * 10 * SECOND_MS, 0),
    );
    expect(follow(fixes).at(-1)!.sinceMs).toBe(0);
  });

  it('stays while it is only heard of, and while its fixes are too vague to tell', () => {
    const heartbeats = [5, 10, 15].map((minute) => fixAt(minute * MINUTE_MS, 0, 0, { isRepeated: true }));
    expect(follow([fixAt(0, 0), ...heartbeats]).at(-1)).toMatchObject({
      sinceMs: 0,
      lastAtMs: 15 * MINUTE_MS,
      weight: 1,
    });
    const vague = [1, 2, 3, 4].map((minute) => fixAt(minute * MINUTE_MS, 180, 0, { accuracyMeters: 100 }));
    expect(follow([fixAt(0, 0), ...vague]).at(-1)).toMatchObject({ sinceMs: 0, lastAtMs: 4 * MINUTE_MS });
  });
});

describe('a unit that moves', () => {
  it.each([
    ['walks slowly', 1, 5],
    ['rides', 5, 15],
    ['drives', 14, 10],
    ['drives and reports once a minute', 8, 60],
  ])('%s: stays nowhere for as long as the least rule allows', (_how, metersPerSecond, seconds) => {
    const steps = (60 * 60) / seconds;
    const walk = Array.from({ length: steps }, (_, i) =>
      fixAt(i * seconds * SECOND_MS, i * seconds * metersPerSecond, i % 2 === 0 ? 8 : -8, { accuracyMeters: 20 }),
    );
    expect(longestMs(follow(walk, 200))).toBeLessThan(10 * MINUTE_MS);
  });

  it('has left once it was outside for long enough, and stays anew from there', () => {
    const outside = [60, 70, 80, 90].map((second) => fixAt(second * SECOND_MS, 150));
    const stays = follow([fixAt(0, 0), fixAt(50 * SECOND_MS, 0), ...outside]);
    expect(stays.map(({ sinceMs }) => sinceMs / SECOND_MS)).toEqual([0, 0, 0, 0, 0, 90]);
    expect(stays.at(-2)).toMatchObject({ lastAtMs: 50 * SECOND_MS, outsideSinceMs: 60 * SECOND_MS });
    expect(STAY_DEFAULTS.leftAfterMs).toBe(30 * SECOND_MS);
  });

  it('has left where a heartbeat says its one fix outside again', () => {
    const stays = follow([fixAt(0, 0), fixAt(MINUTE_MS, 150), fixAt(2 * MINUTE_MS, 150, 0, { isRepeated: true })]);
    expect(stays.at(-1)!.sinceMs).toBe(2 * MINUTE_MS);
  });
});

it('a fix that comes late says nothing', () => {
  const stay = follow([fixAt(MINUTE_MS, 0), fixAt(2 * MINUTE_MS, 0)]).at(-1)!;
  expect(advanceStay(stay, fixAt(90 * SECOND_MS, 5_000), RADIUS_METERS)).toBe(stay);
});
