import { expect, it } from 'vitest';
import { isWholeDisk, partialShapeOf, type WatchShape } from '@liaowang/shared/schemas/watch-shape';

it('a sector all around is the whole disk, any narrower one is part of it', () => {
  const sector = (angleDegrees: number): WatchShape => ({ kind: 'sector', bearingDegrees: 90, angleDegrees });
  expect([isWholeDisk({ kind: 'disk' }), isWholeDisk(sector(360)), isWholeDisk(sector(359))]).toEqual([
    true,
    true,
    false,
  ]);
  expect([partialShapeOf(sector(360)), partialShapeOf(sector(90))]).toEqual([null, sector(90)]);
});
