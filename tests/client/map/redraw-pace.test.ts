import { describe, expect, it } from 'vitest';
import { GLIDE } from '../../../client/src/live/glide.ts';
import { createFrameCost } from '../../../client/src/map/frame-cost.ts';
import { REDRAW_PACE, computeRedrawIntervalMs, isRedrawDue } from '../../../client/src/map/redraw-pace.ts';

/** A bus at 12 m/s that reports every 5 s glides 60 m ≈ 0.00065°; at the start twice as fast as on average. */
const BUS_DEGREES_PER_SECOND = (2 * 0.00065 * 1000) / GLIDE.durationMs;

describe('computeRedrawIntervalMs', () => {
  it('draws a city once a second and a street at most thirty times', () => {
    expect(computeRedrawIntervalMs(BUS_DEGREES_PER_SECOND, 10)).toBe(REDRAW_PACE.maxIntervalMs);
    expect(computeRedrawIntervalMs(BUS_DEGREES_PER_SECOND, 17)).toBe(REDRAW_PACE.minIntervalMs);
    const between = computeRedrawIntervalMs(BUS_DEGREES_PER_SECOND, 12);
    expect(between).toBeGreaterThan(REDRAW_PACE.minIntervalMs);
    expect(between).toBeLessThan(REDRAW_PACE.maxIntervalMs);
  });
});

describe('isRedrawDue', () => {
  const cheap = createFrameCost();
  const rest = { version: 5, peakGlideSpeed: () => 0 };

  it('draws nothing while nothing changes', () => {
    expect(isRedrawDue({ drawnVersion: 5, drawnAtMs: 0 }, rest, 16, false, 1e9, cheap)).toBe(false);
  });

  it('shows a change that moves nothing within the longest interval', () => {
    expect(isRedrawDue({ drawnVersion: 4, drawnAtMs: 0 }, rest, 16, false, 500, cheap)).toBe(false);
    expect(isRedrawDue({ drawnVersion: 4, drawnAtMs: 0 }, rest, 16, false, 1000, cheap)).toBe(true);
  });

  it('draws the frame in which a glide has ended, and then rests', () => {
    const endsMs = 1000;
    const gliding = { version: 5, peakGlideSpeed: (nowMs: number) => (nowMs < endsMs ? BUS_DEGREES_PER_SECOND : 0) };
    expect(isRedrawDue({ drawnVersion: 5, drawnAtMs: 990 }, gliding, 16, false, 1030, cheap)).toBe(true);
    expect(isRedrawDue({ drawnVersion: 5, drawnAtMs: 1030 }, gliding, 16, false, 1070, cheap)).toBe(false);
  });

  it('never animates for those who asked for less motion', () => {
    const gliding = { version: 5, peakGlideSpeed: () => BUS_DEGREES_PER_SECOND };
    expect(isRedrawDue({ drawnVersion: 5, drawnAtMs: 0 }, gliding, 16, true, 1e9, cheap)).toBe(false);
    expect(isRedrawDue({ drawnVersion: 4, drawnAtMs: 0 }, gliding, 16, true, 1e9, cheap)).toBe(true);
  });
});
