import { createOffsetLookup } from '../time/local-hours.ts';

/** An instant from a time on a city's clock. */
export interface ClockReading {
  /** Epoch milliseconds. */
  atMs: number;
  /**
   * `skipped`: the clocks were put forward over this time; it is read by the offset before, so that it lies as long after
   * the change as it says. `repeated`: they were put back and showed it twice; it is the first of the two.
   */
  kind: 'plain' | 'skipped' | 'repeated';
}

const DAY_MS = 86_400_000;

/** Turns times of an IANA zone's clock (milliseconds since 1970-01-01T00:00 on it) into instants, as RFC 5545 §3.3.5 says. Throws RangeError for an unknown zone. */
export function createLocalClock(timeZone: string): (localMs: number) => ClockReading {
  const offsetOf = createOffsetLookup(timeZone);
  return (localMs) => {
    // No zone changes twice within two days, and none is further than a day from UTC.
    const before = offsetOf(localMs - DAY_MS);
    const after = offsetOf(localMs + DAY_MS);
    if (before === after) return { atMs: localMs - before, kind: 'plain' };
    const [byBefore, byAfter] = [localMs - before, localMs - after];
    const beforeHolds = offsetOf(byBefore) === before;
    const afterHolds = offsetOf(byAfter) === after;
    if (beforeHolds && afterHolds) return { atMs: byBefore, kind: 'repeated' };
    if (beforeHolds) return { atMs: byBefore, kind: 'plain' };
    if (afterHolds) return { atMs: byAfter, kind: 'plain' };
    return { atMs: byBefore, kind: 'skipped' };
  };
}
