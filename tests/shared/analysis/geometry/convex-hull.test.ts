import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeClusterOutlines, computeConvexHull } from '@liaowang/shared/analysis/geometry/convex-hull';
import { computeDbscan } from '@liaowang/shared/analysis/hotspots/zones/dbscan';

interface Point {
  x: number;
  y: number;
}

function findHull(points: readonly Point[]): Point[] {
  return Array.from(
    computeConvexHull({ xs: points.map(({ x }) => x), ys: points.map(({ y }) => y) }),
    (i) => points[i]!,
  );
}

/** Positive if c is left of the way from a to b. */
const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

function toTurns(hull: readonly Point[], point: (i: number) => Point): number[] {
  return hull.map((corner, i) => turn(corner, hull[(i + 1) % hull.length]!, point(i)));
}

const onLattice = fc.record({ x: fc.integer({ min: -9, max: 9 }), y: fc.integer({ min: -9, max: 9 }) });
const anywhere = fc.record({
  x: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
  y: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
});

describe('convex hull', () => {
  it('turns left at each corner and contains all points', () => {
    fc.assert(
      fc.property(fc.array(onLattice, { maxLength: 60 }), (points) => {
        const hull = findHull(points);
        if (hull.length < 3) return;
        expect(Math.min(...toTurns(hull, (i) => hull[(i + 2) % hull.length]!))).toBeGreaterThan(0);
        for (const point of points) expect(Math.min(...toTurns(hull, () => point))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it('contains all points of the plane, to rounding', () => {
    fc.assert(
      fc.property(fc.array(anywhere, { minLength: 3, maxLength: 60 }), (points) => {
        const hull = findHull(points);
        if (hull.length < 3) return;
        // Twice the area of the triangle, of up to 4e10 m².
        for (const point of points) expect(Math.min(...toTurns(hull, () => point))).toBeGreaterThan(-1e-3);
      }),
      { numRuns: 300 },
    );
  });

  it('is a line or a place where points have no area', () => {
    const corners: Point[] = [
      { x: 0, y: 0 },
      { x: 2, y: 4 },
      { x: 1, y: 2 },
      { x: 3, y: 6 },
      { x: 0, y: 0 },
    ];
    expect(findHull(corners)).toEqual([
      { x: 0, y: 0 },
      { x: 3, y: 6 },
    ]);
    expect(
      findHull([
        { x: 5, y: 3 },
        { x: 5, y: -1 },
        { x: 5, y: 1 },
      ]),
    ).toEqual([
      { x: 5, y: -1 },
      { x: 5, y: 3 },
    ]);
    expect(
      findHull([
        { x: 7, y: 7 },
        { x: 7, y: 7 },
        { x: 7, y: 7 },
      ]),
    ).toEqual([{ x: 7, y: 7 }]);
    expect(findHull([])).toEqual([]);
    expect(
      findHull([
        { x: Number.NaN, y: 0 },
        { x: 1, y: 1 },
      ]),
    ).toEqual([{ x: 1, y: 1 }]);
  });

  it('starts in the west, goes against the clock and leaves out what is on an edge or inside', () => {
    const square: Point[] = [
      { x: 2, y: 2 },
      { x: 1, y: 0 },
      { x: 0, y: 2 },
      { x: 1, y: 1 },
      { x: 2, y: 0 },
      { x: 0, y: 0 },
    ];
    expect(findHull(square)).toEqual([
      { x: 0, y: 0 },
      { x: 2, y: 0 },
      { x: 2, y: 2 },
      { x: 0, y: 2 },
    ]);
  });

  it('outlines each cluster by its own points', () => {
    const xs = [0, 500, 10, 500, 0, 9_999, 5];
    const ys = [0, 500, 0, 510, 10, 9_999, 3];
    const clusters = computeDbscan({ xs, ys }, { epsMeters: 15, minPoints: 2 });
    expect(computeClusterOutlines({ xs, ys }, clusters).map((outline) => [...outline])).toEqual([
      [0, 2, 4],
      [1, 3],
    ]);
  });
});
