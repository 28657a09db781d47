import type { DatumFits } from '@liaowang/shared/analysis/imports/datum-evidence';
import { isInDegrees } from '@liaowang/shared/analysis/imports/read-row-place';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { ImportMapping } from '@liaowang/shared/schemas/incident-import';
import { WEB_MERCATOR, findCoordinateSystem } from './coordinate-systems/coordinate-systems.ts';
import { createUnproject } from './coordinate-systems/unproject.ts';
import { toWgs84 } from './files/to-wgs84.ts';

/** Where a place of the file is. */
export interface JudgedPlace {
  /** Whether it lies in the jurisdiction under each datum, and with its numbers swapped. */
  fits: DatumFits;
  /** Null for what no place of the earth has. */
  wgs84: LngLat | null;
}

/** Makes a judge of places by the system and datum that the mapping names. */
export function createPlaceJudge(
  { coordinateSystem, datum }: Pick<ImportMapping, 'coordinateSystem' | 'datum'>,
  isInside: (place: LngLat) => boolean,
): (place: LngLat) => JudgedPlace {
  function judgeDegrees(place: LngLat, swapped: LngLat | null): JudgedPlace {
    const [asWgs84, gcj02, bd09] = [isInside(place), toWgs84(place, 'gcj02'), toWgs84(place, 'bd09')];
    const fits = {
      wgs84: asWgs84,
      cgcs2000: asWgs84,
      gcj02: isInside(gcj02),
      bd09: isInside(bd09),
      swapped: swapped !== null && isInside(toWgs84(swapped, datum)),
    };
    return { fits, wgs84: datum === 'gcj02' ? gcj02 : datum === 'bd09' ? bd09 : place };
  }
  const system = isInDegrees({ coordinateSystem }) ? null : findCoordinateSystem(coordinateSystem!);
  if (!system) return (place) => judgeDegrees(place, Math.abs(place[0]) <= 90 ? [place[1], place[0]] : null);
  const unproject = createUnproject(system);
  return (place) => {
    const [wgs84, swapped] = [unproject(place), unproject([place[1], place[0]])];
    // Web maps are drawn in Web Mercator whatever datum their places are in; the other systems have one of their own.
    if (system.epsg === WEB_MERCATOR && wgs84) return judgeDegrees(wgs84, swapped);
    const isIn = wgs84 !== null && isInside(wgs84);
    return {
      fits: { wgs84: isIn, cgcs2000: isIn, gcj02: isIn, bd09: isIn, swapped: swapped !== null && isInside(swapped) },
      wgs84,
    };
  };
}
