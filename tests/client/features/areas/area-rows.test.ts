import { describe, expect, it } from 'vitest';
import type { AreaTable, AreaTableRow } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import { compareCounts } from '@liaowang/shared/analysis/hotspots/change/compare-counts';
import type { AreaSetWithAreas } from '@liaowang/shared/schemas/area-set';
import { buildAreaRows, measureRow, sortAreaRows } from '../../../../client/src/features/areas/area-rows.ts';
import { computeWeeklyLimits } from '@liaowang/shared/analysis/hotspots/areas/weekly-limits';

const rowOf = (count: number, before: number | null, week: number): AreaTableRow => {
  const comparison =
    before === null ? null : compareCounts({ count, days: 28 }, { count: before, days: 28 }, { dispersion: null });
  const limits = computeWeeklyLimits(
    week,
    Array.from({ length: 52 }, () => 4),
    { leastDispersion: 1 },
  )!;
  return {
    count,
    countInterval: { low: count / 2, high: count * 2 },
    before: comparison && { count: before!, comparison, q: comparison.p, verdict: comparison.verdict },
    lastYear: null,
    week: { limits, q: limits.p, verdict: limits.verdict },
    weekCounts: [],
  };
};
const TABLE: AreaTable = {
  rows: [rowOf(10, 20, 4), rowOf(30, 10, 20), rowOf(5, 0, 4), rowOf(7, null, 0)],
  outside: rowOf(99, 1, 4),
  total: rowOf(151, 31, 4),
  severalCount: 0,
  monthsLeftOut: 0,
};
const SET: AreaSetWithAreas = {
  areaSetId: '1',
  name: { zh: '社区', en: '社区' },
  kind: 'imported',
  fileName: null,
  denominatorKind: 'residents',
  isDemo: false,
  areaCount: 4,
  mayChange: true,
  updatedAt: null,
  areas: [
    ['丙', 5_000],
    ['乙', 60_000],
    ['甲10', null],
    ['甲9', 1_000],
  ].map(([name, denominator], i) => ({
    areaId: i + 1,
    name: { zh: String(name), en: String(name) },
    code: null,
    denominator: denominator as number | null,
    areaSquareMeters: 1e6,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    },
  })),
};
const build = (set = SET) => buildAreaRows(set, TABLE, { nameOf: ({ zh }) => zh, outside: '不在任何片区' });
const order = (column: Parameters<typeof sortAreaRows>[1]['column'], descending: boolean) =>
  sortAreaRows(build(), { column, descending }, 'zh-CN').map(({ areaId }) => areaId);

describe('rows of areas', () => {
  it('have rates for each ten thousand residents, or thousand households, where they are known', () => {
    expect(build().map(({ rate }) => rate)).toEqual([20, 5, null, 70, null]);
    expect(build().map(({ rateInterval }) => rateInterval)).toEqual([
      { low: 10, high: 40 },
      { low: 2.5, high: 10 },
      null,
      { low: 35, high: 140 },
      null,
    ]);
    expect(build({ ...SET, denominatorKind: 'households' })[0]!.rate).toBe(2);
    expect(build({ ...SET, denominatorKind: null }).map(({ rate }) => rate)).toEqual([null, null, null, null, null]);
  });

  it('are sorted by any column, unknown values and those in no area last either way', () => {
    expect(order('count', true)).toEqual([2, 1, 4, 3, null]);
    expect(order('count', false)).toEqual([3, 4, 1, 2, null]);
    // What was nowhere before rose without limit.
    expect(order('before', true)).toEqual([3, 2, 1, 4, null]);
    expect(order('before', false)).toEqual([1, 2, 3, 4, null]);
    expect(order('rate', false)).toEqual([2, 1, 4, 3, null]);
    expect(order('week', true)[0]).toBe(2);
    expect(order('week', false)[0]).toBe(4);
  });

  it('sort names as people count', () => {
    const ids = order('name', false);
    expect(ids.indexOf(4)).toBeLessThan(ids.indexOf(3));
    expect(order('name', true)).toEqual([...ids.slice(0, -1).toReversed(), null]);
  });

  it('are measured for the map by what is chosen', () => {
    const [first, , third] = build();
    expect([
      measureRow(first!, 'count'),
      measureRow(first!, 'rate'),
      measureRow(first!, 'before'),
      measureRow(first!, 'year'),
    ]).toEqual([10, 20, -0.5, null]);
    expect(measureRow(third!, 'before')).toBe(Infinity);
  });
});
