import { describe, expect, it } from 'vitest';
import { createFrameCost } from '../../../client/src/map/frame-cost.ts';

/** A frame cost that has seen frames of these lengths. */
function afterFrames(...costsMs: number[]) {
  const cost = createFrameCost();
  let nowMs = 0;
  for (const costMs of costsMs) {
    cost.noteDraw(nowMs);
    nowMs += costMs;
    cost.noteFrame(nowMs);
    // Frames in which nothing was drawn say nothing of the cost.
    cost.noteFrame(nowMs + 16);
  }
  return cost;
}

describe('createFrameCost', () => {
  it('leaves the pace alone where frames are cheap, and before the first', () => {
    expect(createFrameCost().throttle(33)).toBe(33);
    expect(afterFrames(10, 12, 16).throttle(33)).toBe(33);
  });

  it('ignores one long pause', () => {
    expect(afterFrames(10, 12, 1_800, 11, 12).throttle(33)).toBe(33);
  });

  it('spends at most a third of the time on drawing where frames are dear', () => {
    expect(afterFrames(900, 1_000, 1_100).throttle(1_000)).toBe(3_000);
  });

  it('recovers within a few frames', () => {
    expect(afterFrames(900, 900, 900, 10, 10, 10).throttle(33)).toBe(33);
  });

  it('takes a tab that slept for no worse than the dearest frame', () => {
    expect(afterFrames(60_000, 60_000, 60_000).throttle(33)).toBe(6_000);
  });
});
