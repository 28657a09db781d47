import fc from 'fast-check';
import { expect, it } from 'vitest';
import { computeScaleBar } from '../../../client/src/map/scale-bar.ts';

it('is a round distance that fits and uses at least 40 % of the room', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 5_000, noNaN: true }), (metersPerPixel) => {
      const { distanceMeters, widthPixels } = computeScaleBar(metersPerPixel, 110);
      expect(widthPixels).toBeLessThanOrEqual(110.001);
      expect(widthPixels).toBeGreaterThan(43.9);
      expect(widthPixels * metersPerPixel).toBeCloseTo(distanceMeters, 6);
      expect([1, 2, 5]).toContain(Number(distanceMeters.toExponential(6).split('e')[0]));
    }),
  );
});
