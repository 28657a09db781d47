import { expect, it } from 'vitest';
import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';

it('a place is in an area unless it is in a hole of it', () => {
  const box = (low: number, high: number): Array<[number, number]> => [
    [low, low],
    [high, low],
    [high, high],
    [low, high],
    [low, low],
  ];
  const area = { type: 'MultiPolygon' as const, coordinates: [[box(0, 10), box(4, 6)], [box(20, 21)]] };
  expect(
    [
      [1, 1],
      [5, 5],
      [20.5, 20.5],
      [15, 15],
    ].map((place) => isInsideArea(place as [number, number], area)),
  ).toEqual([true, false, true, false]);
});

it('tells a bay from the land around it; the shore is land', () => {
  const horseshoe: [number, number][] = [
    [0, 0],
    [4, 0],
    [4, 4],
    [3, 4],
    [3, 1],
    [1, 1],
    [1, 4],
    [0, 4],
    [0, 0],
  ];
  const isLand = (place: [number, number]) => isInsideArea(place, { type: 'Polygon', coordinates: [horseshoe] });
  expect(isLand([0.5, 3])).toBe(true);
  expect(isLand([2, 3])).toBe(false);
  expect(isLand([3.5, 3])).toBe(true);
  expect(isLand([1, 2])).toBe(true);
});
