import { expect, it } from 'vitest';
import { listPlannedLookouts } from '@liaowang/shared/analysis/coverage/plan-observers';
import { EMPTY_PLAN, type PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { toPlannedFeatures } from '../../../../client/src/features/plans/planned-features.ts';
import { toStandingLookout } from '../../../../client/src/entities/observers/observing-ground.ts';

const lookout = (lookoutId: number): LookoutFeature => ({
  type: 'Feature',
  id: lookoutId,
  geometry: { type: 'Point', coordinates: [118.3, 34.3] },
  properties: {
    lookoutId,
    number: lookoutId,
    name: { zh: '广场', en: 'Square' },
    branchId: 2,
    detectionRangeMeters: 800,
    shape: { kind: 'disk' },
    dutyStartMinute: 420,
    dutyEndMinute: 1260,
    onDuty: true,
    noticeBoardInspectedOn: '2026-11-01',
    siteReason: null,
    supplies: null,
    version: 1,
  },
});
const standing = [lookout(1), lookout(2), lookout(3)];
const NOON = 720;
const show = (definition: Partial<PlanDefinition>, minute = NOON): LookoutFeature[] => {
  const plan = { ...EMPTY_PLAN, ...definition };
  return toPlannedFeatures({
    standing,
    planned: listPlannedLookouts(plan, standing.map(toStandingLookout)),
    posts: plan.posts,
    minute,
  });
};

it('an empty plan leaves every lookout the very same', () => {
  const shown = show({});
  expect(shown.every((feature, i) => feature === standing[i])).toBe(true);
});

it('another hour only changes who is on duty', () => {
  expect(show({}, 1380).map(({ properties }) => properties.onDuty)).toEqual([false, false, false]);
  expect(show({}, 1380)[0]).toEqual({ ...standing[0], properties: { ...standing[0]!.properties, onDuty: false } });
});

it('moves, removes, restores and adds', () => {
  const shown = show({
    lookouts: [
      { lookoutId: 1, position: [118.4, 34.4], detectionRangeMeters: 500 },
      { lookoutId: 2, removed: true },
      {
        lookoutId: 9,
        removed: false,
        position: [118.5, 34.5],
        detectionRangeMeters: 300,
        dutyStartMinute: 0,
        dutyEndMinute: 1440,
      },
    ],
    posts: [
      {
        id: 'a',
        name: '东门',
        position: [118.6, 34.6],
        detectionRangeMeters: 250,
        dutyStartMinute: 1320,
        dutyEndMinute: 360,
      },
    ],
  });
  expect(
    shown.map(({ id, geometry, properties }) => [
      id,
      geometry.coordinates,
      properties.name.zh,
      properties.detectionRangeMeters,
      properties.onDuty,
    ]),
  ).toEqual([
    [1, [118.4, 34.4], '广场', 500, true],
    [3, [118.3, 34.3], '广场', 800, true],
    [9, [118.5, 34.5], '#9', 300, true],
    [-1, [118.6, 34.6], '东门', 250, false],
  ]);
});
