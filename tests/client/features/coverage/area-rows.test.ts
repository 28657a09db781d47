import type { AreaCoverage, CoverageWindow } from '@liaowang/shared/schemas/coverage';
import { describe, expect, it } from 'vitest';
import {
  composeAreaRows,
  filterAreaRows,
  sortAreaRows,
  turnSort,
  type AreaRow,
  type AreaSort,
} from '../../../../client/src/features/coverage/area-rows.ts';

const area = (areaId: string, zh: string, share: number, more: Partial<AreaCoverage> = {}): AreaCoverage => ({
  areaId,
  name: { zh, en: '' },
  branchId: null,
  areaSquareMeters: 1e6,
  observedAreaSquareMeters: share * 1e6,
  share,
  incidentShare: null,
  incidentWeight: 0,
  householdShare: null,
  households: 0,
  gapCount: 0,
  largestGap: null,
  ...more,
});
const window = (means: Record<string, number | null>): CoverageWindow => ({
  from: '',
  to: '',
  recordedHours: 1,
  hours: 1,
  isSimulated: false,
  areas: Object.entries(means).map(([areaId, meanShare]) => ({
    areaId,
    meanShare,
    meanIncidentShare: null,
    meanHouseholdShare: null,
    worstHour: meanShare === null ? null : { hour: '2026-11-23T19:00:00Z', meanShare: meanShare / 2 },
    trend: [meanShare],
  })),
});
const areas = [
  area('jurisdiction', '新沂', 0.03),
  area('key-area:10', '第10小学', 0.6, { incidentShare: 0.4, gapCount: 3 }),
  area('key-area:2', '第2小学', 0.9),
  area('branch:1', '城区分会', 0.2),
];
const compose = (more: Partial<Parameters<typeof composeAreaRows>[0]> = {}) =>
  composeAreaRows({ areas, window: undefined, comparison: undefined, nameOf: ({ name }) => name.zh, ...more });
const ids = (rows: readonly AreaRow[]) => rows.map(({ areaId }) => areaId);

describe('composeAreaRows', () => {
  it('puts now, the window and the difference to the compared window on one line', () => {
    const [, school] = compose({
      window: window({ 'key-area:10': 0.5 }),
      comparison: window({ 'key-area:10': 0.625 }),
    });
    expect(school).toMatchObject({
      areaId: 'key-area:10',
      kind: 'key-area',
      name: '第10小学',
      share: 0.6,
      incidentShare: 0.4,
      gapCount: 3,
      windowShare: 0.5,
      change: -0.125,
      trend: [0.5],
      worstHour: { meanShare: 0.25 },
    });
  });

  it('knows no change unless both windows have a record', () => {
    expect(compose({ window: window({ 'key-area:10': 0.5 }) })[1]?.change).toBeNull();
    expect(
      compose({ window: window({ 'key-area:10': null }), comparison: window({ 'key-area:10': 0.5 }) })[1],
    ).toMatchObject({ change: null, windowShare: null });
  });
});

describe('sortAreaRows', () => {
  const rows = compose({ window: window({ jurisdiction: 0.04, 'key-area:10': 0.5, 'branch:1': 0.2 }) });

  it('lists the city, branches and key areas when nothing is chosen', () => {
    expect(ids(sortAreaRows(rows, null))).toEqual(['jurisdiction', 'branch:1', 'key-area:10', 'key-area:2']);
  });

  it('keeps what is unknown last in both directions', () => {
    expect(ids(sortAreaRows(rows, { column: 'windowShare', descending: true }))).toEqual([
      'key-area:10',
      'branch:1',
      'jurisdiction',
      'key-area:2',
    ]);
    expect(ids(sortAreaRows(rows, { column: 'windowShare', descending: false }))).toEqual([
      'jurisdiction',
      'branch:1',
      'key-area:10',
      'key-area:2',
    ]);
    expect(ids(sortAreaRows(rows, { column: 'worstHour', descending: false }))[3]).toBe('key-area:2');
  });

  it('reads numbers in names as numbers', () => {
    const names = ids(sortAreaRows(rows, { column: 'name', descending: false }));
    expect(names.indexOf('key-area:2')).toBeLessThan(names.indexOf('key-area:10'));
  });

  it('does not let rows change places over less than what is shown', () => {
    const jitter = composeAreaRows({
      areas: [area('key-area:1', 'a', 0.50001), area('key-area:2', 'b', 0.50002)],
      window: undefined,
      comparison: undefined,
      nameOf: ({ name }) => name.zh,
    });
    expect(ids(sortAreaRows(jitter, { column: 'share', descending: true }))).toEqual(['key-area:1', 'key-area:2']);
  });
});

describe('filterAreaRows', () => {
  it('finds by a part of the name within a group', () => {
    expect(ids(filterAreaRows(compose(), 'key-area', ' 小学 '))).toEqual(['key-area:10', 'key-area:2']);
    expect(ids(filterAreaRows(compose(), 'branch', '小学'))).toEqual([]);
    expect(filterAreaRows(compose(), 'all', '')).toHaveLength(4);
  });
});

describe('turnSort', () => {
  it('goes largest first, smallest first, none; names and worst hours the other way about', () => {
    const turns = (column: 'share' | 'worstHour') => {
      const seen: AreaSort[] = [];
      let sort: AreaSort = null;
      for (let turn = 0; turn < 3; turn += 1) seen.push((sort = turnSort(sort, column)));
      return seen.map((each) => each?.descending ?? null);
    };
    expect(turns('share')).toEqual([true, false, null]);
    expect(turns('worstHour')).toEqual([false, true, null]);
    expect(turnSort({ column: 'share', descending: false }, 'name')).toEqual({ column: 'name', descending: false });
  });
});
