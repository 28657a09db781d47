import type { LngLat } from '../../schemas/geometry.ts';

/** [west, south, east, north], degrees. */
type Box = readonly [number, number, number, number];

/** Boxes that make up the mainland and those cut out of them for its neighbours, as map tools have long drawn them around where GCJ-02 is shifted. */
const INSIDE: readonly Box[] = [
  [79.4462, 42.8899, 96.33, 49.2204],
  [109.6872, 39.3742, 135.0002, 54.1415],
  [73.1246, 29.5297, 124.1433, 42.8899],
  [82.9684, 26.7186, 97.0352, 29.5297],
  [97.0253, 20.4141, 124.3674, 29.5297],
  [107.9758, 17.8715, 111.7441, 20.4141],
];
const OUTSIDE: readonly Box[] = [
  [119.9213, 21.785, 122.4976, 25.3986],
  [101.8652, 20.0988, 106.665, 22.284],
  [106.4525, 20.4878, 108.051, 21.5422],
  [109.0323, 50.3257, 119.127, 55.8175],
  [127.4568, 49.5574, 137.0227, 55.8175],
  [131.2662, 42.5692, 137.0227, 44.8922],
];

/** Whether a place lies in mainland China, to some tens of kilometres at the border: where maps are shifted and the national systems are used. */
export function isInsideChina([lng, lat]: LngLat): boolean {
  const isIn = ([west, south, east, north]: Box): boolean => lng >= west && lng <= east && lat >= south && lat <= north;
  return INSIDE.some(isIn) && !OUTSIDE.some(isIn);
}
