import { describe, expect, it } from 'vitest';
import { fillEnclosedCells } from '@liaowang/shared/analysis/hotspots/zones/enclosed-cells';
import { createZoneGrid } from '@liaowang/shared/analysis/hotspots/zones/zone-grid';
import { prepareStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import { createPlaneStudy } from './plane-study.ts';

const plane = createPlaneStudy();
const { area } = prepareStudy(plane.boxStudy(-990, -990, 990, 990));

describe('fillEnclosedCells', () => {
  it.each(['square', 'hexagon'] as const)(
    'takes in the middle of a ring of %ss, not what is open or too large',
    (shape) => {
      const grid = createZoneGrid(area, shape, 100);
      const awayFrom = (cell: number, x: number, y: number): number =>
        Math.hypot(grid.xs[cell]! - x, grid.ys[cell]! - y);
      const mark = (isMarked: (cell: number) => boolean): Uint8Array =>
        Uint8Array.from(grid.cells, (_, cell) => (isMarked(cell) ? 1 : 0));
      const disk = mark((cell) => awayFrom(cell, 0, 0) <= 400);
      const ring = mark((cell) => awayFrom(cell, 0, 0) <= 400 && awayFrom(cell, 0, 0) > 170);
      const inside = disk.reduce((sum, each) => sum + each, 0) - ring.reduce((sum, each) => sum + each, 0);
      expect(inside).toBeGreaterThan(3);
      expect(fillEnclosedCells(grid, ring, inside)).toEqual(disk);
      expect(fillEnclosedCells(grid, ring, inside - 1)).toEqual(ring);

      const horseshoe = mark((cell) => ring[cell] === 1 && !(grid.xs[cell]! > 0 && Math.abs(grid.ys[cell]!) < 120));
      expect(fillEnclosedCells(grid, horseshoe, 1_000)).toEqual(horseshoe);
      const atTheEdge = mark((cell) => Math.abs(awayFrom(cell, 990, 0) - 300) < 130);
      expect(fillEnclosedCells(grid, atTheEdge, 1_000)).toEqual(atTheEdge);
    },
  );
});
