import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLOCK_SKEW_DEFAULTS,
  UNKNOWN_CLOCK,
  correctDeviceTimes,
  type DeviceClock,
} from '@liaowang/shared/analysis/positions/clock-skew';

const START_MS = Date.UTC(2026, 10, 23, 8);
const { jitterMs, maxCorrectedMs } = CLOCK_SKEW_DEFAULTS;
const MINUTE_MS = 60_000;

/** Feeds messages of one fix each: `aheadMs` is what the device's clock says beyond the truth, `delayMs` how long the message took. */
function feed(
  messages: ReadonlyArray<{ atMs: number; aheadMs: number; delayMs?: number }>,
  clock: DeviceClock = UNKNOWN_CLOCK,
) {
  const errorsMs: number[] = [];
  for (const { atMs, aheadMs, delayMs = 0 } of messages) {
    const read = correctDeviceTimes(clock, [START_MS + atMs + aheadMs], START_MS + atMs + delayMs);
    clock = read.clock;
    errorsMs.push(read.storedTimesMs[0]! - (START_MS + atMs));
  }
  return { clock, errorsMs };
}

const every = (seconds: number, count: number, aheadMs: number, fromSecond = 0) =>
  Array.from({ length: count }, (_, i) => ({ atMs: (fromSecond + i * seconds) * 1_000, aheadMs }));

describe('a device clock', () => {
  it('that is right is left alone, and known to be right', () => {
    const { clock, errorsMs } = feed(every(10, 5, 0));
    expect(errorsMs).toEqual([0, 0, 0, 0, 0]);
    expect(clock.skewMs).toBe(0);
  });

  it('that is three minutes ahead is corrected from the first message on, and known from the second', () => {
    const { clock, errorsMs } = feed(every(10, 3, 3 * MINUTE_MS));
    expect(errorsMs).toEqual([0, 0, 0]);
    expect(clock.skewMs).toBe(3 * MINUTE_MS);
  });

  it('that is eight hours ahead is not corrected: its messages are refused as they are', () => {
    const { clock, errorsMs } = feed(every(10, 3, 8 * 60 * MINUTE_MS));
    expect(errorsMs).toEqual(new Array(3).fill(8 * 60 * MINUTE_MS));
    expect(clock.skewMs).toBeNull();
  });

  it('that is behind, or of which all messages are late, is left alone', () => {
    const { clock, errorsMs } = feed(every(10, 6, -30 * MINUTE_MS));
    expect(errorsMs).toEqual(new Array(6).fill(-30 * MINUTE_MS));
    expect(clock.skewMs).toBeNull();
  });

  it('that jumps ahead by 40 minutes for one fix and back leaves no trace', () => {
    const { clock, errorsMs } = feed([
      ...every(10, 3, 0),
      { atMs: 30_000, aheadMs: 40 * MINUTE_MS },
      ...every(10, 3, 0, 40),
    ]);
    expect(errorsMs).toEqual(new Array(7).fill(0));
    expect(clock.skewMs).toBe(0);
  });

  it('that is set right after it was ahead is taken as right from the second live message on', () => {
    const { clock, errorsMs } = feed([...every(10, 3, 40 * MINUTE_MS), ...every(10, 4, 0, 30)]);
    expect(errorsMs.slice(4)).toEqual([0, 0, 0]);
    expect(clock.skewMs).toBe(0);
  });

  it('is not set by a buffer that is handed in oldest first', () => {
    const ahead = 20 * MINUTE_MS;
    const known = feed(every(10, 3, ahead)).clock;
    const buffer = Array.from({ length: 60 }, (_, i) => ({
      atMs: 60_000 + i * 10_000,
      aheadMs: ahead,
      delayMs: (60 - i) * 10_000 + i * 100,
    }));
    const { clock, errorsMs } = feed(buffer, known);
    expect(errorsMs).toEqual(new Array(60).fill(0));
    expect(clock.skewMs).toBe(ahead);
  });

  it('corrects a fix that is sent again by the same amount, known skew or not', () => {
    for (const before of [UNKNOWN_CLOCK, feed(every(10, 3, 0)).clock]) {
      const deviceMs = START_MS + MINUTE_MS + 25 * MINUTE_MS;
      const first = correctDeviceTimes(before, [deviceMs], START_MS + MINUTE_MS);
      const again = correctDeviceTimes(first.clock, [deviceMs], START_MS + MINUTE_MS + 30_000);
      expect(again.storedTimesMs).toEqual(first.storedTimesMs);
    }
  });

  it('is read from the rest of a message of which one time is broken', () => {
    const times = [0, 10, 20].map((seconds) => START_MS + seconds * 1_000 + 5 * MINUTE_MS);
    const { storedTimesMs } = correctDeviceTimes(UNKNOWN_CLOCK, [...times, START_MS + 86_400_000], START_MS + 20_000);
    expect(storedTimesMs).toEqual([START_MS, START_MS + 10_000, START_MS + 20_000, START_MS + 86_400_000]);
  });
});

describe('any skew, any delays, any order', () => {
  const message = fc.record({
    gapMs: fc.integer({ min: 1_000, max: 300_000 }),
    delayMs: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 4 * 3_600_000 })),
  });

  it('once two live messages told the skew, times are stored within the jitter of the truth, and all of a buffer by the same amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: maxCorrectedMs }),
        fc.array(message, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 2_000 }),
        (aheadMs, given, liveDelayMs) => {
          let { clock } = feed([
            { atMs: 0, aheadMs, delayMs: liveDelayMs },
            { atMs: 10_000, aheadMs },
          ]);
          let atMs = 20_000;
          const messages = given.map(({ gapMs, delayMs }) => ({ trueMs: START_MS + (atMs += gapMs), delayMs }));
          const stored = new Map<number, number>();
          // In the order of arrival: a delay longer than the next one's puts a message behind it.
          for (const { trueMs, delayMs } of messages.toSorted((a, b) => a.trueMs + a.delayMs - b.trueMs - b.delayMs)) {
            const read = correctDeviceTimes(clock, [trueMs + aheadMs], trueMs + delayMs);
            clock = read.clock;
            stored.set(trueMs, read.storedTimesMs[0]!);
          }
          const errors = [...stored].map(([trueMs, storedMs]) => storedMs - trueMs);
          // Messages that are all late by the same for a while look like a clock that was set: those apart.
          fc.pre(clock.skewMs !== null && Math.abs(clock.skewMs - aheadMs) <= 2 * jitterMs);
          for (const error of errors) expect(Math.abs(error)).toBeLessThanOrEqual(2 * jitterMs);
        },
      ),
    );
  });

  it('a message of many fixes in any order is corrected as a whole: nothing is lost and the order is kept', () => {
    const offsets = fc.uniqueArray(fc.integer({ min: -3_600_000, max: 0 }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxCorrectedMs }), offsets, (aheadMs, ages) => {
        const times = ages.map((age) => START_MS + age + aheadMs);
        const { storedTimesMs } = correctDeviceTimes(UNKNOWN_CLOCK, times, START_MS);
        expect(new Set(storedTimesMs).size).toBe(times.length);
        const shifts = new Set(storedTimesMs.map((storedMs, i) => times[i]! - storedMs));
        expect(shifts.size).toBe(1);
        for (const storedMs of storedTimesMs) expect(storedMs).toBeLessThanOrEqual(START_MS + jitterMs);
      }),
    );
  });

  it('of single messages in the device’s order: what is later there is stored later, ahead by no more than the jitter', () => {
    const live = fc.record({
      gapMs: fc.integer({ min: 1_000, max: 60_000 }),
      delayMs: fc.integer({ min: 0, max: 900_000 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: maxCorrectedMs }),
        fc.array(live, { minLength: 2, maxLength: 40 }),
        (aheadMs, given) => {
          let clock = UNKNOWN_CLOCK;
          let atMs = 0;
          let arrivedMs = -Infinity;
          let lastStoredMs = -Infinity;
          for (const { gapMs, delayMs } of given) {
            atMs += gapMs;
            arrivedMs = Math.max(arrivedMs + 50, START_MS + atMs + delayMs);
            const read = correctDeviceTimes(clock, [START_MS + atMs + aheadMs], arrivedMs);
            clock = read.clock;
            expect(read.storedTimesMs[0]).toBeGreaterThan(lastStoredMs);
            expect(read.storedTimesMs[0]).toBeLessThanOrEqual(arrivedMs + jitterMs + given.length);
            lastStoredMs = read.storedTimesMs[0]!;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
