import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeCoverage,
  prepareArea,
  type ObservedDisks,
  type PreparedArea,
} from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { computeSignedArea, createAreaBoundary } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import reference from '../../../fixtures/coverage-disks.json' with { type: 'json' };

const projection = createLocalProjection(118.35, 34.25);

function prepare(id: string, geometry: AreaGeometry): PreparedArea {
  const result = prepareArea({ id, geometry }, projection);
  if (!result.ok) throw new Error(result.reason);
  return result.area;
}

const rectangle = (west: number, south: number, east: number, north: number): LngLat[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const city = prepare('jurisdiction', { type: 'Polygon', coordinates: [reference.boundary.lonlat as LngLat[]] });
const school = prepare('key-area:1', { type: 'Polygon', coordinates: [rectangle(118.34, 34.24, 118.36, 34.26)] });
const twin = prepare('key-area:2', {
  type: 'MultiPolygon',
  coordinates: [[rectangle(118.2, 34.2, 118.21, 34.21)], [rectangle(118.22, 34.2, 118.24, 34.21)]],
});

function toDisks(disks: readonly (readonly [number, number, number])[]): ObservedDisks {
  return {
    lngs: Float64Array.from(disks, ([lng]) => lng),
    lats: Float64Array.from(disks, ([, lat]) => lat),
    radiusMeters: Float64Array.from(disks, ([, , radius]) => radius),
  };
}

describe('prepareArea', () => {
  it('refuses a polygon that crosses itself and says where', () => {
    const bowTie: LngLat[] = [
      [118, 34],
      [118.02, 34.02],
      [118.02, 34],
      [118, 34.02],
      [118, 34],
    ];
    const result = prepareArea({ id: 'x', geometry: { type: 'Polygon', coordinates: [bowTie] } }, projection);
    expect(result).toMatchObject({ ok: false, reason: 'self-crossing' });
    expect(result).toHaveProperty('at', [expect.closeTo(118.01, 4), expect.closeTo(34.01, 4)]);
  });

  it('knows the area on the ellipsoid', () => {
    expect(Math.abs(city.areaSquareMeters / reference.boundary.areaGeodesicSquareMeters - 1)).toBeLessThan(2e-9);
  });
});

describe('computeCoverage', () => {
  for (const { id, lon, lat, radiusMeters, expected } of reference.cases) {
    it(`reproduces the geodesic figures of ${id}`, () => {
      const disks = {
        lngs: Float64Array.from(lon),
        lats: Float64Array.from(lat),
        radiusMeters: Float64Array.from(radiusMeters),
      };
      const [result] = computeCoverage({ areas: [city], disks });
      expect(Math.abs(1 - result!.share - expected.uncoveredShareGeodesic)).toBeLessThan(
        reference.tolerance.geodesicShareAbsolute,
      );
      const uncovered = result!.areaSquareMeters - result!.observedAreaSquareMeters;
      expect(Math.abs(uncovered - expected.uncoveredGeodesicSquareMeters) / result!.areaSquareMeters).toBeLessThan(
        1e-4,
      );
      expect(Math.abs(result!.gaps[0]!.areaSquareMeters / expected.gaps1024.largest_m2 - 1)).toBeLessThan(5e-3);
    });
  }

  it('answers for every area, in order, each with its own gaps, largest first', () => {
    const results = computeCoverage({ areas: [city, school, twin], disks: toDisks([[118.205, 34.205, 3_000]]) });
    expect(results.map((result) => result.id)).toEqual(['jurisdiction', 'key-area:1', 'key-area:2']);
    expect(results.map((result) => result.gaps.length)).toEqual([1, 1, 1]);
    expect(results[1]!.share).toBe(0);
    expect(results[2]!.share).toBeGreaterThan(0.5);
    const uncovered = computeCoverage({ areas: [twin], disks: toDisks([]) })[0]!;
    expect(uncovered.gaps.map((gap) => Math.round(gap.areaSquareMeters / 10_000))).toEqual([204, 102]);
    expect(uncovered.gaps[0]).not.toHaveProperty('geometry');
  });

  it('lists gaps only of the areas asked for; figures are the same without', () => {
    const disks = toDisks([
      [118.35, 34.25, 1_300],
      [118.22, 34.205, 900],
    ]);
    const all = computeCoverage({ areas: [city, school, twin], disks }, { withGapSpans: true });
    const some = computeCoverage({ areas: [city, school, twin], disks }, { gapAreaIds: new Set(['key-area:1']) });
    const none = computeCoverage({ areas: [city, school, twin], disks }, { gapAreaIds: 'none' });
    for (const results of [some, none])
      expect(results.map(({ share }) => share)).toEqual(all.map(({ share }) => share));
    expect(all.map(({ gaps }) => gaps.length > 0)).toEqual([true, true, true]);
    expect(some.map(({ gaps }) => gaps.length > 0)).toEqual([false, true, false]);
    expect(none.flatMap(({ gaps }) => gaps)).toEqual([]);
    expect(some[1]!.gaps[0]).not.toHaveProperty('spans');
    for (const gap of all[1]!.gaps) {
      // Lines are 20 m apart, so their stretches times 20 m are about the area.
      let meters = 0;
      for (let k = 0; k < gap.spans!.length; k += 3) meters += gap.spans![k + 2]! - gap.spans![k + 1]!;
      expect(Math.abs((meters * 20) / gap.areaSquareMeters - 1)).toBeLessThan(0.15);
    }
  });

  it('counts the gaps of areas that are not listed when asked to, and says where their ground is', () => {
    const disks = toDisks([
      [118.35, 34.25, 1_300],
      [118.22, 34.205, 900],
    ]);
    const all = computeCoverage({ areas: [city, school, twin], disks });
    const counted = computeCoverage(
      { areas: [city, school, twin], disks },
      { gapAreaIds: new Set(['key-area:1']), withUnobserved: true },
    );
    expect(counted.map(({ gaps }) => gaps.length > 0)).toEqual([false, true, false]);
    for (const [i, { gapCount, unobserved, areaSquareMeters, observedAreaSquareMeters }] of counted.entries()) {
      expect(gapCount).toBe(all[i]!.gaps.length);
      expect(unobserved).toEqual(all[i]!.unobserved);
      expect(unobserved!.labelPoint).toEqual(all[i]!.gaps[0]!.labelPoint);
      expect(unobserved!.areaSquareMeters).toBeCloseTo(areaSquareMeters - observedAreaSquareMeters, 3);
    }
    expect(computeCoverage({ areas: [city], disks }, { gapAreaIds: 'none' })[0]).toMatchObject({
      gapCount: 0,
      unobserved: null,
    });
  });

  it('takes the unobserved ground of an area together: whoever drives through it parts it, but takes away no more than is seen', () => {
    // Some 2.2 km from south to north, 1.8 km from west to east; disks in a row across its middle.
    const across = Array.from({ length: 13 }, (_, k): [number, number, number] => [
      118.35,
      34.24 + (k / 12) * 0.02,
      120,
    ]);
    const [before, after] = [toDisks([]), toDisks(across)].map(
      (disks) => computeCoverage({ areas: [school], disks })[0]!,
    );
    expect([before!.gapCount, after!.gapCount]).toEqual([1, 2]);
    expect(after!.gaps[0]!.areaSquareMeters / before!.gaps[0]!.areaSquareMeters).toBeLessThan(0.5);
    expect(after!.unobserved!.areaSquareMeters / before!.unobserved!.areaSquareMeters).toBeGreaterThan(0.85);
    // Both parts are within what is shown, and it is no larger than they are.
    for (const [k, edge] of [118.34, 34.24, 118.36, 34.26].entries())
      expect(after!.unobserved!.bounds[k]).toBeCloseTo(edge, 4);
  });

  it('has no gap where all is seen', () => {
    const [result] = computeCoverage({ areas: [school], disks: toDisks([[118.35, 34.25, 5_000]]) });
    expect(result).toMatchObject({ share: 1, gaps: [], gapCount: 0, unobserved: null });
  });

  it('leaves slivers out of the list but not out of the figures', () => {
    const disks = toDisks([[118.35, 34.25, 1_440]]);
    const [all] = computeCoverage({ areas: [school], disks }, { minGapSquareMeters: 0 });
    const [shown] = computeCoverage({ areas: [school], disks }, { minGapSquareMeters: 1e6 });
    expect(all!.gaps).toHaveLength(4);
    expect(shown).toMatchObject({ gaps: [], gapCount: 0, unobserved: null, share: all!.share });
  });

  it('draws each gap as a polygon of its area, around its label', () => {
    const disk = fc.tuple(
      fc.double({ min: 118.32, max: 118.38, noNaN: true }),
      fc.double({ min: 34.23, max: 34.27, noNaN: true }),
      fc.double({ min: 0, max: 900, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(disk, { maxLength: 15 }), (disks) => {
        const [result] = computeCoverage(
          { areas: [school], disks: toDisks(disks) },
          { withGeometry: true, arcErrorMeters: 0.05, minGapSquareMeters: 10 },
        );
        for (const { areaSquareMeters, labelPoint, geometry } of result!.gaps) {
          const rings = geometry!.coordinates.map((ring) => ring.map(([lng, lat]) => projection.forward(lng, lat)));
          const flattened = rings.reduce((sum, ring) => sum + computeSignedArea(ring), 0);
          expect(flattened).toBeGreaterThanOrEqual(areaSquareMeters - 0.1);
          expect(flattened - areaSquareMeters).toBeLessThan(0.05 * (2 * Math.PI * 900 * 15));
          expect(createAreaBoundary([rings]).isInside(...projection.forward(...labelPoint))).toBe(true);
          for (const ring of geometry!.coordinates) expect(ring.at(-1)).toEqual(ring[0]);
        }
        const shares = result!.gaps.reduce((sum, gap) => sum + gap.areaSquareMeters, result!.observedAreaSquareMeters);
        expect(Math.abs(shares - result!.areaSquareMeters)).toBeLessThan(10 * 40);
      }),
    );
  });

  it('survives positions and radii that are none', () => {
    const disks = toDisks([
      [Number.NaN, 34.25, 500],
      [118.35, Infinity, 500],
      [118.35, 34.25, Number.NaN],
      [118.35, 34.25, 0],
      [-61.65, -34.25, 500],
    ]);
    expect(computeCoverage({ areas: [school], disks })[0]).toMatchObject({ share: 0 });
  });
});
