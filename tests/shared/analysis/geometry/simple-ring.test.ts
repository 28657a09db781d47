import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSimpleRing } from '@liaowang/shared/analysis/geometry/simple-ring';
import type { LngLat } from '@liaowang/shared/schemas/geometry';

const closed = (...corners: LngLat[]): LngLat[] => [...corners, corners[0]!];

/** As places on a map have them: degrees with six decimals. */
const asDegrees = (ring: readonly LngLat[]): LngLat[] =>
  ring.map(([x, y]): LngLat => [(118_345_000 + x) / 1e6, (34_365_000 + y) / 1e6]);

describe('isSimpleRing', () => {
  it.each([
    ['a triangle', closed([0, 0], [4, 0], [0, 4]), true],
    ['a square with a corner in the middle of a side', closed([0, 0], [2, 0], [4, 0], [4, 4], [0, 4]), true],
    ['a ring with a bay', closed([0, 0], [4, 0], [4, 4], [2, 1], [0, 4]), true],
    ['an hourglass', closed([0, 0], [4, 4], [4, 0], [0, 4]), false],
    ['a line there and back', closed([0, 0], [4, 0], [2, 0]), false],
    ['a spike at a corner', closed([0, 0], [4, 0], [4, 4], [4, 2], [0, 2]), false],
    ['a spike at the first corner', closed([0, 4], [0, 0], [4, 0], [0, 0]), false],
    ['a spike on the way down', closed([0, 0], [4, 0], [4, 4], [4, -2], [0, -2]), false],
    ['a corner on another side', closed([0, 0], [4, 0], [4, 4], [2, 0], [0, 4]), false],
    ['a corner on another corner', closed([0, 0], [2, 2], [4, 0], [4, 4], [2, 2], [0, 4]), false],
    ['two sides that run on one another', closed([0, 0], [4, 0], [4, 4], [3, 0], [1, 0], [0, 4]), false],
  ])('%s', (_, ring, expected) => {
    expect(isSimpleRing(ring)).toBe(expected);
    expect(isSimpleRing(ring.toReversed())).toBe(expected);
  });

  it('does not depend on where a ring begins', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 7 }), fc.nat(6), (corners, start) => {
        const isRepeated = corners.some(([x, y], i) => `${x},${y}` === corners.at(i - 1)!.join());
        fc.pre(!isRepeated);
        const shift = start % corners.length;
        const turned = [...corners.slice(shift), ...corners.slice(0, shift)];
        expect(isSimpleRing(closed(...turned))).toBe(isSimpleRing(closed(...corners)));
      }),
    );
  });

  it('is exact where degrees leave the sides a hair apart', () => {
    // A needle one millionth of a degree wide, 11 cm, and the same without width.
    expect(isSimpleRing(asDegrees(closed([0, 0], [900_001, 1], [900_000, 0])))).toBe(true);
    expect(isSimpleRing(asDegrees(closed([0, 0], [900_001, 0], [900_000, 0])))).toBe(false);
  });

  it('takes a star of 200 corners and refuses it with two of them exchanged', () => {
    const star = Array.from({ length: 200 }, (_, i): LngLat => {
      const angle = (i / 200) * 2 * Math.PI;
      const radius = i % 2 === 0 ? 5_000 : 9_000;
      return [Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle))];
    });
    expect(isSimpleRing(asDegrees(closed(...star)))).toBe(true);
    const tangled = star.with(10, star[100]!).with(100, star[10]!);
    expect(isSimpleRing(asDegrees(closed(...tangled)))).toBe(false);
  });
});
