import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import { computeNearbyDistanceMeters, findNearest } from '../../../client/src/lib/nearest.ts';

const inCity = fc.tuple(
  fc.double({ min: 117.9, max: 118.9, noNaN: true }),
  fc.double({ min: 34, max: 34.7, noNaN: true }),
);

describe('computeNearbyDistanceMeters', () => {
  it('agrees with the great circle within 0.5 % inside a city', () => {
    fc.assert(
      fc.property(inCity, inCity, (a, b) => {
        const exact = haversineDistanceMeters(...a, ...b);
        expect(Math.abs(computeNearbyDistanceMeters(a, b) - exact)).toBeLessThanOrEqual(exact * 0.005 + 0.01);
      }),
    );
  });
});

describe('findNearest', () => {
  it('returns a candidate that none is nearer than', () => {
    fc.assert(
      fc.property(inCity, fc.array(inCity, { minLength: 1, maxLength: 30 }), (position, places) => {
        const candidates = places.map((place) => ({ position: place }));
        const nearest = findNearest(position, candidates);
        expect(nearest?.distanceMeters).toBe(
          Math.min(...candidates.map((other) => computeNearbyDistanceMeters(position, other.position))),
        );
      }),
    );
  });

  it('finds nothing among nothing', () => expect(findNearest([118, 34], [])).toBeNull());
});
