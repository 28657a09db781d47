import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSector, SECTOR_ARC_ERROR_METERS } from '@liaowang/shared/analysis/coverage/sector-outline';
import { drawSeenShape, findFarthestMeters, moveShape } from '@liaowang/shared/analysis/coverage/seen-shape';
import { findShapeProblem } from '@liaowang/shared/analysis/coverage/watch-shape.validation';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';

const PLACE: LngLat = [118.35, 34.37];
const projection = createLocalProjection(...PLACE);
const at = (x: number, y: number): LngLat => projection.inverse(x, y);
const ground = (...corners: [x: number, y: number][]): Extract<WatchShape, { kind: 'ground' }> => ({
  kind: 'ground',
  geometry: { type: 'Polygon', coordinates: [[...corners, corners[0]!].map(([x, y]) => at(x, y))] },
});
const toPlane = (ring: readonly LngLat[]) => ring.map(([lng, lat]) => projection.forward(lng, lat));
function areaOf(ring: readonly [number, number][]): number {
  let doubled = 0;
  for (let i = 0; i + 1 < ring.length; i++) doubled += ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1];
  return doubled / 2;
}

describe('drawSector', () => {
  it('opens by its angle around its bearing, clockwise from north', () => {
    const ring = toPlane(drawSector(PLACE, 400, { bearingDegrees: 90, angleDegrees: 90 }).coordinates[0]!);
    const [centre, southEast] = ring;
    const northEast = ring.at(-2)!;
    expect(Math.hypot(...centre!)).toBeLessThan(1e-6);
    expect(southEast![0]).toBeCloseTo(400 * Math.SQRT1_2, 4);
    expect(southEast![1]).toBeCloseTo(-400 * Math.SQRT1_2, 4);
    expect(northEast[0]).toBeCloseTo(400 * Math.SQRT1_2, 4);
    expect(northEast[1]).toBeCloseTo(400 * Math.SQRT1_2, 4);
  });

  it('keeps its corners on the circle, its chords within the stated error, and nearly all of its area', () => {
    fc.assert(
      fc.property(
        fc.record({
          bearingDegrees: fc.double({ min: 0, max: 359.9, noNaN: true }),
          angleDegrees: fc.double({ min: 5, max: 360, noNaN: true }),
          range: fc.double({ min: 10, max: 10_000, noNaN: true }),
        }),
        ({ range, ...sector }) => {
          const ring = toPlane(drawSector(PLACE, range, sector).coordinates[0]!);
          const arc = sector.angleDegrees === 360 ? ring : ring.slice(1, -1);
          for (const [i, [x, y]] of arc.entries()) {
            expect(Math.hypot(x, y)).toBeCloseTo(range, 4);
            const next = arc[i + 1] ?? [x, y];
            expect(range - Math.hypot((x + next[0]) / 2, (y + next[1]) / 2)).toBeLessThan(
              SECTOR_ARC_ERROR_METERS + 1e-4,
            );
          }
          const radians = (sector.angleDegrees * Math.PI) / 180;
          const exact = (radians / 2) * range * range;
          expect(areaOf(ring)).toBeLessThanOrEqual(exact * (1 + 1e-9));
          expect(exact - areaOf(ring)).toBeLessThan(SECTOR_ARC_ERROR_METERS * radians * range);
        },
      ),
    );
  });

  it('refuses what is no sector', () => {
    expect(() => drawSector(PLACE, 0, { bearingDegrees: 0, angleDegrees: 90 })).toThrow(RangeError);
    expect(() => drawSector(PLACE, 100, { bearingDegrees: 0, angleDegrees: 361 })).toThrow(RangeError);
  });
});

describe('drawSeenShape', () => {
  it('is a disk for a disk and for a sector of 360°', () => {
    expect(drawSeenShape(PLACE, { kind: 'disk' }, 400)).toBeNull();
    expect(drawSeenShape(PLACE, { kind: 'sector', bearingDegrees: 10, angleDegrees: 360 }, 400)).toBeNull();
  });

  it('gives drawn ground as it was drawn while all of it is in range, and the same object each time', () => {
    const square = ground([-100, -100], [300, -100], [300, 100], [-100, 100]);
    const farthest = findFarthestMeters(PLACE, square.geometry);
    expect(farthest).toBeCloseTo(Math.hypot(300, 100), 3);
    expect(drawSeenShape(PLACE, square, Math.ceil(farthest))).toBe(square.geometry);
    expect(drawSeenShape(PLACE, square, 200)).toBe(drawSeenShape(PLACE, square, 200));
  });

  it('clips drawn ground to a shorter range, into pieces where need be, and to nothing', () => {
    // All within 200 m is a half disk.
    const half = drawSeenShape(PLACE, ground([-500, 0], [500, 0], [500, 500], [-500, 500]), 200)!;
    expect(half.type).toBe('Polygon');
    expect(Math.abs(areaOf(toPlane(half.coordinates[0] as LngLat[])))).toBeCloseTo((Math.PI / 2) * 200 * 200, -2);
    const arms = ground([-300, 50], [-100, 50], [-100, 400], [100, 400], [100, 50], [300, 50], [300, 500], [-300, 500]);
    const pieces = drawSeenShape(PLACE, arms, 150)!;
    expect(pieces.type).toBe('MultiPolygon');
    expect(pieces.coordinates).toHaveLength(2);
    expect(drawSeenShape(PLACE, ground([300, 0], [400, 0], [400, 100]), 200)).toEqual({
      type: 'MultiPolygon',
      coordinates: [],
    });
  });

  it('moves drawn ground with its lookout, metre by metre', () => {
    const there: LngLat = [118.5, 34.1];
    const square = ground([-100, -100], [300, -100], [300, 100], [-100, 100]);
    const moved = moveShape(square, PLACE, there) as typeof square;
    expect(findFarthestMeters(there, moved.geometry)).toBeCloseTo(findFarthestMeters(PLACE, square.geometry), 3);
    expect(moveShape({ kind: 'disk' }, PLACE, there)).toEqual({ kind: 'disk' });
  });
});

describe('findShapeProblem', () => {
  it('takes ground around its lookout, beside it, and with a corner said twice', () => {
    expect(findShapeProblem(PLACE, { kind: 'sector', bearingDegrees: 0, angleDegrees: 90 })).toBeNull();
    expect(findShapeProblem(PLACE, ground([-50, -50], [50, -50], [50, 50]))).toBeNull();
    expect(findShapeProblem(PLACE, ground([400, 0], [600, 0], [600, 200]))).toBeNull();
    expect(findShapeProblem(PLACE, ground([-50, -50], [-50, -50], [50, -50], [50, 50]))).toBeNull();
  });

  it('says what is wrong', () => {
    const open = ground([0, 0], [100, 0], [100, 100]);
    open.geometry.coordinates[0]!.pop();
    open.geometry.coordinates[0]!.push(at(0, 50));
    expect(findShapeProblem(PLACE, open)).toBe('ground-not-closed');
    expect(findShapeProblem(PLACE, ground([0, 0], [100, 100], [100, 0], [0, 100]))).toBe('ground-crosses-itself');
    expect(findShapeProblem(PLACE, ground([0, 0], [5, 0], [5, 5]))).toBe('ground-too-small');
    expect(findShapeProblem(PLACE, ground([0, 0], [0, 0], [0, 0]))).toBe('ground-too-small');
    expect(findShapeProblem(PLACE, ground([600, 0], [900, 0], [900, 200]))).toBe('ground-too-far');
    expect(findShapeProblem(PLACE, ground([0, 0], [10_100, 0], [0, 200]))).toBe('ground-too-far');
  });
});
