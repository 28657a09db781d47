import type { LngLat } from '../../schemas/geometry.ts';

/** Web Mercator (EPSG:3857) as tiles use it: the world is one square, counted from its north-west corner. */

/** Beyond this latitude, degrees, the square of Web Mercator ends. */
export const MAX_MERCATOR_LATITUDE = 85.051_128_77;

/** Column and row of a tile at a zoom; rows are counted from the north. */
export interface TileAddress {
  z: number;
  x: number;
  y: number;
}

/** Where a place lies in the square of the world: shares of its side from the west and from the north, 0 to 1. */
export function toMercatorShare([lng, lat]: LngLat): [number, number] {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [(lng + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** The place, degrees, at shares of the world's side; the other way of {@link toMercatorShare}. */
export function fromMercatorShare([x, y]: readonly [number, number]): [number, number] {
  return [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** The tile of a zoom that a place lies on; what lies beyond the square is put on the tile at its edge. */
export function findTile([lng, lat]: LngLat, zoom: number): TileAddress {
  const across = 2 ** zoom;
  const [x, y] = toMercatorShare([lng, Math.max(-MAX_MERCATOR_LATITUDE, Math.min(MAX_MERCATOR_LATITUDE, lat))]);
  const clamp = (share: number): number => Math.max(0, Math.min(across - 1, Math.floor(share * across)));
  return { z: zoom, x: clamp(x), y: clamp(y) };
}
