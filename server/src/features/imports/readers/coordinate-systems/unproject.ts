import proj4 from 'proj4';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { CoordinateSystem } from './coordinate-systems.ts';

/** [east, north] in metres → WGS-84 degrees; null for what no place of the earth has. */
export type Unproject = (place: LngLat) => LngLat | null;

const ready = new Map<number, Unproject>();

/**
 * Makes places of a system WGS-84, to a tenth of a millimetre for what rests on WGS-84 or CGCS2000; what rests on
 * another datum is shifted as far as that is known ({@link CoordinateSystem}). Axes are [east, north] whatever the
 * standard's own order is.
 */
export function createUnproject({ epsg, definition }: Pick<CoordinateSystem, 'epsg' | 'definition'>): Unproject {
  const known = ready.get(epsg);
  if (known) return known;
  const converter = proj4(definition);
  const unproject: Unproject = ([east, north]) => {
    if (!Number.isFinite(east) || !Number.isFinite(north)) return null;
    const [lng, lat] = converter.inverse([east, north]);
    return lng !== undefined &&
      lat !== undefined &&
      Number.isFinite(lng) &&
      Number.isFinite(lat) &&
      Math.abs(lng) <= 180 &&
      Math.abs(lat) <= 90
      ? [lng, lat]
      : null;
  };
  ready.set(epsg, unproject);
  return unproject;
}
