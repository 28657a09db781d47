import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeSignedArea,
  createAreaBoundary,
  type AreaBoundary,
} from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { createDiskUnion } from '@liaowang/shared/analysis/geometry/disk-union/disk-union';
import type { PlanarGap } from '@liaowang/shared/analysis/geometry/disk-union/gap-polygons';
import {
  areaArbitrary,
  AREAS,
  disksArbitrary,
  HEIGHT,
  toDisks,
  toPositions,
  WIDTH,
  type Disk,
} from '../../../../support/disk-scenes.ts';

const ARC_ERROR_METERS = 0.05;
const RASTER_METERS = 100;

const toBoundary = (gap: PlanarGap): AreaBoundary => createAreaBoundary([gap.rings.map(toPositions)]);
/** Metres from a place to the nearest circle. */
const distanceToCircles = (disks: readonly Disk[], x: number, y: number): number =>
  disks.reduce((nearest, disk) => Math.min(nearest, Math.abs(Math.hypot(x - disk.x, y - disk.y) - disk.r)), Infinity);

/** Hundreds of layouts, on a machine that may be busy, milliseconds. */
const TIMEOUT_MS = 60_000;

describe('gaps of a disk union', () => {
  it(
    'are polygons of their areas, their holes inside them, to within the arcs',
    () => {
      fc.assert(
        fc.property(areaArbitrary, disksArbitrary, (area, disks) => {
          const { gaps } = createDiskUnion(area).computeGaps(toDisks(disks), { arcErrorMeters: ARC_ERROR_METERS });
          const circumference = disks.reduce((sum, { r }) => sum + 2 * Math.PI * r, 0);
          for (const [i, gap] of gaps.entries()) {
            expect(gap.areaSquareMeters).toBeLessThanOrEqual(gaps[i - 1]?.areaSquareMeters ?? Infinity);
            const [outer, ...holes] = gap.rings.map((ring) => computeSignedArea(toPositions(ring)));
            expect(outer).toBeGreaterThan(0);
            for (const hole of holes) expect(hole).toBeLessThanOrEqual(0);
            const drawn = outer! + holes.reduce((sum, hole) => sum + hole, 0);
            // Chords are on the disks' side of the arcs.
            expect(drawn - gap.areaSquareMeters).toBeGreaterThan(-1e-3);
            expect(drawn - gap.areaSquareMeters).toBeLessThan(ARC_ERROR_METERS * circumference + 1e-3);
          }
        }),
        { numRuns: 300 },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'are found at every place of a raster that no disk covers, and nowhere else',
    () => {
      fc.assert(
        fc.property(areaArbitrary, disksArbitrary, (area, disks) => {
          const union = createDiskUnion(area);
          const { gaps, findGapAt, gapAreaSquareMeters } = union.computeGaps(toDisks(disks), { arcErrorMeters: 0.001 });
          const drawn = gaps.map(toBoundary);
          let cells = 0;
          const mistaken: { x: number; y: number; found: number; drawn: number; isGap: boolean }[] = [];
          for (let x = RASTER_METERS / 2 + 0.3; x < WIDTH; x += RASTER_METERS) {
            for (let y = RASTER_METERS / 2 + 0.7; y < HEIGHT; y += RASTER_METERS) {
              const isGap = union.contains(x, y) && disks.every((disk) => Math.hypot(x - disk.x, y - disk.y) > disk.r);
              if (isGap) cells++;
              // On a rim the jitter of the disks decides.
              if (distanceToCircles(disks, x, y) < 0.01) continue;
              const found = isGap ? findGapAt(x, y) : -1;
              const drawnAt = drawn.findIndex((boundary) => boundary.isInside(x, y));
              if (found !== drawnAt || found >= 0 !== isGap) mistaken.push({ x, y, found, drawn: drawnAt, isGap });
            }
          }
          expect(mistaken).toEqual([]);
          const perimeter = disks.reduce((sum, { r }) => sum + 2 * Math.PI * r, 4 * (WIDTH + HEIGHT));
          expect(Math.abs(cells * RASTER_METERS ** 2 - gapAreaSquareMeters)).toBeLessThan(perimeter * RASTER_METERS);
        }),
        { numRuns: 200 },
      );
    },
    TIMEOUT_MS,
  );

  it('keep islands, lakes and islands in lakes apart', () => {
    // Rings of disks, one in the other, and a disk in the middle: three gaps, two of them with a hole.
    const ring = (radius: number, count: number): Disk[] =>
      Array.from({ length: count }, (_, k) => ({
        x: 2_000 + radius * Math.cos((k * 2 * Math.PI) / count),
        y: 1_500 + radius * Math.sin((k * 2 * Math.PI) / count),
        r: 150,
      }));
    const disks = [...ring(1_300, 40), ...ring(800, 24), { x: 2_000, y: 1_500, r: 100 }];
    const { gaps, gapAreaSquareMeters, findGapAt } = createDiskUnion(AREAS['rectangle']!).computeGaps(toDisks(disks));
    expect(gaps.map(({ rings }) => rings.length)).toEqual([2, 2, 2]);
    expect(gaps.reduce((sum, gap) => sum + gap.areaSquareMeters, 0)).toBeCloseTo(gapAreaSquareMeters, 3);
    expect([findGapAt(10, 10), findGapAt(2_000, 2_550), findGapAt(2_000, 1_700)]).toEqual([0, 1, 2]);
    expect(gaps[1]!.areaSquareMeters).toBeGreaterThan(gaps[2]!.areaSquareMeters);
  });

  it('are as many as there are of thousands of islands, each with its own lake', () => {
    const disks: Disk[] = [];
    for (let column = 0; column < 20; column++) {
      for (let row = 0; row < 15; row++) {
        const [x, y] = [100 + column * 200, 100 + row * 200];
        for (let k = 0; k < 12; k++)
          disks.push({ x: x + 60 * Math.cos((k * Math.PI) / 6), y: y + 60 * Math.sin((k * Math.PI) / 6), r: 20 });
        disks.push({ x, y, r: 10 });
      }
    }
    const { gaps } = createDiskUnion(AREAS['rectangle']!).computeGaps(toDisks(disks));
    expect(gaps).toHaveLength(301);
    expect(gaps[0]!.rings).toHaveLength(301);
    for (const gap of gaps.slice(1)) expect(gap.rings).toHaveLength(2);
  });
});
