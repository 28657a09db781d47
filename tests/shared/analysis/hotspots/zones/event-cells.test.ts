import { expect, it } from 'vitest';
import { locateEvents, numberCells } from '@liaowang/shared/analysis/hotspots/zones/event-cells';

const grid = { originX: 100, originY: 200, cellMeters: 10, columns: 3, rows: 2 };

it('finds the cell of each event, or none', () => {
  const xs = Float64Array.of(100, 129.9, 130, 99.9, 110, Number.NaN, 105);
  const ys = Float64Array.of(200, 219.9, 210, 210, 210, 210, 220);
  expect([...locateEvents({ xs, ys }, grid)]).toEqual([0, 5, -1, -1, 4, -1, -1]);
  expect([...locateEvents({ xs, ys }, grid, [5, 4])]).toEqual([-1, 0, -1, -1, 1, -1, -1]);
});

it('numbers the cells of a list', () => {
  expect([...numberCells(grid, [4, 1])]).toEqual([-1, 1, -1, -1, 0, -1]);
});
