import { expect, it } from 'vitest';
import type { Road } from '@liaowang/shared/schemas/road';
import { findArrivals, type Means } from '../../../../client/src/features/around/arrivals.ts';
import { createPositionBuffer } from '../../../../client/src/live/position-buffer.ts';
import { createFrameSource, createUnit } from '../../live/frames.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const PLACE: [number, number] = [118.35, 34.37];
const north = (meters: number): [number, number] => [PLACE[0], PLACE[1] + meters / 110_930];

const units = [
  createUnit(1, 'foot'),
  createUnit(2, 'bus'),
  createUnit(3, 'foot'),
  createUnit(4, 'foot'),
  createUnit(5, 'taxi'),
];
const buffer = createPositionBuffer();
buffer.replaceUnits(units, NOW);
const fix = (unitId: number, meters: number, ageMs = 0) => {
  const [lng, lat] = north(meters);
  return { unitId, lng, lat, fixTimeMs: NOW - ageMs };
};
// Unit 3 is lost, unit 4 never said where it is.
buffer.applyFrame(
  createFrameSource().snapshot([fix(1, 390), fix(2, 1_600), fix(3, 10, 3_600_000), fix(5, 4_000)], NOW),
  NOW,
);

const street = (meters: number): Road => ({ id: 1, name: null, roadClass: 'street', lines: [[PLACE, north(meters)]] });
const find = (means: Means, roads: readonly Road[]) =>
  findArrivals({ place: PLACE, means, units, roads, buffer, nowMs: NOW });

it('lists who could be there first, by road where one leads there, and nobody whose place is not known', () => {
  const arrivals = find('all', [street(2_000)]);
  expect(arrivals.map(({ id, isByRoad }) => [id, isByRoad])).toEqual([
    [2, true],
    [1, true],
    [5, false],
  ]);
  expect(arrivals[0]!.seconds).toBeCloseTo(200, 0);
  expect(arrivals[1]!.seconds).toBeCloseTo(300, 0);
});

it('lists those who come on foot or by vehicle alone, straight where there are no roads', () => {
  expect(find('foot', []).map(({ id, isByRoad }) => [id, isByRoad])).toEqual([[1, false]]);
  expect(find('vehicles', []).map(({ id }) => id)).toEqual([2, 5]);
});
