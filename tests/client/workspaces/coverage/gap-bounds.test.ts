import { describe, expect, it } from 'vitest';
import { computeGapBounds } from '../../../../client/src/workspaces/coverage/gap-bounds.ts';

/** West–east and south–north extent on the ground, metres. */
function extentOf([west, south, east, north]: readonly [number, number, number, number]): [number, number] {
  const metersPerDegree = 111_320;
  return [
    (east - west) * metersPerDegree * Math.cos((((south + north) / 2) * Math.PI) / 180),
    (north - south) * metersPerDegree,
  ];
}

describe('computeGapBounds', () => {
  it('shows a gap with room around it, as wide as high on the ground', () => {
    const [width, height] = extentOf(computeGapBounds([118.35, 34.37], 4_000_000));
    expect(width).toBeCloseTo(3_200, 3);
    expect(height).toBeCloseTo(3_200, 3);
  });

  it('never goes closer than the streets around a small one', () => {
    expect(extentOf(computeGapBounds([118.35, 34.37], 1_000))[1]).toBeCloseTo(500, 6);
  });

  it('keeps the gap in the middle', () => {
    const [west, south, east, north] = computeGapBounds([118.35, 34.37], 90_000);
    expect((west + east) / 2).toBeCloseTo(118.35, 9);
    expect((south + north) / 2).toBeCloseTo(34.37, 9);
  });
});
