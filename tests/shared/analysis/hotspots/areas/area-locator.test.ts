import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAreaLocator } from '@liaowang/shared/analysis/hotspots/areas/area-locator';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import type { AreaGeometry, LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { createAreaTiling } from '../../../../support/area-tiling.ts';

/** The areas of each place. */
function locate(areas: readonly AreaGeometry[], places: readonly LngLat[]): number[][] {
  const { starts, areas: found } = createAreaLocator(areas).locate(
    places.map(([lng]) => lng),
    places.map(([, lat]) => lat),
  );
  return places.map((_, i) => [...found.subarray(starts[i], starts[i + 1])]);
}
const square = (west: number, south: number, size: number): LngLat[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const polygon = (...coordinates: LngLat[][]): PolygonGeometry => ({ type: 'Polygon', coordinates });

/** A star-shaped ring about a middle: any such is simple. */
const star = fc
  .record({
    lng: fc.double({ min: 118, max: 118.5, noNaN: true }),
    lat: fc.double({ min: 34, max: 34.5, noNaN: true }),
    radii: fc.array(fc.double({ min: 0.01, max: 0.2, noNaN: true }), { minLength: 3, maxLength: 40 }),
  })
  .map(({ lng, lat, radii }): PolygonGeometry => {
    const ring = radii.map((radius, i): LngLat => [
      lng + radius * Math.cos((i * 2 * Math.PI) / radii.length),
      lat + radius * Math.sin((i * 2 * Math.PI) / radii.length),
    ]);
    return polygon([...ring, ring[0]!]);
  });
const places = fc.array(
  fc.tuple(fc.double({ min: 117.9, max: 118.6, noNaN: true }), fc.double({ min: 33.9, max: 34.6, noNaN: true })),
  { minLength: 1, maxLength: 200 },
);

describe('areas of places', () => {
  it('are those that Turf finds, whatever the shapes, overlapping or not', () => {
    fc.assert(
      fc.property(fc.array(star, { minLength: 1, maxLength: 8 }), places, (areas, at) => {
        const expected = at.map((place) => areas.flatMap((area, i) => (booleanPointInPolygon(place, area) ? i : [])));
        expect(locate(areas, at)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('are those that Turf finds where areas have holes and parts', () => {
    const ring = polygon(square(0, 0, 10), square(3, 3, 4).toReversed());
    const parts: AreaGeometry = {
      type: 'MultiPolygon',
      coordinates: [[square(4, 4, 1)], [square(20, 0, 5), square(21, 1, 1).toReversed()]],
    };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -1, max: 26, noNaN: true }), fc.double({ min: -1, max: 11, noNaN: true })), {
          minLength: 1,
          maxLength: 100,
        }),
        (at) => {
          expect(locate([ring, parts], at)).toEqual(
            at.map((place) =>
              [ring, parts].flatMap((area, i) =>
                booleanPointInPolygon(place, area, { ignoreBoundary: false }) ? i : [],
              ),
            ),
          );
        },
      ),
    );
  });

  it('are exactly one for every place of a tiling: inside, on shared borders and on their corners', () => {
    const tiles = createAreaTiling({ west: 118, south: 34, east: 119, north: 35, columns: 6, rows: 5, pieces: 7 });
    const random = createRandom(3);
    const inside = Array.from({ length: 5_000 }, (): LngLat => [118 + random(), 34 + random()]);
    const isOfCity = ([lng, lat]: LngLat): boolean => lng >= 118 && lng < 119 && lat >= 34 && lat < 35;
    const corners = tiles.flatMap(({ coordinates }) => coordinates[0]!).filter(isOfCity);
    expect(corners.length).toBeGreaterThan(500);
    for (const found of locate(tiles, [...inside, ...corners])) expect(found).toHaveLength(1);
    // Edges of a grid of squares hold their places exactly.
    const squares = Array.from({ length: 16 }, (_, i) =>
      polygon(i % 2 === 0 ? square(i % 4, Math.floor(i / 4), 1) : square(i % 4, Math.floor(i / 4), 1).toReversed()),
    );
    const borders = Array.from({ length: 41 }, (_, i): LngLat[] => [
      [i / 10, 2],
      [2, i / 10],
      [i / 10, 0.5],
    ])
      .flat()
      .filter(([lng, lat]) => lng < 4 && lat < 4);
    for (const found of locate(squares, borders)) expect(found).toHaveLength(1);
  });

  it('are none outside, and none of no areas', () => {
    expect(
      locate(
        [polygon(square(0, 0, 1))],
        [
          [2, 0.5],
          [0.5, -1],
          [-0.1, 0.5],
          [Number.NaN, 0],
        ],
      ),
    ).toEqual([[], [], [], []]);
    expect(locate([], [[0, 0]])).toEqual([[]]);
  });
});
