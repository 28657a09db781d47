import { createOffsetLookup, weekdayOf } from '../../time/local-hours.ts';

const DAY_MS = 86_400_000;

/** First instants of the local weeks (Monday 00:00) that `[fromMs, toMs)` touches, epoch milliseconds, and the start of the week after the last. */
export function findWeekStarts(fromMs: number, toMs: number, timeZone: string): number[] {
  const offsetOf = createOffsetLookup(timeZone);
  const toInstant = (day: number): number => {
    const localMs = day * DAY_MS;
    // Twice: the first offset is that of a moment some hours away, on the other side of a change of the clock perhaps.
    return localMs - offsetOf(localMs - offsetOf(localMs));
  };
  const firstDay = Math.floor((fromMs + offsetOf(fromMs)) / DAY_MS);
  const starts: number[] = [];
  for (let monday = firstDay - weekdayOf(firstDay); ; monday += 7) {
    const startMs = toInstant(monday);
    starts.push(startMs);
    if (startMs >= toMs && starts.length > 1) return starts;
  }
}
