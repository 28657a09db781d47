/** Share of the difference taken over per frame when a frame seems late: one slow frame must not move the clock. */
const LATE_FRAME_WEIGHT = 0.02;

/** Estimates the server's clock from the frames' tick times, so that a wrong clock here does not make units look lost. */
export interface ServerClock {
  /** Takes in one frame that has just arrived. */
  observe(tickTimeMs: number, nowMs: number): void;
  /** Forgets everything: the next frame sets the clock. */
  reset(): void;
  /** The server's epoch milliseconds at our `nowMs`; `nowMs` itself before the first frame. */
  toServerMs(nowMs: number): number;
}

/** A clock that has seen no frame. */
export function createServerClock(): ServerClock {
  let offsetMs: number | null = null;
  return {
    observe(tickTimeMs, nowMs) {
      const sampleMs = tickTimeMs - nowMs;
      // A frame can only arrive late, never early: the largest sample is the best; the pull down follows clock drift.
      if (offsetMs === null || sampleMs > offsetMs) offsetMs = sampleMs;
      else offsetMs += (sampleMs - offsetMs) * LATE_FRAME_WEIGHT;
    },
    reset() {
      offsetMs = null;
    },
    toServerMs: (nowMs) => nowMs + (offsetMs ?? 0),
  };
}
