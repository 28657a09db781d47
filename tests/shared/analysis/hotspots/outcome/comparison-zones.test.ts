import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAreaBoundary } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { findComparisonZones } from '@liaowang/shared/analysis/hotspots/outcome/comparison-zones';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const square = (x: number, y: number, side: number) => [
  [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
];
const CITY = createAreaBoundary(square(0, 0, 10_000));
const OUTLINE = square(1_000, 1_000, 200);

/** `count` incidents at each place. */
function search(
  places: ReadonlyArray<readonly [x: number, y: number, count: number]>,
  clearanceMeters = 600,
  hotspots = [OUTLINE],
) {
  const points = places.flatMap(([x, y, count]) => Array.from({ length: count }, () => [x, y] as const));
  return findComparisonZones({
    outline: OUTLINE,
    jurisdiction: CITY,
    hotspots: hotspots.map(createAreaBoundary),
    clearanceMeters,
    xs: Float64Array.from(points, ([x]) => x),
    ys: Float64Array.from(points, ([, y]) => y),
  });
}
const HERE = [1_100, 1_100, 10] as const;
const boxOf = (outline: ReturnType<typeof findComparisonZones>[number]['outline']) => {
  const xs = outline.flat(2).map(([x]) => x!);
  const ys = outline.flat(2).map(([, y]) => y!);
  return { minX: Math.min(...xs), maxX: Math.max(...xs), minY: Math.min(...ys), maxY: Math.max(...ys) };
};

describe('comparison zones', () => {
  it('are the places with the closest counts before, of the same shape', () => {
    const zones = search([
      HERE,
      [5_020, 5_020, 10],
      [8_020, 8_020, 9],
      [5_020, 8_020, 12],
      [8_020, 5_020, 3],
      [2_020, 8_020, 25],
    ]);
    expect(zones.map(({ before }) => before)).toEqual([10, 9, 12]);
    const { minX, maxX, minY, maxY } = boxOf(zones[0]!.outline);
    expect([maxX - minX, maxY - minY]).toEqual([200, 200]);
    expect([minX <= 5_020, maxX >= 5_020, minY <= 5_020, maxY >= 5_020]).toEqual([true, true, true, true]);
  });

  it('keep away from hotspots and lie in the jurisdiction', () => {
    expect(search([HERE, [1_800, 1_100, 10]])).toEqual([]);
    expect(search([HERE, [1_800, 1_100, 10]], 200)).toHaveLength(1);
    expect(search([HERE, [5_020, 5_020, 10]], 600, [OUTLINE, square(5_300, 5_000, 200)])).toEqual([]);
    expect(search([HERE, [9_999, 5_020, 10]])).toEqual([]);
  });

  it('do not exist for a place where nothing happened before', () => {
    expect(search([[5_020, 5_020, 10]])).toEqual([]);
  });

  it('are five at most, apart from each other, between half and twice the count, and the same each time', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = createRandom(seed);
        const places = [
          HERE,
          ...Array.from(
            { length: 150 },
            () => [random() * 10_000, random() * 10_000, 1 + Math.floor(random() * 25)] as const,
          ),
        ];
        const zones = search(places);
        expect(zones.length).toBeLessThanOrEqual(5);
        const boxes = zones.map(({ outline }) => boxOf(outline));
        zones.forEach(({ before }, i) => {
          const { minX, maxX, minY, maxY } = boxes[i]!;
          expect(before).toBeGreaterThanOrEqual(5);
          expect(before).toBeLessThanOrEqual(
            2 *
              places
                .filter(([x, y]) => x >= 1_000 && x <= 1_200 && y >= 1_000 && y <= 1_200)
                .reduce((sum, [, , count]) => sum + count, 0),
          );
          expect(Math.min(minX, minY)).toBeGreaterThanOrEqual(0);
          expect(Math.max(maxX, maxY)).toBeLessThanOrEqual(10_000);
          expect(
            Math.hypot(Math.max(0, minX - 1_200, 1_000 - maxX), Math.max(0, minY - 1_200, 1_000 - maxY)),
          ).toBeGreaterThanOrEqual(600);
          boxes
            .slice(0, i)
            .forEach((other) =>
              expect(minX >= other.maxX || maxX <= other.minX || minY >= other.maxY || maxY <= other.minY).toBe(true),
            );
        });
        expect(search(places.toReversed())).toEqual(zones);
      }),
      { numRuns: 30 },
    );
  });
});
