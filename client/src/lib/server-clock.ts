/** Share of the difference taken over per frame when a frame seems late: one slow frame must not move the clock. */
const LATE_FRAME_WEIGHT = 0.02;

/**
 * The server's clock, told by what the server sends. Times of ours are milliseconds of a clock that is never set
 * (`performance.now()`), so that a computer's clock that is wrong, or is set while the page is open, does no harm.
 */
export interface ServerClock {
  /** Takes in a frame of the live stream that has just arrived: it can only be late. */
  observe(tickTimeMs: number, nowMs: number): void;
  /** Takes in an answer that the server stamped at some moment between its request and its arrival. */
  observeAnswer(stampMs: number, askedMs: number, arrivedMs: number): void;
  /** Forgets everything: what comes next sets the clock. */
  reset(): void;
  /** Whether the server has told its time. */
  isKnown(): boolean;
  /** The server's epoch milliseconds at our `nowMs`; before it has told them, what this computer takes for them. */
  toServerMs(nowMs: number): number;
}

/** A clock that has heard nothing. `guessOffsetMs` tells how far epoch milliseconds are ahead of our `nowMs` by this computer's own clock. */
export function createServerClock(guessOffsetMs: () => number = () => 0): ServerClock {
  let offsetMs: number | null = null;
  return {
    observe(tickTimeMs, nowMs) {
      const sampleMs = tickTimeMs - nowMs;
      // The largest sample is the best; the pull down follows a clock that drifts or was set back.
      if (offsetMs === null || sampleMs > offsetMs) offsetMs = sampleMs;
      else offsetMs += (sampleMs - offsetMs) * LATE_FRAME_WEIGHT;
    },
    observeAnswer(stampMs, askedMs, arrivedMs) {
      const [least, most] = [stampMs - arrivedMs, stampMs - askedMs];
      // The stamp is put on as the answer leaves. However slow the answer was, the truth lies between the two.
      offsetMs = Math.min(most, Math.max(least, offsetMs ?? least));
    },
    reset() {
      offsetMs = null;
    },
    isKnown: () => offsetMs !== null,
    toServerMs: (nowMs) => nowMs + (offsetMs ?? guessOffsetMs()),
  };
}

const findComputerOffsetMs = (): number => Date.now() - performance.now();

/** The page's one clock. */
export const serverClock = createServerClock(findComputerOffsetMs);

/** What time it is, epoch milliseconds: the server's time. This computer's until an answer or a frame has told it. */
export function serverNowMs(): number {
  return serverClock.toServerMs(performance.now());
}

/** How far this computer's clock is ahead of the server's, milliseconds, to the second or so; null while the server's is not known. */
export function findComputerAheadMs(): number | null {
  return serverClock.isKnown() ? Date.now() - serverNowMs() : null;
}
