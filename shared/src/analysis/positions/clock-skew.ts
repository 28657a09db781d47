/*
 * How far a device's clock is ahead of ours. A message takes time, so "fix time − receive time" is never more than the
 * skew: a device of which a message comes from the future is ahead by at least that much. One whose messages lie in
 * the past may be behind or late; nobody can tell, and it is left alone.
 */

export const CLOCK_SKEW_DEFAULTS = {
  /** A clock that is ahead by more is not corrected: that is no drift but a wrong date or time zone, and somebody has to set it. */
  maxCorrectedMs: 3_600_000,
  /** Live messages of one clock differ by so much: what the network takes, and whole seconds. */
  jitterMs: 5_000,
  /** Two messages so far apart that still agree are live. A buffer that is handed in runs through its times faster. */
  liveAfterMs: 8_000,
  /** Fixes remembered whose times were taken back under a skew that was not certain: as many as one message holds. */
  maxProvisional: 100,
} as const;

/** A fix by the device's own clock, and the time it was stored with. */
interface CorrectedTime {
  deviceMs: number;
  storedMs: number;
}

/** What is remembered of a device's clock between two messages; plain data. */
export interface DeviceClock {
  /** How far the clock is ahead, as live messages say; null = no message was live. */
  skewMs: number | null;
  /** An offset that is not the known skew, and when it was first seen. */
  candidate: { offsetMs: number; receivedAtMs: number } | null;
  /** The newest fix by the device's clock: what comes later there comes later here. */
  newest: CorrectedTime | null;
  /** Fixes corrected by an offset that was no known skew: sent again they are the same fixes. */
  provisional: readonly CorrectedTime[];
}

/** The clock of a device that was never heard. */
export const UNKNOWN_CLOCK: DeviceClock = Object.freeze({
  skewMs: null,
  candidate: null,
  newest: null,
  provisional: Object.freeze([]),
});

/** What one message says of the device's clock. */
export interface ClockReading {
  clock: DeviceClock;
  /** Taken off the device times; 0 for a clock that is right, behind, or too far ahead to be corrected. */
  correctionMs: number;
  /** How far the clock is ahead (negative: behind) as this message tells; null = it may just be late. */
  levelMs: number | null;
}

/**
 * Reads a device's clock off one message with these device times (epoch milliseconds) received at `receivedAtMs`.
 *
 * - Further ahead than known: the clock *is* so far ahead, so the message is corrected by that; but only a second one
 *   that agrees within the jitter and comes some seconds later makes it the skew. So a clock that jumps for one fix
 *   leaves no trace, and a buffer that is being handed in is never taken for a level.
 * - As far as known, within the jitter: corrected by the known skew, which stands still, so that a fix that is sent
 *   again gets the same time.
 * - Less: taken as late, and corrected by the known skew; two live messages that agree say that the clock was set, and
 *   their offset is the skew from then on, 0 at least.
 */
export function readDeviceClock(
  clock: DeviceClock,
  deviceTimesMs: readonly number[],
  receivedAtMs: number,
): ClockReading {
  const { jitterMs, maxCorrectedMs, liveAfterMs } = CLOCK_SKEW_DEFAULTS;
  if (deviceTimesMs.length === 0) return { clock, correctionMs: 0, levelMs: null };
  // One broken time must not decide for the others of its message.
  const correctable = deviceTimesMs.filter((timeMs) => timeMs - receivedAtMs <= maxCorrectedMs + jitterMs);
  if (correctable.length === 0) return { clock, correctionMs: 0, levelMs: Math.max(...deviceTimesMs) - receivedAtMs };

  const offsetMs = Math.max(...correctable) - receivedAtMs;
  const { candidate } = clock;
  const knownMs = clock.skewMs ?? 0;
  const agrees = candidate !== null && Math.abs(offsetMs - candidate.offsetMs) <= jitterMs;
  const isLive = agrees && receivedAtMs - candidate.receivedAtMs >= liveAfterMs;
  const withCandidate = agrees ? clock : { ...clock, candidate: { offsetMs, receivedAtMs } };
  if (offsetMs > knownMs + jitterMs) {
    const aheadMs = agrees ? candidate.offsetMs : offsetMs;
    return {
      clock: isLive ? { ...clock, skewMs: aheadMs, candidate: null } : withCandidate,
      correctionMs: aheadMs,
      levelMs: offsetMs,
    };
  }
  if (offsetMs >= knownMs - jitterMs)
    return { clock: { ...clock, skewMs: knownMs, candidate: null }, correctionMs: knownMs, levelMs: offsetMs };
  if (!isLive) return { clock: withCandidate, correctionMs: knownMs, levelMs: null };
  const skewMs = clock.skewMs === null ? null : Math.max(0, candidate.offsetMs);
  return { clock: { ...clock, skewMs }, correctionMs: skewMs ?? 0, levelMs: offsetMs };
}

/**
 * Corrects the times of one message, each by the same amount, and keeps their order: a fix that is later by the device's
 * clock than the newest one is stored later, a fix that was sent before gets the time it had. Returns the stored times in
 * the order given (epoch milliseconds), and the clock to read the next message by.
 */
export function correctDeviceTimes(
  clock: DeviceClock,
  deviceTimesMs: readonly number[],
  receivedAtMs: number,
): ClockReading & { storedTimesMs: number[] } {
  const reading = readDeviceClock(clock, deviceTimesMs, receivedAtMs);
  const { correctionMs } = reading;
  const isProvisional = correctionMs !== (reading.clock.skewMs ?? 0);
  const known = new Map(
    [...clock.provisional, ...(clock.newest ? [clock.newest] : [])].map(({ deviceMs, storedMs }) => [
      deviceMs,
      storedMs,
    ]),
  );
  let { newest } = clock;
  const provisional = [...clock.provisional];
  const storedOf = new Map<number, number>();
  for (const deviceMs of deviceTimesMs.toSorted((a, b) => a - b)) {
    let storedMs = known.get(deviceMs) ?? deviceMs - correctionMs;
    // What lies too far ahead is refused: nothing is measured by it.
    const isRefused = deviceMs - receivedAtMs > CLOCK_SKEW_DEFAULTS.maxCorrectedMs + CLOCK_SKEW_DEFAULTS.jitterMs;
    if (isRefused) storedMs = deviceMs;
    else if (newest === null || deviceMs > newest.deviceMs) {
      if (
        newest !== null &&
        storedMs <= newest.storedMs &&
        newest.storedMs <= receivedAtMs + CLOCK_SKEW_DEFAULTS.jitterMs
      )
        storedMs = newest.storedMs + 1;
      newest = { deviceMs, storedMs };
    }
    if (isProvisional && !isRefused && !known.has(deviceMs)) provisional.push({ deviceMs, storedMs });
    storedOf.set(deviceMs, storedMs);
  }
  return {
    ...reading,
    clock: { ...reading.clock, newest, provisional: provisional.slice(-CLOCK_SKEW_DEFAULTS.maxProvisional) },
    storedTimesMs: deviceTimesMs.map((deviceMs) => storedOf.get(deviceMs)!),
  };
}
