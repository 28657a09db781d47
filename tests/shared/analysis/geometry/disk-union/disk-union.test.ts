import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import {
  computeSignedArea,
  createAreaBoundary,
  type PlanarMultiPolygon,
} from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { createDiskUnion } from '@liaowang/shared/analysis/geometry/disk-union/disk-union';
import reference from '../../../../fixtures/coverage-disks.json' with { type: 'json' };
import {
  anyDisk,
  areaArbitrary,
  AREAS,
  disksArbitrary,
  HEIGHT,
  rectangle,
  toDisks,
  toPositions,
  WIDTH,
  type Disk,
} from '../../../../support/disk-scenes.ts';

/** Gap area by brute force: on lines 10 m apart, every stretch between crossings is tested against everything. */
function scanGapArea(area: PlanarMultiPolygon, disks: readonly Disk[]): number {
  const boundary = createAreaBoundary(area);
  const spacing = 10;
  let gap = 0;
  for (let y = spacing / 2; y < HEIGHT; y += spacing) {
    const near = disks.filter((disk) => Math.abs(disk.y - y) < disk.r);
    const stops = near.flatMap(({ x, y: centreY, r }) => [
      x - Math.sqrt(r ** 2 - (y - centreY) ** 2),
      x + Math.sqrt(r ** 2 - (y - centreY) ** 2),
    ]);
    for (let q = 0; q < boundary.edgeCount; q++) {
      const t = (y - boundary.startY[q]!) / (boundary.endY[q]! - boundary.startY[q]!);
      if (t >= 0 && t <= 1) stops.push(boundary.startX[q]! + t * (boundary.endX[q]! - boundary.startX[q]!));
    }
    stops.sort((a, b) => a - b);
    for (let k = 0; k + 1 < stops.length; k++) {
      const x = (stops[k]! + stops[k + 1]!) / 2;
      const isGap =
        boundary.isInside(x, y) && near.every((disk) => (disk.x - x) ** 2 + (disk.y - y) ** 2 > disk.r ** 2);
      if (isGap) gap += (stops[k + 1]! - stops[k]!) * spacing;
    }
  }
  return gap;
}

/** Everything that must hold of any result; returns the gap's area. */
function checkedGapArea(area: PlanarMultiPolygon, disks: readonly Disk[]): number {
  const union = createDiskUnion(area);
  const result = union.computeGaps(toDisks(disks));
  const { areaSquareMeters, observedAreaSquareMeters, gapAreaSquareMeters, gaps } = result;
  expect(observedAreaSquareMeters + gapAreaSquareMeters).toBeCloseTo(areaSquareMeters, 4);
  expect(gapAreaSquareMeters).toBeGreaterThanOrEqual(0);
  expect(observedAreaSquareMeters).toBeGreaterThanOrEqual(0);
  expect(union.computeFigures(toDisks(disks))).toEqual({
    areaSquareMeters,
    observedAreaSquareMeters,
    gapAreaSquareMeters,
  });
  expect(gaps.reduce((sum, gap) => sum + gap.areaSquareMeters, 0)).toBeCloseTo(gapAreaSquareMeters, 2);
  return gapAreaSquareMeters;
}

/** Half the jitter along every boundary, which is what the result may be off by. */
const jitterSlack = (disks: readonly Disk[]): number =>
  0.001 * (2 * (WIDTH + HEIGHT) + disks.reduce((sum, { r }) => sum + 2 * Math.PI * r, 0));

describe('createDiskUnion', () => {
  for (const { id, x, y, radiusMeters, expected } of reference.cases) {
    it(`reproduces ${id} of the reference`, () => {
      const union = createDiskUnion([[reference.boundary.utm]]);
      expect(union.areaSquareMeters).toBeCloseTo(reference.boundary.areaUtmSquareMeters, 2);
      const result = union.computeGaps({
        x: Float64Array.from(x),
        y: Float64Array.from(y),
        radiusMeters: Float64Array.from(radiusMeters),
      });
      const exact = expected.uncoveredExactUtmSquareMeters;
      expect(Math.abs(result.gapAreaSquareMeters - exact) / exact).toBeLessThan(1e-6);
      expect(result.gaps.filter((gap) => gap.areaSquareMeters > 10_000)).toHaveLength(expected.gaps1024.over_10000m2);
      expect(result.gaps.filter((gap) => gap.areaSquareMeters > 100)).toHaveLength(expected.gaps1024.over_100m2);
      expect(result.gaps.reduce((sum, gap) => sum + gap.rings.length - 1, 0)).toBe(expected.gaps1024.holes);
      expect(Math.abs(result.gaps[0]!.areaSquareMeters / expected.gaps1024.largest_m2 - 1)).toBeLessThan(1e-4);
    });
  }

  it('knows disks by formula: alone, in the corner, two as a lens, and at the rim of a hole', () => {
    const area = AREAS['rectangle']!;
    expect(WIDTH * HEIGHT - checkedGapArea(area, [{ x: 2_000, y: 1_500, r: 700 }])).toBeCloseTo(Math.PI * 700 ** 2, 3);
    expect(WIDTH * HEIGHT - checkedGapArea(area, [{ x: 0, y: 0, r: 700 }])).toBeCloseTo((Math.PI * 700 ** 2) / 4, -1);
    const lens = 2 * 500 ** 2 * (Math.PI / 3 - Math.sqrt(3) / 4);
    const two = [
      { x: 1_500, y: 1_500, r: 500 },
      { x: 2_000, y: 1_500, r: 500 },
    ];
    expect(WIDTH * HEIGHT - checkedGapArea(area, two)).toBeCloseTo(2 * Math.PI * 500 ** 2 - lens, -1);
    expect(11e6 - checkedGapArea(AREAS['with a hole']!, [{ x: 1_500, y: 1_500, r: 1_000 }])).toBeCloseTo(
      Math.PI * 1e6 - 1e6,
      -1,
    );
  });

  it('makes polygons with holes: nothing, a hole, a gap inside a ring of disks', () => {
    const union = createDiskUnion(AREAS['rectangle']!);
    expect(union.computeGaps(toDisks([])).gaps).toEqual([
      { areaSquareMeters: 12e6, rings: [Float64Array.from(rectangle(0, 0, WIDTH, HEIGHT).flat())] },
    ]);
    const ring = Array.from({ length: 12 }, (_, k) => ({
      x: 2_000 + 900 * Math.cos((k * Math.PI) / 6),
      y: 1_500 + 900 * Math.sin((k * Math.PI) / 6),
      r: 300,
    }));
    const { gaps } = union.computeGaps(toDisks(ring), { arcErrorMeters: 0.01 });
    expect(gaps.map((gap) => gap.rings.length)).toEqual([2, 1]);
    for (const gap of gaps) {
      const flattened = gap.rings.reduce((sum, vertices) => sum + computeSignedArea(toPositions(vertices)), 0);
      // Chords stay within 1 cm of the arcs and always on the disks' side.
      expect(flattened - gap.areaSquareMeters).toBeGreaterThan(0);
      expect(flattened - gap.areaSquareMeters).toBeLessThan(0.01 * 12 * 2 * Math.PI * 300);
    }
  });

  it('leaves out what observes nothing and survives anything finite', () => {
    const area = AREAS['with a hole']!;
    for (const [x, y, r] of [
      [1, 1, 0],
      [1, 1, -5],
      [Number.NaN, 1, 9],
      [1, 1, Number.NaN],
      [Infinity, 1, 9],
      [1e9, 0, 5],
      [2_000, 1_500, 1e-9],
      [1e300, 1e300, 1e300],
    ] as const) {
      expect(checkedGapArea(area, [{ x, y, r }])).toBe(11e6);
    }
    for (const r of [1e5, 1e9, Number.MAX_VALUE, Infinity]) expect(checkedGapArea(area, [{ x: 0, y: 0, r }])).toBe(0);
    expect(createDiskUnion([]).computeGaps(toDisks([{ x: 0, y: 0, r: 5 }]))).toMatchObject({
      areaSquareMeters: 0,
      observedAreaSquareMeters: 0,
      gapAreaSquareMeters: 0,
      gaps: [],
    });
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.double(), y: fc.double(), r: fc.double() }), { maxLength: 8 }),
        (disks) => {
          checkedGapArea(area, disks);
        },
      ),
    );
  });

  it('finds every degenerate scene its area, with rings that close', () => {
    const scenes: Disk[][] = [];
    for (const r of [250, 500, 1_000]) {
      for (const step of [r / 2, r, Math.SQRT2 * r, 2 * r]) {
        for (const times of [1, 3, 20]) {
          const scene: Disk[] = [];
          for (let x = 0; x <= WIDTH; x += step) {
            for (let y = 0; y <= HEIGHT; y += step * 2) for (let k = 0; k < times; k++) scene.push({ x, y, r });
          }
          scenes.push(scene);
        }
      }
    }
    // Nested, touching from inside, and concentric on a vertex and on an edge.
    for (const at of [0, 1_000, 2_000]) {
      for (let nested = 1; nested <= 8; nested++) {
        scenes.push(Array.from({ length: nested }, (_, k) => ({ x: at + 100 * k, y: 1_000, r: 1_000 - 100 * k })));
        scenes.push(Array.from({ length: nested }, (_, k) => ({ x: at, y: at, r: 200 * (k + 1) })));
      }
    }
    expect(scenes.length).toBeGreaterThan(60);
    for (const [k, scene] of scenes.entries()) {
      const area = Object.values(AREAS)[k % Object.keys(AREAS).length]!;
      const scanned = scanGapArea(
        area,
        scene.filter(
          (disk, i) => disk.x !== scene[i + 1]?.x || disk.y !== scene[i + 1]?.y || disk.r !== scene[i + 1]?.r,
        ),
      );
      expect(Math.abs(checkedGapArea(area, scene) - scanned)).toBeLessThan(0.002 * WIDTH * HEIGHT);
    }
  }, 60_000);

  it('agrees with brute force on random layouts', () => {
    fc.assert(
      fc.property(areaArbitrary, disksArbitrary, (area, disks) => {
        expect(Math.abs(checkedGapArea(area, disks) - scanGapArea(area, disks))).toBeLessThan(0.002 * WIDTH * HEIGHT);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('only shrinks the gap when a disk is added', () => {
    fc.assert(
      fc.property(areaArbitrary, disksArbitrary, anyDisk, (area, disks, added) => {
        expect(checkedGapArea(area, [...disks, added])).toBeLessThanOrEqual(checkedGapArea(area, disks) + 1e-3);
      }),
    );
  });

  it('does not depend on the order of the disks, nor on where the plane has its origin', () => {
    fc.assert(
      fc.property(
        areaArbitrary,
        disksArbitrary,
        fc.integer({ min: -600_000, max: 4_000_000 }),
        (area, disks, shift) => {
          const expected = checkedGapArea(area, disks);
          expect(Math.abs(checkedGapArea(area, disks.toReversed()) - expected)).toBeLessThanOrEqual(jitterSlack(disks));
          const movedArea = area.map((polygon) =>
            polygon.map((ring) => ring.map(([x, y]): Position => [x! + shift, y! - shift])),
          );
          const moved = disks.map((disk) => ({ ...disk, x: disk.x + shift, y: disk.y - shift }));
          expect(Math.abs(checkedGapArea(movedArea, moved) - expected)).toBeLessThanOrEqual(1e-3);
        },
      ),
    );
  });

  it('handles disks of very different sizes, a thousand in one place, and a dense city', () => {
    const area = AREAS['rectangle']!;
    const tiny = Array.from({ length: 2_000 }, (_, k) => ({ x: (k * 37) % WIDTH, y: (k * 91) % HEIGHT, r: 3 }));
    const many: Disk[] = [{ x: -20_000, y: 1_500, r: 22_000 }, ...tiny];
    expect(Math.abs(checkedGapArea(area, many) - scanGapArea(area, many))).toBeLessThan(0.002 * WIDTH * HEIGHT);
    const parked = Array.from({ length: 1_000 }, () => ({ x: 2_000, y: 1_500, r: 800 }));
    expect(WIDTH * HEIGHT - checkedGapArea(area, parked)).toBeCloseTo(Math.PI * 800 ** 2, -1);
    const dense = Array.from({ length: 5_000 }, (_, k) => ({
      x: (k * 37.7) % WIDTH,
      y: (k * 91.3) % HEIGHT,
      r: 60 + (k % 7) * 20,
    }));
    expect(checkedGapArea(area, dense)).toBeCloseTo(checkedGapArea(area, dense.toReversed()), -1);
  });
});
