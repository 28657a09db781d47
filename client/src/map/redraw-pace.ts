import { GLIDE, GLIDE_PEAK_SLOPE } from '../live/glide.ts';
import type { FrameCost } from './frame-cost.ts';

/** When a map of gliding marks is drawn again. */
export const REDRAW_PACE = {
  /** CSS pixels a mark may move between two frames: below this nobody sees the step. */
  stepPixels: 0.5,
  /** A whole glide shorter than this is a hop that nobody misses: at city zoom marks are drawn where they arrive. */
  hopPixels: 2,
  /** 30 frames a second: marks move slowly; more only heats the machine. */
  minIntervalMs: 33,
  /** Changes that move nothing (a unit turning stale) show within this. */
  maxIntervalMs: 1_000,
} as const;

/** CSS pixels a degree of longitude spans at a zoom (512-pixel tiles); latitude spans more by 1/cos, which is ignored. */
export function computePixelsPerDegree(zoom: number): number {
  return (512 * 2 ** zoom) / 360;
}

/**
 * Milliseconds between frames so that the fastest mark moves at most half a pixel from one to the next, or the longest
 * interval where all marks only hop. `peakDegreesPerSecond` 0 = nothing glides.
 */
export function computeRedrawIntervalMs(peakDegreesPerSecond: number, zoom: number): number {
  const pixelsPerSecond = peakDegreesPerSecond * computePixelsPerDegree(zoom);
  // The easing halves the speed on the average, so a glide spans half its peak speed.
  const glidePixels = (pixelsPerSecond * GLIDE.durationMs) / 1000 / GLIDE_PEAK_SLOPE;
  if (glidePixels < REDRAW_PACE.hopPixels) return REDRAW_PACE.maxIntervalMs;
  return Math.min(
    REDRAW_PACE.maxIntervalMs,
    Math.max(REDRAW_PACE.minIntervalMs, (REDRAW_PACE.stepPixels * 1000) / pixelsPerSecond),
  );
}

export interface RedrawState {
  /** The buffer's version when last drawn. */
  drawnVersion: number;
  drawnAtMs: number;
}

/** Whether a frame is due at `nowMs`: something changed or glides, and the pace allows it. */
export function isRedrawDue(
  state: RedrawState,
  buffer: { version: number; peakGlideSpeed(nowMs: number): number },
  zoom: number,
  reducedMotion: boolean,
  nowMs: number,
  cost: Pick<FrameCost, 'throttle'>,
): boolean {
  const isChanged = state.drawnVersion !== buffer.version;
  // Without motion a mark jumps when its fix comes; between fixes there is nothing to draw.
  if (reducedMotion) return isChanged && nowMs - state.drawnAtMs >= REDRAW_PACE.maxIntervalMs;
  // Looking one glide back also draws the frame in which the last glide has ended.
  const peakNow = buffer.peakGlideSpeed(nowMs);
  const peakAtLastFrame =
    peakNow > 0 ? peakNow : buffer.peakGlideSpeed(Math.max(state.drawnAtMs, nowMs - GLIDE.durationMs));
  if (!isChanged && peakAtLastFrame === 0) return false;
  return nowMs - state.drawnAtMs >= cost.throttle(computeRedrawIntervalMs(peakAtLastFrame, zoom));
}
