import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colorDots, dotAlpha, gatherDots } from '../../../../client/src/features/filter/incident-dots.layer.ts';
import { computePixelsPerDegree } from '../../../../client/src/map/redraw-pace.ts';

describe('incident dots', () => {
  it('stand where the chosen incidents are', () => {
    const places = { lngs: Float64Array.of(1, 2, 3), lats: Float64Array.of(4, 5, 6) };
    const dots = gatherDots(places, Int32Array.of(0, 2), 10);
    expect([dots.incidentCount, [...dots.lngLats], [...dots.weights]]).toEqual([2, [1, 4, 3, 6], [1, 1]]);
  });

  it('are one for each pixel, and none is lost', () => {
    const degrees = fc.integer({ min: 0, max: 3_000 }).map((step) => step * 1e-4);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(degrees, degrees), { maxLength: 200 }),
        fc.integer({ min: 5, max: 18 }),
        (at, zoom) => {
          const places = {
            lngs: Float64Array.from(at, ([lng]) => 118 + lng),
            lats: Float64Array.from(at, ([, lat]) => 34 + lat),
          };
          const dots = gatherDots(
            places,
            Int32Array.from(at, (_, i) => i),
            zoom,
          );
          const perLng = computePixelsPerDegree(zoom);
          const perLat = perLng / Math.cos(((places.lats[0] ?? 0) * Math.PI) / 180);
          const pixelOf = (lng: number, lat: number) => `${Math.floor(lng * perLng)} ${Math.floor(lat * perLat)}`;
          const expected = new Map<string, number>();
          for (const [i, lng] of places.lngs.entries()) {
            const pixel = pixelOf(lng, places.lats[i]!);
            expected.set(pixel, (expected.get(pixel) ?? 0) + 1);
          }
          const found = [...dots.weights].map((weight, i) => [
            pixelOf(dots.lngLats[2 * i]!, dots.lngLats[2 * i + 1]!),
            weight,
          ]);
          expect(found).toEqual([...expected]);
        },
      ),
    );
  });

  it('are as opaque as their incidents drawn over each other', () => {
    const [one, three] = [1, 3].map(
      (weight) =>
        colorDots(
          { incidentCount: 100_000, lngLats: new Float64Array(2), weights: Uint32Array.of(weight) },
          [1, 2, 3],
          false,
        )[3]!,
    ) as [number, number];
    expect(three / 255).toBeCloseTo(1 - (1 - one / 255) ** 3, 2);
    expect(three).toBeGreaterThan(one);
  });

  it('are fainter the more there are, but never gone', () => {
    const alphas = [0, 1_000, 10_000, 100_000, 1_000_000].map(dotAlpha);
    expect(alphas).toEqual(alphas.toSorted((a, b) => b - a));
    expect(alphas.at(-1)).toBeGreaterThan(30);
  });
});
