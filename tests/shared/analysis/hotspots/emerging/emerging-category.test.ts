import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EMERGING_CATEGORIES,
  findEmergingCategory,
} from '@liaowang/shared/analysis/hotspots/emerging/emerging-category';
import { computeMannKendall } from '@liaowang/shared/analysis/statistics/mann-kendall';
import reference from '../../../../fixtures/emerging-reference.json' with { type: 'json' };

const level = { z: 0, p: 1 };
const rising = { z: 3, p: 0.003 };

describe('categories of emerging hot spots', () => {
  it.each(reference.vectors)('$id is what the reference says', ({ z, bins, trendZ, trendP, accepted }) => {
    const trend = computeMannKendall(z);
    expect(trend.z).toBeCloseTo(trendZ, 9);
    // The reference leaves out the p of a trend that is none.
    expect(trend.p).toBeCloseTo(trendP ?? trend.p, 9);
    expect(accepted).toContain(findEmergingCategory(bins, trend));
    // Of the readings that are acceptable, the first is that of the adopted precedence.
    expect(findEmergingCategory(bins, trend)).toBe(accepted[0]);
  });

  it('needs nine steps of ten for what lasts', () => {
    const ofTwenty = (hotCount: number) =>
      findEmergingCategory(
        Array.from({ length: 20 }, (_, i) => (i >= 20 - hotCount ? 1 : 0)),
        level,
      );
    expect([ofTwenty(20), ofTwenty(18), ofTwenty(17), ofTwenty(2), ofTwenty(1), ofTwenty(0)]).toEqual([
      'persistent-hot-spot',
      'persistent-hot-spot',
      'consecutive-hot-spot',
      'consecutive-hot-spot',
      'new-hot-spot',
      'none',
    ]);
  });

  it('calls a trend one at 5 % only', () => {
    expect(findEmergingCategory([2, 2, 2], rising)).toBe('intensifying-hot-spot');
    expect(findEmergingCategory([2, 2, 2], { z: 1.9, p: 0.057 })).toBe('persistent-hot-spot');
    expect(findEmergingCategory([-2, -2, -2], rising)).toBe('diminishing-cold-spot');
  });

  it('goes by the last step where rules overlap', () => {
    // Long hot and now cold: not a historical hot spot.
    expect(findEmergingCategory([1, 1, 1, 1, 1, 1, 1, 1, 1, -1], level)).toBe('oscillating-cold-spot');
    expect(findEmergingCategory([1, 0, -1, 0], level)).toBe('none');
    expect(findEmergingCategory([-1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0], level)).toBe(
      'historical-hot-spot',
    );
    expect(findEmergingCategory([], level)).toBe('none');
  });

  it('are all there is, none of them without a significant step, and cold mirrors hot', () => {
    const bins = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(bins, fc.constantFrom(level, rising, { z: -3, p: 0.003 }), (series, trend) => {
        const category = findEmergingCategory(series, trend);
        expect(EMERGING_CATEGORIES).toContain(category);
        expect(series.some((bin) => bin > 0) || !category.endsWith('hot-spot')).toBe(true);
        const mirrored = findEmergingCategory(
          series.map((bin) => -bin),
          { ...trend, z: -trend.z },
        );
        const swapped = category.endsWith('hot-spot')
          ? category.replace('hot', 'cold')
          : category.replace('cold', 'hot');
        // What was mostly hot cannot have been mostly cold: nothing depends on which is asked first.
        expect(mirrored).toBe(swapped);
      }),
      { numRuns: 1_000 },
    );
  });

  it('can all be found', () => {
    const found = new Set<string>();
    const hot = [
      [0, 0, 1],
      [0, 1, 1],
      [1, 0, 1],
      [-1, 0, 1],
      [...Array<number>(9).fill(1), 0],
      [1, 0, 0],
    ];
    for (const bins of [...hot, ...hot.map((series) => series.map((bin) => -bin)), [0, 0, 0]])
      found.add(findEmergingCategory(bins, level));
    for (const bin of [1, -1])
      for (const trend of [level, rising, { z: -3, p: 0.003 }]) found.add(findEmergingCategory([bin, bin], trend));
    expect([...found].sort()).toEqual([...EMERGING_CATEGORIES].sort());
    expect(EMERGING_CATEGORIES).toHaveLength(17);
  });
});
