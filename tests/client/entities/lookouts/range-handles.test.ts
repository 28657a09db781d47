import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { expect, it } from 'vitest';
import { dragRangeHandle, listRangeHandles, toGround } from '../../../../client/src/entities/lookouts/range-handles.ts';
import type { SeenRange } from '../../../../client/src/entities/lookouts/range-trial.store.ts';

const PLACE: LngLat = [118.35, 34.37];
const projection = createLocalProjection(...PLACE);
const at = (x: number, y: number): LngLat => projection.inverse(x, y);
const SECTOR: SeenRange = {
  detectionRangeMeters: 400,
  shape: { kind: 'sector', bearingDegrees: 90, angleDegrees: 60 },
};

it('a disk is dragged by its ring, in steps of 10 m within the limits', () => {
  const disk: SeenRange = { detectionRangeMeters: 400, shape: { kind: 'disk' } };
  expect(listRangeHandles(PLACE, disk).map(({ id }) => id)).toEqual(['reach']);
  expect(dragRangeHandle(PLACE, disk, 'reach', at(0, -503))).toEqual({ ...disk, detectionRangeMeters: 500 });
  expect(dragRangeHandle(PLACE, disk, 'reach', PLACE).detectionRangeMeters).toBe(10);
  expect(dragRangeHandle(PLACE, disk, 'reach', at(30_000, 0)).detectionRangeMeters).toBe(10_000);
});

it('a sector is turned by the middle of its arc and opened by its side, over north too', () => {
  const turned = dragRangeHandle(PLACE, SECTOR, 'reach', at(-20, 300));
  expect(turned).toEqual({
    detectionRangeMeters: 300,
    shape: { kind: 'sector', bearingDegrees: 356, angleDegrees: 60 },
  });
  expect(dragRangeHandle(PLACE, turned, 'side', at(300, 300)).shape).toMatchObject({ angleDegrees: 98 });
  expect(dragRangeHandle(PLACE, SECTOR, 'side', at(300, 0)).shape).toMatchObject({ angleDegrees: 5 });
  const [reach, side] = listRangeHandles(PLACE, SECTOR);
  expect(dragRangeHandle(PLACE, SECTOR, 'reach', reach!.position)).toEqual(SECTOR);
  expect(dragRangeHandle(PLACE, SECTOR, 'side', side!.position)).toEqual(SECTOR);
});

it('drawn ground is dragged by its corners, and stays closed', () => {
  const shape = toGround([at(0, 0), at(100, 0), at(100, 100)]);
  const range: SeenRange = { detectionRangeMeters: 200, shape };
  expect(listRangeHandles(PLACE, range).map(({ id }) => id)).toEqual([0, 1, 2]);
  const moved = dragRangeHandle(PLACE, range, 0, at(-50, 0)).shape as typeof shape;
  const ring = moved.geometry.coordinates[0]!;
  expect(ring).toHaveLength(4);
  expect(ring[0]).toEqual(ring[3]);
  expect(projection.forward(...ring[0]!)[0]).toBeCloseTo(-50, 0);
});
