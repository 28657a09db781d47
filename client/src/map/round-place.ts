import type { LngLat } from '@liaowang/shared/schemas/geometry';

/** About 0.1 m: finer than anybody points. */
const PLACE_DECIMALS = 6;

/** A place as it is kept that somebody pointed at. */
export function roundPlace([lng, lat]: readonly [number, number]): LngLat {
  return [Number(lng.toFixed(PLACE_DECIMALS)), Number(lat.toFixed(PLACE_DECIMALS))];
}
