import { describe, expect, it } from 'vitest';
import {
  compareAreas,
  compareTotal,
  computeShares,
  findTotalKind,
  sortByChange,
} from '../../../../client/src/features/plans/comparison.ts';
import type { AreaFigures } from '../../../../client/src/features/plans/what-if.ts';

const area = (areaId: string, observedSquareMeters: number, change: Partial<AreaFigures> = {}): AreaFigures => ({
  areaId,
  areaSquareMeters: 1000,
  observedSquareMeters,
  incidentWeight: 10,
  observedIncidentWeight: 5,
  households: 0,
  observedHouseholds: 0,
  ...change,
});
const before = [
  area('jurisdiction', 100, { areaSquareMeters: 10_000 }),
  area('key-area:1', 500),
  area('key-area:2', 200, { areaSquareMeters: 3000 }),
];
const after = [
  area('jurisdiction', 150, { areaSquareMeters: 10_000 }),
  area('key-area:1', 400, { observedIncidentWeight: 9 }),
  area('key-area:2', 1400, { areaSquareMeters: 3000 }),
];

describe('comparing set-ups', () => {
  it('area by area: shares and their difference', () => {
    const rows = compareAreas(before, after);
    expect(
      rows.map(({ areaId, ground }) => [areaId, ground.before, ground.after, expect.closeTo(ground.change, 9)]),
    ).toEqual([
      ['jurisdiction', 0.01, 0.015, 0.005],
      ['key-area:1', 0.5, 0.4, -0.1],
      ['key-area:2', 200 / 3000, 1400 / 3000, 0.4],
    ]);
    expect(rows[1]!.incidents).toEqual({ before: 0.5, after: 0.9, change: expect.closeTo(0.4, 9) });
    // Nobody lives there, as far as is known: no share, and no change of one.
    expect(rows[1]!.households).toEqual({ before: null, after: null, change: 0 });
  });

  it('in total over key areas, by their size and not by their number', () => {
    expect(compareTotal(before, after).ground).toEqual({
      before: 700 / 4000,
      after: 1800 / 4000,
      change: expect.closeTo(1100 / 4000, 9),
    });
    expect(computeShares(after, 'ground').total).toBe(1800 / 4000);
  });

  it('in total over the jurisdiction where there is no key area', () => {
    expect(compareTotal(before.slice(0, 1), after.slice(0, 1)).ground.after).toBe(0.015);
  });

  it('shows no difference where it is only rounding', () => {
    expect(compareAreas([area('key-area:1', 500)], [area('key-area:1', 500.4)])[0]!.ground.change).toBe(0);
    expect(compareAreas([area('key-area:1', 500)], [area('key-area:1', 500.6)])[0]!.ground.change).toBeGreaterThan(0);
  });

  it('with what changes most first, losses as well as gains', () => {
    expect(sortByChange(compareAreas(before, after), 'ground').map(({ areaId }) => areaId)).toEqual([
      'key-area:2',
      'key-area:1',
      'jurisdiction',
    ]);
    expect(sortByChange(compareAreas(before, before), 'ground').map(({ areaId }) => areaId)).toEqual([
      'jurisdiction',
      'key-area:1',
      'key-area:2',
    ]);
  });
});

it('a total is called what it is of', () => {
  expect(findTotalKind(['jurisdiction', 'branch:1', 'key-area:1'])).toBe('keyAreas');
  expect(findTotalKind(['jurisdiction', 'branch:1'])).toBe('jurisdiction');
  // Nothing is known yet: most cities have key areas.
  expect(findTotalKind([])).toBe('keyAreas');
});
