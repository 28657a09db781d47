import { expect, it } from 'vitest';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';

it('spans every ring of every part', () => {
  const parts = [
    [
      [
        [118, 34],
        [118.5, 34.2],
        [118.1, 34.6],
        [118, 34],
      ],
    ],
    [
      [
        [119, 33.5],
        [119.1, 33.5],
        [119, 33.6],
        [119, 33.5],
      ],
    ],
  ];
  expect(computeBounds({ type: 'MultiPolygon', coordinates: parts })).toEqual([118, 33.5, 119.1, 34.6]);
});

it('of several shapes is that of all', () => {
  const places = [
    [118.3, 34.4],
    [118.1, 34.5],
  ].map((coordinates) => ({ type: 'Point' as const, coordinates }));
  expect(computeBounds(places)).toEqual([118.1, 34.4, 118.3, 34.5]);
});

it('of a point is the point', () => {
  expect(computeBounds({ type: 'Point', coordinates: [118.3, 34.4] })).toEqual([118.3, 34.4, 118.3, 34.4]);
});
