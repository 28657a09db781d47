import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createGapTracker,
  GAP_TRACKER_DEFAULTS,
  type GapIdentity,
  type StoredGap,
  type TrackableGap,
} from '@liaowang/shared/analysis/coverage/gap-identity';
import { findGapSpans } from '@liaowang/shared/analysis/coverage/gap-spans';

const AREA = 'key-area:1';

/** A gap that is a rectangle of the plane, metres. */
function rectangle(x0: number, y0: number, x1: number, y1: number, areaId = AREA): TrackableGap {
  return {
    areaId,
    labelPoint: [118 + (x0 + x1) * 5e-6, 34 + (y0 + y1) * 5e-6],
    spans: findGapSpans([Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1)]),
  };
}

const identitiesOf = (gaps: readonly GapIdentity[]): GapIdentity[] =>
  gaps.map(({ gapId, openedAtMs, openedEarlier }) => ({ gapId, openedAtMs, openedEarlier }));

describe('findGapSpans', () => {
  it('scans a polygon with a hole by lines 20 m apart', () => {
    const ring = Float64Array.of(0, 0, 100, 0, 100, 50, 0, 50);
    const hole = Float64Array.of(40, 10, 40, 30, 60, 30, 60, 10);
    expect(Array.from(findGapSpans([ring, hole]))).toEqual([0, 0, 100, 1, 0, 40, 1, 60, 100, 2, 0, 100]);
  });

  it('gives what lies between two lines its width on the nearer one', () => {
    expect(Array.from(findGapSpans([Float64Array.of(3, 25, 95.5, 25, 95.5, 32, 3, 32)]))).toEqual([1, 3, 96]);
    expect(findGapSpans([])).toHaveLength(0);
  });
});

describe('createGapTracker', () => {
  it('follows a gap that moves, grows and shrinks', () => {
    const tracker = createGapTracker();
    tracker.update([], 0, [AREA]);
    expect(identitiesOf(tracker.update([rectangle(0, 0, 400, 400)], 1_000, [AREA]))).toEqual([
      { gapId: 1, openedAtMs: 1_000, openedEarlier: false },
    ]);
    for (let step = 1; step <= 20; step++) {
      const [gap] = tracker.update(
        [rectangle(step * 100, step * 50, step * 100 + 400 + 10 * step, step * 50 + 300)],
        1_000 + step * 1_000,
      );
      expect(gap).toMatchObject({ gapId: 1, openedAtMs: 1_000, openedEarlier: false });
    }
  });

  it('says of what it finds first that it was open earlier, also in an area that is watched only now', () => {
    const tracker = createGapTracker();
    expect(tracker.update([rectangle(0, 0, 100, 100)], 5_000, [AREA])[0]).toMatchObject({
      openedAtMs: 5_000,
      openedEarlier: true,
    });
    const next = tracker.update(
      [rectangle(0, 0, 100, 100), rectangle(500, 0, 600, 100), rectangle(0, 0, 100, 100, 'key-area:2')],
      6_000,
      [AREA, 'key-area:2'],
    );
    expect(next.map(({ openedEarlier }) => openedEarlier)).toEqual([true, false, true]);
    // An area that had no gap is known nonetheless.
    const quiet = createGapTracker();
    quiet.update([], 0, [AREA]);
    expect(quiet.update([rectangle(0, 0, 100, 100)], 1_000, [AREA])[0]!.openedEarlier).toBe(false);
  });

  it('on a split leaves the number to the larger part and the time to all', () => {
    const tracker = createGapTracker();
    tracker.update([rectangle(0, 0, 1_000, 400)], 0);
    const parts = tracker.update(
      [rectangle(0, 0, 300, 400), rectangle(350, 0, 1_000, 400), rectangle(310, 0, 340, 15)],
      60_000,
    );
    expect(identitiesOf(parts)).toEqual([
      { gapId: 2, openedAtMs: 0, openedEarlier: true },
      { gapId: 1, openedAtMs: 0, openedEarlier: true },
      { gapId: 3, openedAtMs: 0, openedEarlier: true },
    ]);
  });

  it('on a merge goes on with the gap that most of the ground had', () => {
    const tracker = createGapTracker();
    tracker.update([rectangle(0, 0, 300, 400)], 0);
    tracker.update([rectangle(0, 0, 300, 400), rectangle(400, 0, 1_000, 400)], 30_000);
    expect(tracker.update([rectangle(0, 0, 1_000, 400)], 31_000)[0]).toMatchObject({
      gapId: 2,
      openedAtMs: 30_000,
      openedEarlier: false,
    });
    // The one that was swallowed comes back as itself if that was a mere touch.
    expect(
      tracker.update([rectangle(0, 0, 300, 400), rectangle(400, 0, 1_000, 400)], 32_000).map(({ gapId }) => gapId),
    ).toEqual([1, 2]);
  });

  it('remembers a gap that a bus closes in passing, and forgets one that somebody stays in', () => {
    const { graceMs } = GAP_TRACKER_DEFAULTS;
    const tracker = createGapTracker();
    tracker.update([rectangle(0, 0, 100, 100)], 0);
    tracker.update([], 1_000);
    expect(tracker.update([rectangle(0, 0, 100, 100)], graceMs)[0]).toMatchObject({ gapId: 1, openedAtMs: 0 });
    tracker.update([], graceMs + 1_000);
    tracker.update([], 2 * graceMs + 1_000);
    expect(tracker.update([rectangle(0, 0, 100, 100)], 2 * graceMs + 2_000)[0]).toMatchObject({
      gapId: 2,
      openedAtMs: 2 * graceMs + 2_000,
      openedEarlier: false,
    });
  });

  it('follows gaps however seldom it looks', () => {
    const tracker = createGapTracker();
    tracker.update([rectangle(0, 0, 100, 100)], 0);
    for (const minute of [1, 2, 30])
      expect(tracker.update([rectangle(0, 0, 100, 100)], minute * 60_000)[0]).toMatchObject({
        gapId: 1,
        openedAtMs: 0,
      });
  });

  it('keeps areas apart that share ground', () => {
    const tracker = createGapTracker();
    tracker.update([rectangle(0, 0, 400, 400), rectangle(0, 0, 400, 400, 'key-area:2')], 0);
    expect(
      tracker
        .update([rectangle(0, 0, 400, 400, 'key-area:2'), rectangle(0, 0, 400, 400)], 1_000)
        .map(({ gapId }) => gapId),
    ).toEqual([2, 1]);
  });

  it('goes on after a restart, by JSON, and gives no number twice', () => {
    const tracker = createGapTracker();
    tracker.update([rectangle(0, 0, 400, 400)], 0);
    tracker.update([rectangle(0, 0, 400, 400), rectangle(900, 0, 1_200, 400)], 50_000);
    const restored = JSON.parse(JSON.stringify(tracker.snapshot())) as StoredGap[];
    const after = createGapTracker({ restored, nextId: 40 });
    // Long after the grace: nobody looked in between, so the gap counts as open all along.
    const gaps = after.update(
      [rectangle(900, 0, 1_200, 400), rectangle(0, 0, 400, 380), rectangle(5_000, 0, 5_100, 400)],
      300_000,
    );
    expect(identitiesOf(gaps)).toEqual([
      { gapId: 2, openedAtMs: 50_000, openedEarlier: false },
      { gapId: 1, openedAtMs: 0, openedEarlier: true },
      { gapId: 40, openedAtMs: 300_000, openedEarlier: true },
    ]);
  });

  // Rectangles in the cells of a coarse lattice do not overlap; some are smaller than the distance of two scan lines.
  const cell = fc.record({
    column: fc.nat(5),
    row: fc.nat(5),
    inset: fc.integer({ min: 0, max: 45 }),
    area: fc.nat(1),
  });
  const scene = fc
    .uniqueArray(cell, { selector: ({ column, row, area }) => `${column},${row},${area}`, maxLength: 20 })
    .map((cells) =>
      cells.map(({ column, row, inset, area }) =>
        rectangle(
          column * 100 + inset,
          row * 100 + inset,
          column * 100 + 100 - inset,
          row * 100 + 100 - inset,
          `key-area:${area + 1}`,
        ),
      ),
    );

  it('gives numbers that are unique, and the same while nothing changes', () => {
    fc.assert(
      fc.property(fc.array(scene, { minLength: 1, maxLength: 6 }), (scenes) => {
        const tracker = createGapTracker();
        const openedAtById = new Map<number, number>();
        for (const [step, gaps] of scenes.entries()) {
          const nowMs = step * 4_000;
          const first = tracker.update(gaps, nowMs);
          expect(new Set(first.map(({ gapId }) => gapId)).size).toBe(gaps.length);
          const shuffled = first.toReversed();
          expect(identitiesOf(tracker.update(shuffled, nowMs + 1_000))).toEqual(identitiesOf(shuffled));
          for (const { gapId, openedAtMs } of first) {
            expect(openedAtMs).toBeLessThanOrEqual(nowMs);
            openedAtById.set(gapId, openedAtMs);
          }
        }
        const restored = createGapTracker({ restored: tracker.snapshot() });
        const last = scenes.at(-1)!;
        expect(identitiesOf(restored.update(last, 99_000))).toEqual(identitiesOf(tracker.update(last, 99_000)));
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
