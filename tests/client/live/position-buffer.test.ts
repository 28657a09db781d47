import { DEGREES_PER_STEP, MILLISECONDS_PER_STEP, headingOf, speedOf } from '@liaowang/shared/contract/position-frame';
import { STALENESS_LIMITS } from '@liaowang/shared/analysis/positions/staleness';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GLIDE } from '../../../client/src/live/glide.ts';
import { createPositionBuffer } from '../../../client/src/live/position-buffer.ts';
import { createFrameSource, createUnit, type TestFix } from './frames.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const at = (unitId: number, lng: number, lat: number, ageMs = 0): TestFix => ({
  unitId,
  lng,
  lat,
  fixTimeMs: NOW - ageMs,
});

function createStarted(fixes: readonly TestFix[] = [at(1, 118.35, 34.37)]) {
  const source = createFrameSource();
  const buffer = createPositionBuffer();
  buffer.replaceUnits([createUnit(1, 'bus'), createUnit(2, 'foot'), createUnit(3, 'taxi')], NOW);
  expect(buffer.applyFrame(source.snapshot(fixes, NOW), NOW)).toBe('applied');
  return { source, buffer };
}

describe('createPositionBuffer', () => {
  it('applies a frame that continues the last one, and tells its listeners', () => {
    const { source, buffer } = createStarted();
    let calls = 0;
    const unsubscribe = buffer.subscribe(() => calls++);
    expect(
      buffer.applyFrame(
        source.moved([{ ...at(1, 118.36, 34.38), speedMetersPerSecond: 8, headingDegrees: 90 }], NOW + 250),
        NOW + 250,
      ),
    ).toBe('applied');
    expect(buffer.fixOf(1)).toEqual({
      lng: expect.closeTo(118.36, 9),
      lat: expect.closeTo(34.38, 9),
      fixTimeMs: NOW,
      speedMetersPerSecond: 8,
      headingDegrees: 90,
    });
    expect(calls).toBe(1);
    unsubscribe();
    buffer.applyFrame(source.moved([at(1, 118.37, 34.38)], NOW + 500), NOW + 500);
    expect(calls).toBe(1);
  });

  it('finds a hole and changes nothing', () => {
    const { source, buffer } = createStarted();
    source.moved([at(1, 118.4, 34.4)], NOW + 250);
    const afterHole = source.moved([at(1, 118.5, 34.5)], NOW + 500);
    const { version } = buffer;
    expect(buffer.applyFrame(afterHole, NOW + 500)).toBe('hole');
    expect(buffer.fixOf(1)?.lng).toBeCloseTo(118.35, 9);
    expect(buffer.version).toBe(version);
    expect(buffer.resumePoint()).toEqual({ epoch: 1, seq: 1 });
  });

  it('takes a frame of another server process for a hole, and any frame before the first snapshot', () => {
    const { buffer } = createStarted();
    const other = createFrameSource(2);
    other.snapshot([], NOW);
    const moved = other.moved([at(1, 118.4, 34.4)], NOW);
    expect(buffer.applyFrame(moved, NOW)).toBe('hole');
    expect(createPositionBuffer().applyFrame(moved, NOW)).toBe('hole');
  });

  it('ignores a frame that it has already applied', () => {
    const { source, buffer } = createStarted();
    const frame = source.moved([at(1, 118.36, 34.38)], NOW + 250);
    buffer.applyFrame(frame, NOW + 250);
    expect(buffer.applyFrame(frame, NOW + 300)).toBe('duplicate');
    expect(buffer.fixOf(1)?.lng).toBeCloseTo(118.36, 9);
  });

  it('replaces everything by a snapshot: a unit that is not in it has no position', () => {
    const { source, buffer } = createStarted([at(1, 118.35, 34.37), at(2, 118.3, 34.3)]);
    buffer.applyFrame(source.snapshot([at(2, 118.31, 34.31)], NOW + 1000), NOW + 1000);
    expect(buffer.fixOf(1)).toBeNull();
    expect(buffer.stateOf(1, NOW + 1000)).toBe('off');
    expect(buffer.fixOf(2)?.lng).toBeCloseTo(118.31, 9);
  });

  it('refuses garbage without throwing, and keeps what it has', () => {
    const { buffer } = createStarted();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        buffer.applyFrame(bytes, NOW);
        expect(buffer.fixOf(1)?.lng).toBeCloseTo(118.35, 9);
      }),
    );
  });

  it('refuses or applies a damaged frame as a whole: positions stay on Earth', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), (where, value) => {
        const { source, buffer } = createStarted();
        const frame = source.moved(
          Array.from({ length: 40 }, (_, i) => at(i + 1, 118.3 + i / 1000, 34.3)),
          NOW + 250,
        );
        frame[32 + (where % (frame.length - 32))] = value;
        const before = buffer.fixOf(1);
        const outcome = buffer.applyFrame(frame, NOW + 250);
        expect(['applied', 'refused']).toContain(outcome);
        const after = buffer.fixOf(1);
        expect(after).toEqual(outcome === 'refused' ? before : after);
        for (let slot = 0; slot < buffer.slots.count; slot++) {
          expect(Math.abs(buffer.slots.lngSteps[slot]!)).toBeLessThanOrEqual(180e6);
          expect(Math.abs(buffer.slots.latSteps[slot]!)).toBeLessThanOrEqual(90e6);
        }
      }),
    );
  });

  it("turns units stale and lost by their age on the server's clock, whatever ours says", () => {
    const { staleAfterMs, lostAfterMs } = STALENESS_LIMITS.bus;
    const source = createFrameSource();
    const buffer = createPositionBuffer();
    buffer.replaceUnits([createUnit(1, 'bus')], NOW);
    // Our clock is an hour fast.
    const ours = NOW + 3_600_000;
    buffer.applyFrame(source.snapshot([at(1, 118.35, 34.37)], NOW), ours);
    expect(buffer.stateOf(1, ours + staleAfterMs)).toBe('fresh');
    expect(buffer.stateOf(1, ours + staleAfterMs + 200)).toBe('stale');
    expect(buffer.stateOf(1, ours + lostAfterMs + 200)).toBe('lost');
    buffer.updateStates(ours + lostAfterMs + 200);
    expect(buffer.slots.styles.slice(0, 2)).toEqual(Uint8Array.of(2, 2));
  });

  it('counts registered units by kind and state, and takes the median age of those that are not lost', () => {
    const { buffer } = createStarted([
      at(1, 118.35, 34.37, 1_000),
      at(2, 118.3, 34.3, 100_000),
      at(3, 118.2, 34.2, 400_000),
      at(99, 118.1, 34.1),
    ]);
    const counts = buffer.countStates(NOW);
    expect(counts.bus).toEqual({ fresh: 1, stale: 0, lost: 0, off: 0 });
    expect(counts.foot).toEqual({ fresh: 0, stale: 1, lost: 0, off: 0 });
    expect(counts.taxi).toEqual({ fresh: 0, stale: 0, lost: 1, off: 0 });
    expect(buffer.medianAgeMs(NOW)).toBe(50_500);
    expect(createPositionBuffer().medianAgeMs(NOW)).toBeNull();
  });

  it('hides a unit that is no longer registered', () => {
    const { buffer } = createStarted();
    buffer.replaceUnits([createUnit(2, 'foot')], NOW);
    expect(buffer.stateOf(1, NOW)).toBe('off');
    expect(buffer.countStates(NOW).bus).toEqual({ fresh: 0, stale: 0, lost: 0, off: 0 });
  });

  it('glides from where the mark is to the new fix, and from a half-way place when a fix comes early', () => {
    const { source, buffer } = createStarted();
    const slot = buffer.slotOf(1)!;
    buffer.applyFrame(source.moved([at(1, 118.352, 34.37)], NOW), NOW);
    expect(buffer.gliddenPosition(slot, NOW)[0]).toBeCloseTo(118.35, 5);
    expect(buffer.peakGlideSpeed(NOW + 100)).toBeGreaterThan(0);
    const half = buffer.gliddenPosition(slot, NOW + GLIDE.durationMs / 2)[0];
    expect(half).toBeGreaterThan(118.35);
    expect(half).toBeLessThan(118.352);
    buffer.applyFrame(source.moved([at(1, 118.354, 34.37)], NOW), NOW + GLIDE.durationMs / 2);
    expect(buffer.gliddenPosition(slot, NOW + GLIDE.durationMs / 2)[0]).toBeCloseTo(half, 5);
    expect(buffer.gliddenPosition(slot, NOW + 2 * GLIDE.durationMs)[0]).toBeCloseTo(118.354, 5);
    expect(buffer.peakGlideSpeed(NOW + 2 * GLIDE.durationMs)).toBe(0);
  });

  it('jumps over a distance that nobody drives', () => {
    const { source, buffer } = createStarted();
    buffer.applyFrame(source.moved([at(1, 118.6, 34.37)], NOW), NOW);
    expect(buffer.gliddenPosition(buffer.slotOf(1)!, NOW)[0]).toBeCloseTo(118.6, 5);
  });

  it('still glides to the millisecond after a day on the wall', () => {
    const { source, buffer } = createStarted();
    const dayLater = NOW + 86_400_000;
    buffer.applyFrame(source.moved([at(1, 118.351, 34.37, -86_400_000)], dayLater), dayLater);
    buffer.applyFrame(source.moved([at(1, 118.352, 34.37, -86_400_000)], dayLater + 5000), dayLater + 5000);
    const slot = buffer.slotOf(1)!;
    expect(buffer.gliddenPosition(slot, dayLater + 5000)[0]).toBeCloseTo(118.351, 5);
    expect(buffer.gliddenPosition(slot, dayLater + 5000 + GLIDE.durationMs)[0]).toBeCloseTo(118.352, 5);
  });

  it('grows beyond its first capacity without losing a unit', () => {
    const fixes = Array.from({ length: 5000 }, (_, i) => at(i + 1, 118 + i / 10_000, 34.3));
    const { source, buffer } = createStarted(fixes);
    buffer.applyFrame(source.moved([at(5001, 118.9, 34.3)], NOW), NOW);
    expect(buffer.slots.count).toBe(5001);
    expect(buffer.fixOf(1)?.lng).toBeCloseTo(118, 9);
    expect(buffer.fixOf(5000)?.lng).toBeCloseTo(118.4999, 9);
    expect(buffer.fixOf(5001)?.lng).toBeCloseTo(118.9, 9);
  });

  it('holds exactly what random walks through frames come to', () => {
    const step = fc.record({
      unitId: fc.integer({ min: 1, max: 12 }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      fixTimeMs: fc.integer({ min: NOW - 86_400_000, max: NOW }),
      speedMetersPerSecond: fc.option(fc.double({ min: 0, max: 60, noNaN: true })),
      headingDegrees: fc.option(fc.double({ min: 0, max: 359.99, noNaN: true })),
    });
    const frame = fc.record({
      snapshot: fc.boolean(),
      fixes: fc.uniqueArray(step, { maxLength: 12, selector: ({ unitId }) => unitId }),
    });
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 12 }), (frames) => {
        const source = createFrameSource();
        const buffer = createPositionBuffer();
        buffer.applyFrame(source.snapshot([], NOW), NOW);
        const expected = new Map<number, TestFix>();
        frames.forEach(({ snapshot, fixes }, index) => {
          const encoded = snapshot ? source.snapshot(fixes, NOW + index) : source.moved(fixes, NOW + index);
          if (snapshot) expected.clear();
          for (const fix of fixes) expected.set(fix.unitId, fix);
          expect(buffer.applyFrame(encoded, NOW + index)).toBe('applied');
        });
        const unitIds = Array.from({ length: 12 }, (_, i) => i + 1);
        expect(unitIds.filter((unitId) => buffer.fixOf(unitId) !== null)).toEqual(
          unitIds.filter((unitId) => expected.has(unitId)),
        );
        for (const [unitId, direct] of expected) {
          const held = buffer.fixOf(unitId);
          const quantized = source.announced.get(unitId)!;
          expect(held).toEqual({
            // Rounding makes −0 of small negative degrees, which no integer column holds.
            lng: quantized.lngSteps * DEGREES_PER_STEP + 0,
            lat: quantized.latSteps * DEGREES_PER_STEP + 0,
            fixTimeMs: quantized.timeSteps * MILLISECONDS_PER_STEP,
            speedMetersPerSecond: speedOf(quantized),
            headingDegrees: headingOf(quantized),
          });
          expect(Math.abs(held!.lng - direct.lng)).toBeLessThanOrEqual(DEGREES_PER_STEP / 2 + 1e-12);
        }
      }),
    );
  });
});
