import type { TrackedGap } from '@liaowang/shared/schemas/coverage';
import { describe, expect, it } from 'vitest';
import { findGapsOf, sortGaps } from '../../../../client/src/features/coverage/gap-list.ts';

const gap = (gapId: number, more: Partial<TrackedGap> = {}): TrackedGap => ({
  gapId,
  areaId: 'key-area:1',
  branchId: 1,
  areaSquareMeters: 1000,
  labelPoint: [118.3, 34.3],
  openedAt: '2026-11-24T04:00:00Z',
  openedEarlier: false,
  incidentWeight: 0,
  households: 0,
  nearestLookout: null,
  nearestPatrols: [],
  ...more,
});
const ids = (gaps: readonly TrackedGap[]) => gaps.map(({ gapId }) => gapId);
const away = (travelSeconds: number) => [{ unitId: 1, distanceMeters: 1, travelSeconds }];

describe('sortGaps', () => {
  it('puts the most pressing first, by each measure', () => {
    const gaps = [
      gap(1, { incidentWeight: 2, areaSquareMeters: 500, openedAt: '2026-11-24T03:00:00Z', nearestPatrols: away(60) }),
      gap(2, { incidentWeight: 9, areaSquareMeters: 100, nearestPatrols: away(600) }),
      gap(3, { incidentWeight: 2, households: 40, areaSquareMeters: 900, openedAt: '2026-11-24T01:00:00Z' }),
    ];
    expect(ids(sortGaps(gaps, 'demand'))).toEqual([2, 3, 1]);
    expect(ids(sortGaps(gaps, 'size'))).toEqual([3, 1, 2]);
    expect(ids(sortGaps(gaps, 'openFor'))).toEqual([3, 1, 2]);
    // Where nobody can come at all is worse than ten minutes away.
    expect(ids(sortGaps(gaps, 'travel'))).toEqual([3, 2, 1]);
  });

  it('keeps equal ones in place from second to second', () => {
    expect(ids(sortGaps([gap(5), gap(2), gap(9)], 'travel'))).toEqual([2, 5, 9]);
    expect(ids(sortGaps([gap(9), gap(5), gap(2)], 'travel'))).toEqual([2, 5, 9]);
  });
});

describe('findGapsOf', () => {
  const gaps = [gap(1), gap(2, { areaId: 'key-area:11', branchId: 2 }), gap(3, { areaId: 'key-area:3', branchId: 11 })];
  it('finds an area’s own, a branch’s that it answers for, and the city’s all', () => {
    expect(ids(findGapsOf(gaps, 'key-area:1'))).toEqual([1]);
    expect(ids(findGapsOf(gaps, 'branch:11'))).toEqual([3]);
    expect(ids(findGapsOf(gaps, 'jurisdiction'))).toEqual([1, 2, 3]);
  });
});
