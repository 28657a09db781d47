import { expect, it } from 'vitest';
import { findGlideBehind } from '../../../../client/src/entities/units/glide.extension.ts';
import { GLIDE, easeGlide } from '../../../../client/src/live/glide.ts';
import { createPositionBuffer } from '../../../../client/src/live/position-buffer.ts';
import { createFrameSource, createUnit } from '../../live/frames.ts';

it('puts a name where its mark is, at every moment of a glide and after it', () => {
  const frames = createFrameSource(9);
  const buffer = createPositionBuffer();
  buffer.replaceUnits([createUnit(1, 'bus')], 1_000);
  buffer.applyFrame(frames.snapshot([{ unitId: 1, lng: 118.35, lat: 34.37, fixTimeMs: 1_000 }], 1_000), 1_000);
  buffer.applyFrame(frames.moved([{ unitId: 1, lng: 118.352, lat: 34.369, fixTimeMs: 4_000 }], 4_000), 4_000);
  const slot = buffer.slotOf(1)!;
  const [lng, lat] = buffer.gliddenPosition(slot, Infinity);
  const [lngBehind, latBehind, startSeconds] = findGlideBehind(buffer, slot);
  expect(Math.hypot(lngBehind, latBehind)).toBeGreaterThan(0.002);
  for (const nowMs of [4_000, 4_100, 4_450, 4_000 + GLIDE.durationMs, 60_000]) {
    // As the shader does it.
    const left = 1 - easeGlide(((nowMs - buffer.timeBaseMs) / 1000 - startSeconds) / (GLIDE.durationMs / 1000));
    const [markLng, markLat] = buffer.gliddenPosition(slot, nowMs);
    expect(lng + lngBehind * left).toBeCloseTo(markLng, 6);
    expect(lat + latBehind * left).toBeCloseTo(markLat, 6);
  }
});
