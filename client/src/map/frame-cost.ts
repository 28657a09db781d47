/** How far drawing backs off where a frame takes long: an office computer without a graphics card must stay usable. */
const BACK_OFF = {
  /** Frames below this are no burden: two refreshes of a 60 Hz display. */
  freeMs: 34,
  /** At most one part in so many of the time goes into drawing. */
  factor: 3,
  /** One long pause (a shader compiled, a tab woken up) must not slow the map down for long. */
  maxMs: 300,
  /** Share of the newest frame in the running estimate. */
  weight: 0.3,
} as const;

/** Estimates what a frame costs from how long the browser takes to come back after one was drawn. */
export interface FrameCost {
  /** Something was drawn. */
  noteDraw(nowMs: number): void;
  /** The browser asks for the next frame. */
  noteFrame(nowMs: number): void;
  /** `intervalMs`, or longer where frames are dear. */
  throttle(intervalMs: number): number;
}

/** An estimate that has seen no frame. */
export function createFrameCost(): FrameCost {
  let costMs = 0;
  let drawnAtMs: number | null = null;
  return {
    noteDraw(nowMs) {
      drawnAtMs = nowMs;
    },
    noteFrame(nowMs) {
      if (drawnAtMs === null) return;
      costMs += (Math.min(BACK_OFF.maxMs, nowMs - drawnAtMs) - costMs) * BACK_OFF.weight;
      drawnAtMs = null;
    },
    throttle: (intervalMs) => (costMs <= BACK_OFF.freeMs ? intervalMs : Math.max(intervalMs, costMs * BACK_OFF.factor)),
  };
}

/** The map's one estimate: its layers share the same frames. */
export const frameCost = createFrameCost();
