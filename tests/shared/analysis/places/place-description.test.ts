import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { findLandmark, findStreet } from '@liaowang/shared/analysis/places/place-description';
import { createStreetIndex } from '@liaowang/shared/analysis/places/street-index';
import type { LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { Road } from '@liaowang/shared/schemas/road';

const CENTER: LngLat = [118.35, 34.37];
const plane = createLocalProjection(...CENTER);
const at = (eastMeters: number, northMeters: number): LngLat => plane.inverse(eastMeters, northMeters);
const named = (name: string) => ({ zh: name, en: '' });
const road = (id: number, name: string | null, ...lines: LngLat[][]): Road => ({
  id,
  name: name === null ? null : named(name),
  roadClass: 'street',
  lines,
});

const ROADS = [
  road(1, '钟吾路', [at(-1_500, 0), at(0, 10)], [at(200, 0), at(1_500, 0)]),
  road(2, '人民路', [at(100, -600), at(100, 600)]),
  road(3, '短巷', [at(900, 40), at(900, 140)]),
  road(4, null, [at(-900, 50), at(-900, 60)]),
];
const streets = createStreetIndex(ROADS, CENTER);

describe('createStreetIndex', () => {
  it.each([
    [-1_200, 20, '钟吾路', 'west'],
    [-100, 30, '钟吾路', 'middle'],
    [1_400, -60, '钟吾路', 'east'],
    [120, -500, '人民路', 'south'],
    [80, 580, '人民路', 'north'],
    // A hundred metres are no street with parts.
    [890, 130, '短巷', null],
    // A lane without a name gives none: what is said is the street that has one.
    [-900, 55, '钟吾路', 'west'],
  ])('%i m east, %i m north is in %s, %s', (east, north, name, section) => {
    expect(streets.findNearest(at(east, north), 130)).toMatchObject({ name: named(name), section });
  });

  it('finds nothing where no street passes so near, in no street at all', () => {
    expect(streets.findNearest(at(-1_200, 133), 130)).toBeNull();
    expect(streets.findNearest(at(-1_200, 129), 130)?.distanceMeters).toBeCloseTo(127, 0);
    expect(createStreetIndex([road(4, null, [at(0, 0), at(1, 1)])], CENTER).findNearest(CENTER, 130)).toBeNull();
  });

  it('finds the nearest of many as trying all does', () => {
    const place = fc.tuple(fc.integer({ min: -800, max: 800 }), fc.integer({ min: -800, max: 800 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 30 }), place, (lines, [x, y]) => {
        const many = lines.map(([a, b], id) => road(id, `${id}路`, [at(...a), at(...b)]));
        const distances = lines.map(([a, b]) => distanceToSegment([x, y], a, b));
        const nearest = Math.min(...distances);
        const found = createStreetIndex(many, CENTER).findNearest(at(x, y), 200);
        // At the limit itself the plane's rounding decides.
        fc.pre(Math.abs(nearest - 200) > 0.001);
        expect(found !== null).toBe(nearest < 200);
        expect(found?.distanceMeters ?? 200).toBeCloseTo(Math.min(nearest, 200), 3);
      }),
    );
  });
});

/** The least of many points along it: slow and plain. */
function distanceToSegment([x, y]: number[], a: number[], b: number[]): number {
  const distanceAt = (t: number): number =>
    Math.hypot(x! - a[0]! - (b[0]! - a[0]!) * t, y! - a[1]! - (b[1]! - a[1]!) * t);
  let [low, high] = [0, 1];
  // Convex in t: thirds.
  for (let i = 0; i < 100; i++) {
    const [m, n] = [low + (high - low) / 3, high - (high - low) / 3];
    if (distanceAt(m) < distanceAt(n)) high = n;
    else low = m;
  }
  return distanceAt(low);
}

const square = (east: number, north: number, halfMeters: number): PolygonGeometry => ({
  type: 'Polygon',
  coordinates: [
    [
      at(east - halfMeters, north - halfMeters),
      at(east + halfMeters, north - halfMeters),
      at(east + halfMeters, north + halfMeters),
      at(east - halfMeters, north + halfMeters),
      at(east - halfMeters, north - halfMeters),
    ],
  ],
});

const known = {
  landmarks: [
    { name: named('人民广场'), position: at(0, -220) },
    { name: named('火车站'), position: at(1_000, 900) },
  ],
  towns: [{ name: named('邵店镇'), position: at(9_000, 9_000) }],
};

it('a place is in the street that passes within half a block', () => {
  expect(findStreet(at(-220, 0), { streets })).toMatchObject({ name: named('钟吾路'), section: 'middle' });
  expect(findStreet(at(-1_200, 140), { streets })).toBeNull();
});

describe('findLandmark', () => {
  it('says how far in which direction from what people know', () => {
    expect(findLandmark(at(-220, 0), known)).toEqual({
      name: named('人民广场'),
      isInside: false,
      distanceMeters: expect.closeTo(311, 0) as number,
      compassPoint: 7,
    });
  });

  it.each([
    [0, 100, 0],
    [300, 80, 1],
    [300, -220, 2],
    [300, -520, 3],
    [0, -520, 4],
    [-300, -520, 5],
    [-300, -220, 6],
    [-300, 80, 7],
  ])('%i m east and %i m north lies in eighth %i', (east, north, compassPoint) => {
    expect(findLandmark(at(east, north), known)).toMatchObject({ name: named('人民广场'), compassPoint });
  });

  it('gives no direction right beside it', () => {
    expect(findLandmark(at(20, -200), known)).toMatchObject({ isInside: false, compassPoint: null });
  });

  const ground = (geometry: PolygonGeometry, radiusMeters: number) => ({ geometry, radiusMeters });
  const market = {
    name: named('商贸城'),
    position: at(3_000, 3_000),
    ground: ground(square(3_000, 3_000, 400), 570),
  };
  const among = (...landmarks: (typeof market)[]) => ({ ...known, landmarks: [...known.landmarks, ...landmarks] });

  it('is in ground whose outline holds it, and otherwise so far from the outline, seen from its middle', () => {
    expect(findLandmark(at(3_300, 2_700), among(market))).toEqual({
      name: named('商贸城'),
      isInside: true,
      distanceMeters: 0,
      compassPoint: null,
    });
    expect(findLandmark(at(3_430, 3_000), among(market))).toMatchObject({
      isInside: false,
      distanceMeters: expect.closeTo(30, 1) as number,
      compassPoint: null,
    });
    expect(findLandmark(at(3_000, 2_400), among(market))).toMatchObject({
      distanceMeters: expect.closeTo(200, 1) as number,
      compassPoint: 4,
    });
  });

  it('measures to the edge of a hole, too', () => {
    const [rim] = market.ground.geometry.coordinates;
    const [hole] = square(3_000, 3_000, 200).coordinates;
    const ring = { ...market, ground: ground({ type: 'Polygon', coordinates: [rim!, hole!] }, 570) };
    expect(findLandmark(at(3_100, 3_000), among(ring))).toMatchObject({
      isInside: false,
      distanceMeters: expect.closeTo(100, 1) as number,
    });
  });

  it('names the first of two that hold a place', () => {
    const hall = { name: named('一号馆'), position: at(3_000, 3_000), ground: ground(square(3_000, 3_000, 50), 71) };
    expect(findLandmark(at(3_010, 3_000), among(hall, market))?.name).toEqual(named('一号馆'));
    expect(findLandmark(at(3_010, 3_000), among(market, hall))?.name).toEqual(named('商贸城'));
  });

  it('finds the same whether far grounds are passed by or looked at', () => {
    const place = fc.tuple(fc.integer({ min: -3_000, max: 3_000 }), fc.integer({ min: -3_000, max: 3_000 }));
    const half = fc.integer({ min: 10, max: 800 });
    fc.assert(
      fc.property(fc.array(fc.tuple(place, half), { minLength: 1, maxLength: 12 }), place, (grounds, [x, y]) => {
        const landmarks = grounds.map(([[east, north], halfMeters], i) => ({
          name: named(`${i}`),
          position: at(east, north),
          ground: ground(square(east, north, halfMeters), halfMeters * 1.45),
        }));
        const unbounded = landmarks.map((each) => ({ ...each, ground: { ...each.ground, radiusMeters: Infinity } }));
        const here = at(x, y);
        expect(findLandmark(here, { landmarks, towns: [] })).toEqual(
          findLandmark(here, { landmarks: unbounded, towns: [] }),
        );
      }),
    );
  });

  it('says the town with its distance where no landmark is near, and nothing where nothing is known', () => {
    expect(findLandmark(at(7_000, 7_000), known)).toMatchObject({ name: named('邵店镇'), compassPoint: 5 });
    expect(findLandmark(at(7_000, 7_000), { landmarks: [], towns: [] })).toBeNull();
  });
});
