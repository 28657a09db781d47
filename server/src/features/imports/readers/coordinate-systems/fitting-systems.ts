import { isInsideChina } from '@liaowang/shared/analysis/imports/inside-china';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { COORDINATE_SYSTEMS, type CoordinateSystem } from './coordinate-systems.ts';
import { createUnproject } from './unproject.ts';

/** A system with the share (0–1) of some places that it puts into the jurisdiction. */
export interface FittingSystem {
  system: CoordinateSystem;
  share: number;
  /** Of the places: which it puts inside. */
  inside: readonly boolean[];
  /** The file's first number is the north: [north, east], as surveyors in China write. */
  isNorthFirst: boolean;
}

/** Zones are used a little beyond their sides, where a city lies over one. */
const MARGIN_DEGREES = 1.5;

/** The systems made for where a city lies. */
export function listSystemsAt(center: LngLat): CoordinateSystem[] {
  const isChinese = isInsideChina(center);
  return COORDINATE_SYSTEMS.filter(({ datum, centralMeridian, halfWidth, isSouthern }) => {
    if (centralMeridian === null) return true;
    if ((datum !== 'wgs84' && !isChinese) || isSouthern !== center[1] < 0) return false;
    return Math.abs(((center[0] - centralMeridian + 540) % 360) - 180) <= halfWidth + MARGIN_DEGREES;
  });
}

/**
 * How well each system made for the jurisdiction fits some places of a file, in either order of their numbers, the
 * best first; of equals the likelier ({@link COORDINATE_SYSTEMS}). Those that put no place inside come last.
 */
export function findFittingSystems(
  places: readonly LngLat[],
  center: LngLat,
  isInside: (place: LngLat) => boolean,
): FittingSystem[] {
  const judge = (system: CoordinateSystem, isNorthFirst: boolean): FittingSystem => {
    const unproject = createUnproject(system);
    const inside = places.map(([first, second]) => {
      const place = unproject(isNorthFirst ? [second, first] : [first, second]);
      return place !== null && isInside(place);
    });
    return {
      system,
      isNorthFirst,
      inside,
      share: places.length === 0 ? 0 : inside.filter(Boolean).length / places.length,
    };
  };
  return listSystemsAt(center)
    .map((system) => {
      const [plain, turned] = [judge(system, false), judge(system, true)];
      return turned.share > plain.share ? turned : plain;
    })
    .toSorted((a, b) => b.share - a.share);
}
