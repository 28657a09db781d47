import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import { placeDisksAlong } from '@liaowang/shared/analysis/geometry/path-disks';
import type { LngLat } from '@liaowang/shared/schemas/geometry';

const place = fc
  .tuple(fc.double({ min: 118.2, max: 118.5, noNaN: true }), fc.double({ min: 34.1, max: 34.4, noNaN: true }))
  .map(([lng, lat]): LngLat => [lng, lat]);

describe('placeDisksAlong', () => {
  it('keeps the band as wide as asked for between any two disks', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 50, max: 2_000, noNaN: true }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        (path, radiusMeters, maxErrorShare) => {
          const centres = placeDisksAlong(path, radiusMeters, maxErrorShare);
          expect(centres[0]).toEqual(path[0]);
          for (const corner of path)
            expect(
              centres.some(([lng, lat]) => Math.abs(lng - corner[0]) < 1e-12 && Math.abs(lat - corner[1]) < 1e-12),
            ).toBe(true);
          let widest = 0;
          for (let i = 1; i < centres.length; i++)
            widest = Math.max(widest, haversineDistanceMeters(...centres[i - 1]!, ...centres[i]!));
          // Half the width where two disks meet.
          expect(Math.sqrt(radiusMeters ** 2 - (widest / 2) ** 2)).toBeGreaterThan(
            radiusMeters * (1 - maxErrorShare) * (1 - 1e-6),
          );
        },
      ),
    );
  });

  it('places no more than needed', () => {
    const kilometer: LngLat[] = [
      [118.35, 34.25],
      [118.35, 34.25 + 1_000 / 111_195],
    ];
    expect(placeDisksAlong(kilometer, 100, 0.02)).toHaveLength(1 + Math.ceil(1_000 / (200 * Math.sqrt(1 - 0.98 ** 2))));
    expect(placeDisksAlong([], 100, 0.02)).toEqual([]);
    expect(
      placeDisksAlong(
        [
          [118, 34],
          [118, 34],
        ],
        100,
        0.02,
      ),
    ).toEqual([[118, 34]]);
  });

  it('refuses a band without width', () => {
    expect(() => placeDisksAlong([[118, 34]], 0, 0.02)).toThrow(RangeError);
  });
});
