import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { createRevisitGrid, findCell, findCellsOf, findCentres } from '@liaowang/shared/analysis/revisit/revisit-grid';
import { forEachSeenRun } from '@liaowang/shared/analysis/revisit/seen-ground';

const CENTER: LngLat = [118.35, 34.37];
const projection = createLocalProjection(...CENTER);
const toRing = (places: ReadonlyArray<readonly [x: number, y: number]>): LngLat[] =>
  [...places, places[0]!].map(([x, y]) => projection.inverse(x, y));
/** A bay in the east, a hole, and an island. */
const CITY: AreaGeometry = {
  type: 'MultiPolygon',
  coordinates: [
    [
      toRing([
        [-2_010, -1_490],
        [2_030, -1_510],
        [600, 40],
        [1_990, 1_530],
        [-1_980, 1_470],
      ]),
      toRing([
        [-900, -300],
        [-300, -320],
        [-310, 410],
        [-870, 390],
      ]),
    ],
    [
      toRing([
        [2_400, -400],
        [2_910, -400],
        [2_900, 310],
        [2_410, 300],
      ]),
    ],
  ],
};
const grid = createRevisitGrid({ center: CENTER, boundary: CITY });
const { xs, ys } = findCentres(grid);

function isInside(area: AreaGeometry, x: number, y: number): boolean {
  const rings = (area.type === 'Polygon' ? [area.coordinates] : area.coordinates)
    .flat()
    .map((ring) => ring.map(([lng, lat]) => projection.forward(lng, lat)));
  return rings.reduce((inside, ring) => {
    let odd = inside;
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!];
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) odd = !odd;
    }
    return odd;
  }, false);
}

describe('the grid', () => {
  it('has exactly the cells whose centres lie in the city, each found at its centre', () => {
    let inside = 0;
    const wrong: number[][] = [];
    for (let row = 0; row < grid.rows; row++) {
      for (let column = 0; column < grid.columns; column++) {
        const x = grid.originX + (column + 0.5) * grid.cellMeters;
        const y = grid.originY + (row + 0.5) * grid.cellMeters;
        const cell = findCell(grid, x, y);
        if (cell >= 0 !== isInside(CITY, x, y) || (cell >= 0 && (cell !== inside || xs[cell] !== x || ys[cell] !== y)))
          wrong.push([row, column]);
        if (cell >= 0) inside++;
      }
    }
    expect(wrong).toEqual([]);
    expect(grid.cellCount).toBe(inside);
    expect(inside).toBeGreaterThan(3_500);
  });

  it('is the same for the same city, and another for another cell size or boundary', () => {
    expect(createRevisitGrid({ center: CENTER, boundary: CITY }).key).toBe(grid.key);
    expect(createRevisitGrid({ center: CENTER, boundary: CITY, cellMeters: 60 }).key).not.toBe(grid.key);
    const withoutIsland: AreaGeometry = { type: 'MultiPolygon', coordinates: CITY.coordinates.slice(0, 1) as never };
    expect(createRevisitGrid({ center: CENTER, boundary: withoutIsland }).key).not.toBe(grid.key);
  });

  it('knows the cells of an area, of a part outside nothing, and one cell of an area smaller than a cell', () => {
    const area: AreaGeometry = {
      type: 'Polygon',
      coordinates: [
        toRing([
          [-1_200, -800],
          [800, -700],
          [300, 900],
        ]),
      ],
    };
    const expected = Array.from(xs, (x, cell) => (isInside(area, x, ys[cell]!) ? cell : -1)).filter(
      (cell) => cell >= 0,
    );
    expect([...findCellsOf(grid, area)]).toEqual(expected);
    const tiny: AreaGeometry = {
      type: 'Polygon',
      coordinates: [
        toRing([
          [-1_001, 701],
          [-999, 701],
          [-999, 703],
        ]),
      ],
    };
    expect([...findCellsOf(grid, tiny)]).toEqual([findCell(grid, -1_001, 701)]);
    expect([
      ...findCellsOf(grid, {
        type: 'Polygon',
        coordinates: [
          toRing([
            [9_000, 0],
            [9_500, 0],
            [9_500, 400],
          ]),
        ],
      }),
    ]).toEqual([]);
  });

  it('refuses a boundary without any cell', () => {
    expect(() =>
      createRevisitGrid({
        center: CENTER,
        boundary: {
          type: 'Polygon',
          coordinates: [
            toRing([
              [1, 1],
              [2, 1],
              [2, 2],
            ]),
          ],
        },
      }),
    ).toThrow(RangeError);
  });
});

describe('ground seen along a path', () => {
  const coordinate = fc.integer({ min: -40_000, max: 40_000 }).map((n) => n / 10);
  const seenFrom = (...[fromX, fromY, toX, toY, radius]: [number, number, number, number, number]) => {
    const cells: number[] = [];
    forEachSeenRun(grid, fromX, fromY, toX, toY, radius, (first, end) => {
      for (let cell = first; cell < end; cell++) cells.push(cell);
    });
    return cells;
  };

  it('is every cell whose centre is within range of the segment, each once', () => {
    fc.assert(
      fc.property(
        coordinate,
        coordinate,
        coordinate,
        coordinate,
        fc.integer({ min: 1, max: 1_200 }),
        fc.boolean(),
        (fromX, fromY, x, y, radius, stays) => {
          const [toX, toY] = stays ? [fromX, fromY] : [x, y];
          const lengthSquared = (toX - fromX) ** 2 + (toY - fromY) ** 2;
          const distanceTo = (cell: number): number => {
            const share =
              lengthSquared === 0
                ? 0
                : Math.min(
                    1,
                    Math.max(
                      0,
                      ((xs[cell]! - fromX) * (toX - fromX) + (ys[cell]! - fromY) * (toY - fromY)) / lengthSquared,
                    ),
                  );
            return Math.hypot(xs[cell]! - fromX - share * (toX - fromX), ys[cell]! - fromY - share * (toY - fromY));
          };
          const seen = new Set(seenFrom(fromX, fromY, toX, toY, radius));
          expect(seenFrom(fromX, fromY, toX, toY, radius)).toHaveLength(seen.size);
          // A centre on the very edge may fall either way.
          const wrong = Array.from(xs, (_, cell) => cell).filter((cell) => {
            const distance = distanceTo(cell);
            return Math.abs(distance - radius) > 1e-6 && seen.has(cell) !== distance < radius;
          });
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('along a row, a column and nowhere near', () => {
    expect(seenFrom(-1_000, -1_000, -800, -1_000, 60).length).toBeGreaterThan(10);
    expect(seenFrom(-1_000, -1_000, -1_000, -800, 60).length).toBeGreaterThan(10);
    expect(seenFrom(50_000, 0, 60_000, 0, 500)).toEqual([]);
  });
});
