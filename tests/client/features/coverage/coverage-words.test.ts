import { describe, expect, it } from 'vitest';
import type { AreaCoverage, CoverageFigures } from '@liaowang/shared/schemas/coverage';
import { describeTrend } from '../../../../client/src/features/coverage/coverage-trend.ts';
import { findLargestGap, keyAreaIdOf } from '../../../../client/src/features/coverage/largest-gap.ts';

describe('describeTrend', () => {
  it('counts percentage points, not percent', () =>
    expect(describeTrend(0.716, 0.695)).toEqual({ direction: 'up', points: '2.1' }));
  it('says down', () => expect(describeTrend(0.5, 0.6)).toEqual({ direction: 'down', points: '10.0' }));
  it('calls less than a tenth of a point the same', () =>
    expect(describeTrend(0.7142, 0.7139)).toEqual({ direction: 'same' }));
  it('claims no trend without both figures', () => {
    expect(describeTrend(0.7, null)).toBeNull();
    expect(describeTrend(null, 0.7)).toBeNull();
  });
});

function area(areaId: string, gapSquareMeters: number | null): AreaCoverage {
  return {
    areaId,
    name: { zh: areaId, en: '' },
    branchId: null,
    areaSquareMeters: 1e6,
    observedAreaSquareMeters: 5e5,
    share: 0.5,
    gapCount: 1,
    incidentShare: null,
    incidentWeight: 0,
    householdShare: null,
    households: 0,
    largestGap:
      gapSquareMeters === null
        ? null
        : { areaSquareMeters: gapSquareMeters, labelPoint: [118, 34], bounds: [117.9, 33.9, 118.1, 34.1] },
  };
}

function figures(areas: AreaCoverage[]): CoverageFigures {
  return {
    computedAt: '2026-11-23T08:00:00Z',
    computeMs: 4,
    observers: { lookouts: 1, units: 1 },
    isNight: false,
    keyAreaShare: 0.5,
    keyAreaShareHourAgo: null,
    areas,
  };
}

describe('findLargestGap', () => {
  it('looks at key areas only: nearly all of the city is a gap', () => {
    const found = findLargestGap(
      figures([area('jurisdiction', 1.5e9), area('branch:2', 4e7), area('key-area:4', 2e5), area('key-area:7', 3.8e5)]),
    );
    expect(found && keyAreaIdOf(found)).toBe(7);
    expect(found?.largestGap.areaSquareMeters).toBe(3.8e5);
  });

  it('is what is unobserved of one area, however many pieces it is in', () => {
    const parted = { ...area('key-area:4', 5e5), gapCount: 6 };
    expect(findLargestGap(figures([parted, area('key-area:7', 3.8e5)]))).toEqual(parted);
  });

  it('finds none where everything is seen', () =>
    expect(findLargestGap(figures([area('jurisdiction', 1.5e9), area('key-area:4', null)]))).toBeNull());
});
