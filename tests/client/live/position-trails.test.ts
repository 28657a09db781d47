import { describe, expect, it } from 'vitest';
import { createPositionBuffer } from '../../../client/src/live/position-buffer.ts';
import { TRAIL, createPositionTrails } from '../../../client/src/live/position-trails.ts';
import { createFrameSource, createUnit } from './frames.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const white = (): readonly [number, number, number] => [255, 255, 255];

function createWalk(stepDegrees: number, steps: number) {
  const source = createFrameSource();
  const buffer = createPositionBuffer();
  buffer.replaceUnits([createUnit(1)], NOW);
  const trails = createPositionTrails(buffer);
  buffer.applyFrame(source.snapshot([], NOW), NOW);
  for (let i = 0; i < steps; i++) {
    buffer.applyFrame(
      source.moved([{ unitId: 1, lng: 118 + i * stepDegrees, lat: 34, fixTimeMs: NOW + i * 1000 }], NOW + i * 1000),
      NOW + i * 1000,
    );
    trails.observe();
  }
  return trails.toSegments(NOW + steps * 1000, white, () => true);
}

describe('createPositionTrails', () => {
  it('joins the last fixes, the newest segment the strongest', () => {
    const segments = createWalk(0.001, 5);
    expect(segments.length).toBe(4);
    expect(Array.from(segments.targets.slice(0, 2))).toEqual([expect.closeTo(118.004, 6), expect.closeTo(34, 6)]);
    expect(segments.colors[3]!).toBeGreaterThan(segments.colors[15]!);
  });

  it('keeps a bounded number of fixes', () => {
    expect(createWalk(0.001, 100).length).toBe(TRAIL.fixes - 1);
  });

  it('draws nothing for a unit that stands, and no line across a silence', () => {
    expect(createWalk(TRAIL.minStepDegrees / 10, 8).length).toBe(0);
    expect(createWalk(TRAIL.maxGapDegrees * 2, 4).length).toBe(0);
  });
});
