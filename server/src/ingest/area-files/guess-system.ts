import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { COORDINATE_SYSTEMS } from '../coordinate-systems/coordinate-systems.ts';
import { createUnproject } from '../coordinate-systems/unproject.ts';

/** West, south, east, north in degrees. */
export type DegreeBounds = readonly [number, number, number, number];

/** A system in metres, and the share of the sampled places that it puts near the jurisdiction, 0–1. */
export interface FittingSystem {
  epsg: number;
  nameZh: string;
  nameEn: string;
  share: number;
}

/** A system that puts fewer places there is none of this city's. */
const LEAST_SHARE = 0.5;
/** A city's own files reach over its border by so much of its size. */
const MARGIN_SHARE = 0.25;

/** The systems in which places in metres lie in or around the jurisdiction, best first and of equals the likeliest. */
export function findFittingSystems(places: readonly LngLat[], [west, south, east, north]: DegreeBounds): FittingSystem[] {
  const [marginLng, marginLat] = [(east - west) * MARGIN_SHARE, (north - south) * MARGIN_SHARE];
  const isNear = (place: LngLat | null): boolean =>
    place !== null && place[0] >= west - marginLng && place[0] <= east + marginLng && place[1] >= south - marginLat && place[1] <= north + marginLat;
  return COORDINATE_SYSTEMS.map((system) => {
    const unproject = createUnproject(system);
    const share = places.length === 0 ? 0 : places.filter((place) => isNear(unproject(place))).length / places.length;
    return { epsg: system.epsg, nameZh: system.nameZh, nameEn: system.nameEn, share };
  }).filter(({ share }) => share >= LEAST_SHARE).toSorted((a, b) => b.share - a.share);
}
