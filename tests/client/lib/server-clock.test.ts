import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createServerClock } from '../../../client/src/lib/server-clock.ts';

/** The server's time when our own clock, which is never set, showed 0. */
const TRUE_OFFSET = Date.UTC(2026, 10, 29, 12);
const delay = fc.integer({ min: 0, max: 20_000 });

describe('createServerClock', () => {
  it('goes by the computer until the server has told its time', () => {
    const clock = createServerClock(() => TRUE_OFFSET - 600_000);
    expect([clock.isKnown(), clock.toServerMs(5)]).toEqual([false, TRUE_OFFSET - 600_000 + 5]);
    clock.observeAnswer(TRUE_OFFSET + 100, 90, 110);
    expect(clock.isKnown()).toBe(true);
    clock.reset();
    expect([clock.isKnown(), clock.toServerMs(0)]).toEqual([false, TRUE_OFFSET - 600_000]);
  });

  it('is never further off than an answer was slow, whatever the computer shows and whatever came before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -864e5, max: 864e5 }),
        fc.array(fc.tuple(delay, delay)),
        delay,
        delay,
        (computerOffMs, earlier, wayThereMs, wayBackMs) => {
          const clock = createServerClock(() => TRUE_OFFSET + computerOffMs);
          let nowMs = 0;
          for (const [there, back] of [...earlier, [wayThereMs, wayBackMs] as const]) {
            clock.observeAnswer(TRUE_OFFSET + nowMs + there, nowMs, nowMs + there + back);
            nowMs += there + back;
          }
          const errorMs = clock.toServerMs(nowMs) - (TRUE_OFFSET + nowMs);
          expect(Math.abs(errorMs)).toBeLessThanOrEqual(wayThereMs + wayBackMs);
        },
      ),
    );
  });

  it('is put right by one quick answer after slow ones, and no slow one takes it away', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(delay, delay)), fc.array(fc.tuple(delay, delay)), (before, after) => {
        const clock = createServerClock();
        let nowMs = 0;
        for (const [there, back] of [...before, [3, 4] as const, ...after]) {
          clock.observeAnswer(TRUE_OFFSET + nowMs + there, nowMs, nowMs + there + back);
          nowMs += there + back;
        }
        expect(Math.abs(clock.toServerMs(nowMs) - (TRUE_OFFSET + nowMs))).toBeLessThanOrEqual(7);
      }),
    );
  });

  it('takes frames for late, never for early: a slow one moves it little, the next quick one puts it right', () => {
    const clock = createServerClock();
    clock.observe(TRUE_OFFSET, 20);
    clock.observe(TRUE_OFFSET + 250, 3_270);
    expect(clock.toServerMs(3_270) - (TRUE_OFFSET + 3_270)).toBeGreaterThan(-100);
    clock.observe(TRUE_OFFSET + 3_500, 3_510);
    expect(clock.toServerMs(3_510)).toBe(TRUE_OFFSET + 3_500);
  });

  it.each([-600_000, 600_000])('follows a server whose clock was set by %i ms with the next answer', (jumpMs) => {
    const clock = createServerClock();
    clock.observeAnswer(TRUE_OFFSET + 5, 0, 10);
    clock.observeAnswer(TRUE_OFFSET + 1_005 + jumpMs, 1_000, 1_010);
    expect(Math.abs(clock.toServerMs(1_010) - (TRUE_OFFSET + 1_010 + jumpMs))).toBeLessThanOrEqual(10);
  });
});
