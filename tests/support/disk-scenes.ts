import fc from 'fast-check';
import type { Position } from 'geojson';
import type { PlanarMultiPolygon } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import type { Disks } from '@liaowang/shared/analysis/geometry/disk-union/disk-union';

/*
 * Random layouts of disks against areas of every shape, on a plane of WIDTH by HEIGHT metres.
 */

export const WIDTH = 4_000;
export const HEIGHT = 3_000;
export const rectangle = (x0: number, y0: number, x1: number, y1: number): Position[] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];

export const AREAS: Record<string, PlanarMultiPolygon> = {
  rectangle: [[rectangle(0, 0, WIDTH, HEIGHT)]],
  'with a hole': [[rectangle(0, 0, WIDTH, HEIGHT), rectangle(1_000, 1_000, 2_000, 2_000)]],
  'L shape, clockwise, closed': [
    [
      [
        [0, 0],
        [0, HEIGHT],
        [1_500, HEIGHT],
        [1_500, 1_000],
        [WIDTH, 1_000],
        [WIDTH, 0],
        [0, 0],
      ],
    ],
  ],
  'two apart': [[rectangle(0, 0, 1_500, HEIGHT)], [rectangle(2_500, 500, WIDTH, 2_500)]],
  'two that share an edge': [[rectangle(0, 0, 2_000, HEIGHT)], [rectangle(2_000, 0, WIDTH, HEIGHT)]],
  'island in a hole': [
    [rectangle(0, 0, WIDTH, HEIGHT), rectangle(500, 500, 3_500, 2_500)],
    [
      [
        [2_000, 700],
        [3_000, 1_500],
        [2_000, 2_300],
        [1_000, 1_500],
      ],
    ],
  ],
};

export interface Disk {
  x: number;
  y: number;
  r: number;
}

export function toDisks(disks: readonly Disk[]): Disks {
  return {
    x: Float64Array.from(disks, (disk) => disk.x),
    y: Float64Array.from(disks, (disk) => disk.y),
    radiusMeters: Float64Array.from(disks, (disk) => disk.r),
  };
}

/** The vertices of a flat ring. */
export function toPositions(ring: Float64Array): Position[] {
  return Array.from({ length: ring.length / 2 }, (_, v) => [ring[2 * v]!, ring[2 * v + 1]!]);
}

// Round places and radii make circles touch, coincide, nest, and pass through vertices and along edges.
const roundDisk = fc.record({
  x: fc.integer({ min: -2, max: 18 }).map((k) => k * 250),
  y: fc.integer({ min: -2, max: 14 }).map((k) => k * 250),
  r: fc.constantFrom(0, 125, 250, 250, 500, 1_000),
});
export const anyDisk = fc.record({
  x: fc.double({ min: -1_000, max: 5_000, noNaN: true }),
  y: fc.double({ min: -1_000, max: 4_000, noNaN: true }),
  r: fc.double({ min: 0, max: 1_500, noNaN: true }),
});
const stack = fc
  .tuple(fc.oneof(roundDisk, anyDisk), fc.integer({ min: 1, max: 6 }))
  .map(([disk, times]) => Array.from({ length: times }, () => disk));
export const disksArbitrary = fc
  .array(
    fc.oneof(
      stack,
      roundDisk.map((disk) => [disk]),
      anyDisk.map((disk) => [disk]),
    ),
    { maxLength: 12 },
  )
  .map((groups) => groups.flat());
export const areaArbitrary = fc.constantFrom(...Object.values(AREAS));
