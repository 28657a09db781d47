import fc from 'fast-check';
import { expect, it } from 'vitest';
import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import { boundsAround } from '../../../../client/src/entities/places/home-bounds.ts';

const place = fc.tuple(fc.double({ min: 117, max: 119, noNaN: true }), fc.double({ min: 33, max: 35, noNaN: true }));

it('leaves the margin around every place, and no more beyond the northernmost', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 8 }), (places) => {
      const [west, south, east, north] = boundsAround(places, 2_500);
      for (const [lng, lat] of places) {
        expect(haversineDistanceMeters(lng, lat, west, lat)).toBeGreaterThan(2_480);
        expect(haversineDistanceMeters(lng, lat, east, lat)).toBeGreaterThan(2_480);
        expect(haversineDistanceMeters(lng, lat, lng, north)).toBeGreaterThan(2_480);
        expect(haversineDistanceMeters(lng, lat, lng, south)).toBeGreaterThan(2_480);
      }
      const northernmost = places.reduce((a, b) => (b[1] > a[1] ? b : a));
      expect(haversineDistanceMeters(northernmost[0], northernmost[1], northernmost[0], north)).toBeLessThan(2_520);
    }),
  );
});
