import { describe, expect, it } from 'vitest';
import type { StandingLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import { EMPTY_PLAN } from '@liaowang/shared/schemas/coverage-plan';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { SitingSolution } from '@liaowang/shared/schemas/siting';
import { addSitesToPlan } from '../../../../client/src/features/plans/siting-to-plan.ts';

const area: PolygonGeometry = {
  type: 'Polygon',
  coordinates: [
    [
      [118, 34],
      [118.1, 34],
      [118.1, 34.1],
      [118, 34.1],
      [118, 34],
    ],
  ],
};
const site = (position: [number, number], lookoutId: number | null): SitingSolution['sites'][number] => ({
  position,
  lookoutId,
  aloneShare: 0,
  onlyShare: 0,
  addedShare: 0,
});
const solution: SitingSolution = {
  objective: 1,
  coveredShare: 1,
  meanDistanceMeters: null,
  sites: [site([118.02, 34.02], null), site([118.05, 34.05], 1)],
};
const standing: StandingLookout[] = [
  {
    lookoutId: 1,
    position: [118.05, 34.05],
    detectionRangeMeters: 800,
    shape: { kind: 'disk' },
    dutyStartMinute: 0,
    dutyEndMinute: 1440,
  },
  {
    lookoutId: 2,
    position: [118.08, 34.08],
    detectionRangeMeters: 800,
    shape: { kind: 'disk' },
    dutyStartMinute: 0,
    dutyEndMinute: 1440,
  },
  {
    lookoutId: 3,
    position: [118.5, 34.5],
    detectionRangeMeters: 800,
    shape: { kind: 'disk' },
    dutyStartMinute: 0,
    dutyEndMinute: 1440,
  },
];
const nameOf = () => '人民广场附近';
const send = (existing: 'keep' | 'free' | 'ignore', part = {}) =>
  addSitesToPlan(EMPTY_PLAN, { solution, request: { rangeMeters: 450, existing }, standing, area, nameOf, ...part });

describe('addSitesToPlan', () => {
  it('puts up a post at each new place, with the range that was searched with', () => {
    const plan = send('keep');
    expect(plan.posts).toEqual([
      {
        id: 'part-1',
        name: '人民广场附近',
        position: [118.02, 34.02],
        detectionRangeMeters: 450,
        dutyStartMinute: 0,
        dutyEndMinute: 1440,
      },
    ]);
    expect(plan.lookouts).toEqual([]);
  });

  it('takes away the lookouts of the area that were not chosen, where they were free to move', () => {
    expect(send('free').lookouts).toEqual([{ lookoutId: 2, removed: true }]);
    expect(send('free', { area: null }).lookouts).toEqual([]);
    expect(send('ignore').lookouts).toEqual([]);
  });

  it('keeps names within what a plan may hold', () =>
    expect(send('keep', { nameOf: () => '长'.repeat(200) }).posts[0]!.name).toHaveLength(60));

  it('adds to what the plan has', () => {
    const before = send('keep');
    expect(
      addSitesToPlan(before, {
        solution,
        request: { rangeMeters: 450, existing: 'keep' },
        standing,
        area,
        nameOf,
      }).posts.map(({ id }) => id),
    ).toEqual(['part-1', 'part-2']);
  });
});
