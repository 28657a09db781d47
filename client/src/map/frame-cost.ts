/** How far drawing backs off where a frame takes long: an office computer without a graphics card must stay usable. */
const BACK_OFF = {
  /** Frames below this are no burden: two refreshes of a 60 Hz display. */
  freeMs: 34,
  /** At most one part in so many of the time goes into drawing. */
  factor: 3,
  /** A frame in software rendering on a busy machine takes this long; longer ones are a tab that slept. */
  maxMs: 2_000,
  /** Frames looked back on. Their median is the estimate: one long pause (a shader compiled) does not count. */
  frames: 5,
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
  let costsMs: number[] = [];
  let drawnAtMs: number | null = null;
  return {
    noteDraw(nowMs) {
      drawnAtMs = nowMs;
    },
    noteFrame(nowMs) {
      if (drawnAtMs === null) return;
      costsMs = [...costsMs.slice(1 - BACK_OFF.frames), Math.min(BACK_OFF.maxMs, nowMs - drawnAtMs)];
      drawnAtMs = null;
    },
    throttle(intervalMs) {
      const costMs = costsMs.toSorted((a, b) => a - b)[Math.floor((costsMs.length - 1) / 2)] ?? 0;
      return costMs <= BACK_OFF.freeMs ? intervalMs : Math.max(intervalMs, costMs * BACK_OFF.factor);
    },
  };
}

/** The map's one estimate: its layers share the same frames. */
export const frameCost = createFrameCost();
