import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeSignedArea } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import reference from '../../../fixtures/coverage-disks.json' with { type: 'json' };

describe('createLocalProjection', () => {
  const city = createLocalProjection(118.35, 34.25);

  it('puts the centre at the origin', () => {
    const [x, y] = city.forward(118.35, 34.25);
    expect(Math.hypot(x, y)).toBeLessThan(1e-6);
    expect(city.inverse(0, 0)).toEqual([118.35, expect.closeTo(34.25, 12)]);
  });

  it('keeps the area of the city as on the ellipsoid', () => {
    const ring = reference.boundary.lonlat.map(([lng, lat]) => city.forward(lng!, lat!));
    const expected = reference.boundary.areaGeodesicSquareMeters;
    // The reference's edges are geodesics and its vertices are rounded to 1e-7°.
    expect(Math.abs(Math.abs(computeSignedArea(ring)) - expected) / expected).toBeLessThan(2e-9);
  });

  it('keeps the area between parallels and meridians to 1e-10', () => {
    const [west, south, east, north] = [118.03, 34.1, 118.68, 34.45];
    const stepCount = 4_000;
    const ring: [number, number][] = [];
    const appendSide = (fromLng: number, fromLat: number, toLng: number, toLat: number): void => {
      for (let k = 0; k < stepCount; k++) {
        ring.push(
          city.forward(fromLng + ((toLng - fromLng) * k) / stepCount, fromLat + ((toLat - fromLat) * k) / stepCount),
        );
      }
    };
    appendSide(west, south, east, south);
    appendSide(east, south, east, north);
    appendSide(east, north, west, north);
    appendSide(west, north, west, south);
    // Integral of the meridian's times the parallel's radius of curvature, by Simpson's rule.
    const e2 = 0.006_694_379_990_14;
    const radian = Math.PI / 180;
    const strip = (lat: number): number => Math.cos(lat * radian) / (1 - e2 * Math.sin(lat * radian) ** 2) ** 2;
    let sum = strip(south) + strip(north);
    const panels = 100;
    for (let k = 1; k < panels; k++) sum += (k % 2 === 0 ? 2 : 4) * strip(south + ((north - south) * k) / panels);
    const expected =
      ((6_378_137 ** 2 * (1 - e2) * (east - west) * radian * (north - south) * radian) / panels / 3) * sum;
    expect(Math.abs(computeSignedArea(ring) / expected - 1)).toBeLessThan(1e-10);
  });

  it('measures about true lengths in every direction near the centre', () => {
    for (const [lng, lat] of [
      [118.45, 34.25],
      [118.35, 34.35],
      [118.25, 34.15],
    ] as const) {
      const [x, y] = city.forward(lng, lat);
      expect(Math.hypot(x, y) / haversineDistanceMeters(118.35, 34.25, lng, lat)).toBeCloseTo(1, 2);
    }
    // A degree of the meridian at 34.25° is 110,922 m on the ellipsoid (and 111,195 m on the sphere).
    expect(city.forward(118.35, 34.26)[1] - city.forward(118.35, 34.24)[1]).toBeCloseTo(0.02 * 110_922, 0);
  });

  it('comes back to where it started, anywhere up to 2,000 km away', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -70, max: 70, noNaN: true }),
        fc.double({ min: -15, max: 15, noNaN: true }),
        fc.double({ min: -15, max: 15, noNaN: true }),
        (centreLng, centreLat, deltaLng, deltaLat) => {
          const projection = createLocalProjection(centreLng, centreLat);
          const [lng, lat] = projection.inverse(...projection.forward(centreLng + deltaLng, centreLat + deltaLat));
          expect(Math.abs(lng - centreLng - deltaLng)).toBeLessThan(1e-10);
          expect(Math.abs(lat - centreLat - deltaLat)).toBeLessThan(1e-10);
        },
      ),
    );
  });

  it('projects arrays like single points, in place too', () => {
    const lngs = Float64Array.of(118.1, 118.6);
    const lats = Float64Array.of(34.1, 34.4);
    const expected = [city.forward(118.1, 34.1), city.forward(118.6, 34.4)];
    city.forwardAll(lngs, lats, lngs, lats);
    expect([...lngs]).toEqual(expected.map(([x]) => x));
    expect([...lats]).toEqual(expected.map(([, y]) => y));
    city.inverseAll(lngs, lats, lngs, lats);
    expect(lngs[1]).toBeCloseTo(118.6, 10);
    expect(lats[1]).toBeCloseTo(34.4, 10);
  });

  it('refuses centres it is not made for', () => {
    expect(() => createLocalProjection(0, 90)).toThrow(RangeError);
    expect(() => createLocalProjection(Number.NaN, 0)).toThrow(RangeError);
  });
});
